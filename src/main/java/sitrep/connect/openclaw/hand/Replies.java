package sitrep.connect.openclaw.hand;

import java.util.function.Consumer;
import java.util.function.Function;
import sitrep.connect.openclaw.line.Handshake;
import sitrep.connect.openclaw.line.Reply;
import sitrep.core.act.Hand.Answer;
import tools.jackson.databind.JsonNode;

/** What a gateway replied, said for people. */
final class Replies {
    private Replies() {}

    /** What to do about something that only an administrator may do. */
    static final String TO_BE_ADMIN = "serve --openclaw-act-admin lets Sitrep act as one";

    /** Tells what follows from what the gateway did, or why it did not. */
    static Consumer<Reply> told(Consumer<Answer> told, Function<JsonNode, Answer> done) {
        return then(told, payload -> told.accept(done.apply(payload)));
    }

    /** Goes on with what the gateway answered, or tells why it did not. */
    static Consumer<Reply> then(Consumer<Answer> told, Consumer<JsonNode> done) {
        return reply -> {
            switch (reply) {
                case Reply.Done(var payload) -> done.accept(payload);
                case Reply.Refused refused -> told.accept(new Answer.Refused(why(refused)));
                case Reply.Unanswered(var why) -> told.accept(new Answer.Unreached(why));
            }
        };
    }

    private static String why(Reply.Refused refused) {
        if (refused.scope().filter(Handshake.ADMIN::equals).isPresent()) {
            return "the gateway lets only its administrators do that; " + TO_BE_ADMIN;
        }
        return switch (refused.reason()) {
            case "QUESTION_NOT_FOUND" -> "the question is not asked any more";
            case "QUESTION_ALREADY_TERMINAL" -> "somebody else has answered it, or its time was up";
            case "QUESTION_REQUESTER_INACTIVE" -> "what asked has ended";
            case "APPROVAL_NOT_FOUND" -> Approvals.NOT_OURS;
            case "APPROVAL_ALREADY_RESOLVED" -> "somebody else has decided it already";
            default -> {
                var scope = refused.scope().map(it -> " (it needs " + it + ")").orElse("");
                yield "'" + refused.message() + "'" + scope;
            }
        };
    }
}
