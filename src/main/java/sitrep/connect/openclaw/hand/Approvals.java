package sitrep.connect.openclaw.hand;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.line.Reply;
import sitrep.core.act.Hand.Answer;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.Verb;
import tools.jackson.databind.JsonNode;

/**
 * Decides approvals, of commands and of plugins. A gateway denies what it is told wrongly about the kind of an
 * approval, or with a decision that it does not offer: so it is asked first what there is to decide.
 */
final class Approvals {
    static final String NOT_OURS = "the gateway knows no such approval that Sitrep may decide: it is decided, its"
            + " time was up, or it belongs to the device that asked for the work, as the Control UI's does";

    /** Most approvals of which it is remembered what can be decided; then the oldest are forgotten. */
    private static final int MOST = 500;

    private static final Set<String> FIRST = Set.of("allow-once", "deny");

    private final ActingLine line;
    private final Map<String, Set<String>> decisions = new LinkedHashMap<>();

    Approvals(ActingLine line) {
        this.line = line;
    }

    /**
     * How it can be decided as far as is known; none if it is known that it cannot be. What is not known is asked for,
     * and until then taken to be what every approval offers.
     *
     * @param task whose approval it is
     */
    Set<String> decisions(String id, TaskId task) {
        synchronized (decisions) {
            var known = decisions.get(id);
            if (known != null) return known;
            keep(id, FIRST);
        }
        get(id, reply -> {
            switch (reply) {
                case Reply.Done(var payload) -> learn(id, offered(payload.path("approval")), task);
                case Reply.Refused _ -> learn(id, Set.of(), task);
                case Reply.Unanswered _ -> forget(id);
            }
        });
        return FIRST;
    }

    private void learn(String id, Set<String> offered, TaskId task) {
        keep(id, offered);
        if (!offered.equals(FIRST)) line.changed(task);
    }

    private void keep(String id, Set<String> offered) {
        synchronized (decisions) {
            decisions.put(id, offered);
            if (decisions.size() > MOST)
                decisions.remove(decisions.keySet().iterator().next());
        }
    }

    private void forget(String id) {
        synchronized (decisions) {
            decisions.remove(id);
        }
    }

    private static Set<String> offered(JsonNode approval) {
        if (!ForeignValue.text(approval, "status").equals("pending")) return Set.of();
        return StreamSupport.stream(
                        approval.path("presentation").path("allowedDecisions").spliterator(), false)
                .map(decision -> decision.asString(""))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void get(String id, Consumer<Reply> told) {
        line.ask("approval.get", out -> out.writeStringProperty("id", id), told);
    }

    static String decision(Verb verb) {
        return switch (verb) {
            case APPROVE -> "allow-once";
            case APPROVE_ALWAYS -> "allow-always";
            case DENY, ANSWER, STEER, STOP, CANCEL, RETRY, RESEND -> "deny";
        };
    }

    void decide(String id, String decision, Consumer<Answer> told) {
        get(id, Replies.then(told, payload -> {
            var approval = payload.path("approval");
            var kind = ForeignValue.text(approval.path("presentation"), "kind");
            if (!ForeignValue.text(approval, "status").equals("pending")) {
                told.accept(new Answer.Refused(instead(approval)));
            } else if (!offered(approval).contains(decision)) {
                told.accept(new Answer.Refused("the gateway offers for it only: "
                        + offered(approval).stream().sorted().collect(Collectors.joining(", "))));
            } else {
                resolve(id, kind, decision, told);
            }
        }));
    }

    private void resolve(String id, String kind, String decision, Consumer<Answer> told) {
        line.ask(
                "approval.resolve",
                out -> {
                    out.writeStringProperty("id", id);
                    out.writeStringProperty("kind", kind);
                    out.writeStringProperty("decision", decision);
                },
                Replies.told(
                        told,
                        payload -> payload.path("applied").asBoolean(false)
                                ? new Answer.Taken(ForeignValue.line(spoken(decision), ForeignValue.NEWS))
                                : new Answer.Refused(instead(payload.path("approval")))));
    }

    /** What happened to an approval that is decided, as in {@code it was denied at 10:42:10Z}. */
    private static String instead(JsonNode approval) {
        var decision = ForeignValue.text(approval, "decision");
        var how = decision.isBlank() ? ForeignValue.text(approval, "status") : spoken(decision);
        var when = ForeignValue.time(approval, "resolvedAtMs")
                .map(at -> " at " + at)
                .orElse("");
        return "it was " + (how.isBlank() ? "decided" : how) + " already" + when;
    }

    private static String spoken(String decision) {
        return switch (decision) {
            case "allow-once" -> "allowed once";
            case "allow-always" -> "allowed from now on";
            case "deny" -> "denied";
            default -> decision;
        };
    }
}
