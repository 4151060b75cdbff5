package sitrep.http.api;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import sitrep.core.event.TaskId;
import sitrep.engine.Intake.Receipt;
import sitrep.http.exchange.Problem;
import sitrep.json.EventReader;
import sitrep.json.Json;
import tools.jackson.core.JsonGenerator;

/** What became of each item of a request, in its order: accepted if any event of it was new. */
final class ItemResults {
    /** Longest name of an ignored field that is told whole. */
    private static final int NAME = 60;

    private final List<Result> results = new ArrayList<>();

    private sealed interface Result {
        record Accepted(EventReader.Read read, OptionalLong seq, OptionalInt lost) implements Result {}

        record Duplicate(EventReader.Read read) implements Result {}

        record Refused(Problem problem) implements Result {}
    }

    /** @param receipts those of all events of the good readings, in their order */
    ItemResults(List<EventsApi.Reading> readings, List<Receipt> receipts) {
        var next = receipts.iterator();
        for (var reading : readings) {
            results.add(
                    switch (reading) {
                        case EventsApi.Reading.Good(var read) -> result(read, next);
                        case EventsApi.Reading.Bad(var problem) -> new Result.Refused(problem);
                    });
        }
    }

    private static Result result(EventReader.Read read, Iterator<Receipt> receipts) {
        var isNew = false;
        var seq = OptionalLong.empty();
        var lost = OptionalInt.empty();
        for (var i = 0; i < read.events().size(); i++) {
            switch (receipts.next()) {
                case Receipt.Accepted(var place) -> {
                    isNew = true;
                    seq = OptionalLong.of(place);
                }
                case Receipt.Heartbeat _ -> isNew = true;
                case Receipt.Listed(var count) -> {
                    isNew = true;
                    lost = OptionalInt.of(count);
                }
                case Receipt.Duplicate _ -> {}
            }
        }
        return isNew ? new Result.Accepted(read, seq, lost) : new Result.Duplicate(read);
    }

    long refused() {
        return results.stream().filter(Result.Refused.class::isInstance).count();
    }

    String json() {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeNumberProperty("accepted", count(Result.Accepted.class));
            out.writeNumberProperty("duplicate", count(Result.Duplicate.class));
            out.writeNumberProperty("refused", refused());
            out.writeArrayPropertyStart("items");
            for (var i = 0; i < results.size(); i++) {
                out.writeStartObject();
                out.writeNumberProperty("index", i);
                write(results.get(i), out);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private long count(Class<? extends Result> kind) {
        return results.stream().filter(kind::isInstance).count();
    }

    private static void write(Result result, JsonGenerator out) {
        switch (result) {
            case Result.Accepted(var read, var seq, var lost) -> {
                out.writeStringProperty("status", "accepted");
                write(read, out);
                seq.ifPresent(place -> out.writeNumberProperty("seq", place));
                lost.ifPresent(count -> out.writeNumberProperty("lost", count));
                ignored(read, out);
            }
            case Result.Duplicate(var read) -> {
                out.writeStringProperty("status", "duplicate");
                write(read, out);
                ignored(read, out);
            }
            case Result.Refused(var problem) -> {
                out.writeStringProperty("status", "refused");
                out.writeName("problem");
                problem.write(out);
            }
        }
    }

    private static void write(EventReader.Read read, JsonGenerator out) {
        out.writeStringProperty("id", read.id());
        read.events().stream()
                .flatMap(event -> event.task().stream())
                .map(TaskId::text)
                .findFirst()
                .ifPresent(task -> out.writeStringProperty("task", task));
    }

    /** Names of fields that mean nothing here, so that a typo is seen. */
    private static void ignored(EventReader.Read read, JsonGenerator out) {
        if (read.ignored().isEmpty()) return;
        out.writeArrayPropertyStart("ignored");
        read.ignored().forEach(name -> out.writeString(name.length() > NAME ? name.substring(0, NAME) + "…" : name));
        out.writeEndArray();
    }
}
