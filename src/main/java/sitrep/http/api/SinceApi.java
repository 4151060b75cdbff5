package sitrep.http.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import sitrep.core.vocabulary.Outcome;
import sitrep.engine.board.Board;
import sitrep.engine.known.KnownTask;
import sitrep.engine.record.SinceThen;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.json.Json;
import tools.jackson.core.JsonGenerator;

/** What happened since a time, in one line, for somebody who was away. */
public final class SinceApi {
    private static final Duration USUAL = Duration.ofHours(12);

    /** By how much the clock of who asks may be ahead of ours: what is later by no more is now. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Board board;
    private final InstantSource clock;

    public SinceApi(Board board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
    }

    public ApiAnswer get(ApiRequest ask) {
        ask.parameters().only(List.of("from"));
        var now = clock.instant();
        var from = TaskFilters.time(ask.parameters(), "from").orElseGet(() -> now.minus(USUAL));
        if (from.isAfter(now.plus(CLOCKS_DIFFER))) {
            throw new Refusal(new Problem.BadParameter("from", from.toString(), "a time before now, " + now));
        }
        return ApiAnswer.json(json(SinceThen.of(board, from.isAfter(now) ? now : from, now)));
    }

    private static String json(SinceThen since) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("from", since.from().toString());
            out.writeStringProperty("now", since.now().toString());
            out.writeStringProperty("sentence", since.sentence());
            counts(since.counts(), out);
            tasks("needs", since.needs(), out);
            tasks("failed", since.failed(), out);
            if (since.isPartial()) out.writeBooleanProperty("partial", true);
            out.writeEndObject();
        });
    }

    private static void counts(SinceThen.Counts counts, JsonGenerator out) {
        out.writeObjectPropertyStart("counts");
        out.writeNumberProperty("finished", counts.finished());
        for (var outcome : Outcome.values()) {
            out.writeNumberProperty(outcome.word(), counts.ended().getOrDefault(outcome, 0L));
        }
        out.writeNumberProperty("began", counts.began());
        out.writeNumberProperty("asked", counts.asked());
        out.writeNumberProperty("answered", counts.answered());
        out.writeNumberProperty("stalled", counts.stalled());
        out.writeNumberProperty("acts", counts.acts());
        out.writeNumberProperty("in_vain", counts.inVain());
        out.writeNumberProperty("needs_you", counts.needs());
        out.writeNumberProperty("stuck", counts.stuck());
        out.writeEndObject();
    }

    private static void tasks(String name, List<KnownTask> tasks, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        tasks.forEach(task -> out.writeRawValue(task.json()));
        out.writeEndArray();
    }
}
