package sitrep.connect.acp.meaning;

import java.util.Optional;
import java.util.stream.Stream;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.End;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;
import tools.jackson.databind.JsonNode;

/** What the reason for which a turn stopped says of its outcome: the table. */
final class TurnEnd {
    /** The protocol's code for: log in first. */
    private static final int LOGIN = -32_000;

    /** That for: the request was cancelled. */
    private static final int CANCELLED = -32_800;

    private TurnEnd() {}

    /** @param words what it said last */
    static End of(String reason, Optional<String> words) {
        return switch (reason) {
            case "end_turn" -> end(Outcome.SUCCEEDED, words);
            case "cancelled" -> end(Outcome.CANCELLED, words);
            case "max_tokens" -> failed("It stopped at the limit of its tokens", words);
            case "max_turn_requests" -> failed("It stopped at the limit of requests for one turn", words);
            case "refusal" -> failed("It refused to go on", words);
            case "error" -> failed("It stopped for an error", words);
            default -> failed("It stopped: " + reason, words);
        };
    }

    static End ofError(JsonNode error) {
        var isCancelled = error.path("code").asInt(0) == CANCELLED;
        return end(isCancelled ? Outcome.CANCELLED : Outcome.FAILED, ForeignValue.summary(message(error)));
    }

    static boolean isLogin(JsonNode error) {
        return error.path("code").asInt(0) == LOGIN
                || ForeignValue.text(error.path("data"), "errorKind").equals("authentication_failed");
    }

    static String message(JsonNode error) {
        var detail = ForeignValue.text(error.path("data"), "details", "errorKind");
        var message = ForeignValue.text(error, "message");
        return detail.isBlank() || message.contains(detail) ? message : message + ": " + detail;
    }

    private static End failed(String why, Optional<String> words) {
        var text = Stream.concat(Stream.of(why), words.stream()).toList();
        return end(Outcome.FAILED, ForeignValue.summary(String.join(". ", text)));
    }

    private static End end(Outcome outcome, Optional<String> summary) {
        return new End(outcome, summary, Optional.of(Certainty.WORD), Optional.empty(), false, Optional.empty());
    }
}
