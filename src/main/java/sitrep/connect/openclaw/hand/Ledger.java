package sitrep.connect.openclaw.hand;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.Grip;
import sitrep.core.act.Hand.Answer;
import tools.jackson.databind.JsonNode;

/** Ends what stands in the gateway's ledger, has results delivered again, and has jobs run again. */
final class Ledger {
    private static final List<String> LIVE = List.of("queued", "running");
    private static final List<String> OVER = List.of("completed", "failed", "cancelled", "timed_out");

    /** Rows of a page, the most that a gateway gives. */
    private static final int PAGE = 500;

    private final ActingLine line;

    Ledger(ActingLine line) {
        this.line = line;
    }

    void cancel(Grip grip, Consumer<Answer> told) {
        find(grip, LIVE, "it has ended, or the gateway's ledger does not list it", told, id -> {
            line.ask(
                    "tasks.cancel",
                    out -> {
                        out.writeStringProperty("taskId", id);
                        out.writeStringProperty("reason", "Cancelled by an operator in Sitrep");
                    },
                    Replies.told(
                            told,
                            payload -> payload.path("cancelled").asBoolean(false)
                                    ? new Answer.Taken(Optional.of("cancelled"))
                                    : new Answer.Refused(why(payload))));
        });
    }

    void resend(Grip grip, Consumer<Answer> told) {
        find(grip, OVER, "the gateway's ledger does not list it any more", told, id -> {
            line.ask(
                    "tasks.retry",
                    out -> {
                        out.writeArrayPropertyStart("taskIds");
                        out.writeString(id);
                        out.writeEndArray();
                    },
                    Replies.told(told, payload -> {
                        var result = payload.path("results").path(0);
                        return result.path("ok").asBoolean(false)
                                ? new Answer.Taken(Optional.of("its delivery was begun again"))
                                : new Answer.Refused(why(result));
                    }));
        });
    }

    /** Has a job run now, whatever its schedule says. */
    void run(String job, Consumer<Answer> told) {
        line.ask(
                "cron.run",
                out -> {
                    out.writeStringProperty("id", job);
                    out.writeStringProperty("mode", "force");
                },
                Replies.told(told, payload -> {
                    var isBegun = payload.path("ran")
                            .asBoolean(payload.path("enqueued").asBoolean(false));
                    return isBegun
                            ? new Answer.Done("the job runs, as a task of its own")
                            : new Answer.Refused(why(payload));
                }));
    }

    private void find(Grip grip, List<String> status, String missing, Consumer<Answer> told, Consumer<String> found) {
        line.ask(
                "tasks.list",
                out -> {
                    out.writeArrayPropertyStart("status");
                    status.forEach(out::writeString);
                    out.writeEndArray();
                    out.writeNumberProperty("limit", PAGE);
                },
                Replies.then(
                        told,
                        payload -> row(payload.path("tasks"), grip)
                                .ifPresentOrElse(found, () -> told.accept(new Answer.Refused(missing)))));
    }

    /** The newest row of a run. Of a start of a job only the beginning of its name is known. */
    private static Optional<String> row(JsonNode rows, Grip grip) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> {
                    var run = ForeignValue.text(row, "runId");
                    return run.equals(grip.listed()) || run.startsWith(grip.listed() + ":");
                })
                .map(row -> ForeignValue.text(row, "id"))
                .filter(id -> !id.isBlank())
                .findFirst();
    }

    private static String why(JsonNode payload) {
        var reason = ForeignValue.line(ForeignValue.text(payload, "reason"), ForeignValue.NEWS);
        if (reason.filter("already-running"::equals).isPresent()) return "it runs already";
        return reason.map(it -> "'" + it + "'").orElse("it gave no reason");
    }
}
