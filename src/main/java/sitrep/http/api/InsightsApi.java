package sitrep.http.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.board.Board;
import sitrep.engine.board.Writer;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.store.Insights;
import sitrep.store.Insights.Spent;
import tools.jackson.core.JsonGenerator;

/** What the tasks that ended within some time came to: how they ended, and what their time went into. */
public final class InsightsApi {
    /** Tasks named as the slowest, and as the most blocked. */
    private static final int NAMED = 10;

    /** How long what ended last is waited for, in milliseconds; if it takes longer, it is counted the next time. */
    private static final long LONGEST_MILLIS = 2_000;

    private final Board board;
    private final Writer writer;
    private final InstantSource clock;

    public InsightsApi(Board board, Writer writer, InstantSource clock) {
        this.board = board;
        this.writer = writer;
        this.clock = clock;
    }

    public ApiAnswer get(ApiRequest ask) {
        ask.parameters().only(TaskFilters.INSIGHTS);
        var time = InsightsTime.of(ask.parameters(), clock.instant());
        awaitIndex();
        var insights = board.filed().insights(TaskFilters.scope(ask.parameters(), time.parts()), NAMED);
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("from", time.from());
            out.writeStringProperty("until", time.until());
            var all = insights.outcomes().values().stream()
                    .reduce(new Spent(0, Duration.ZERO), (one, other) -> one.plus(other));
            spent(all, out);
            outcomes(insights.parts(), time, out);
            amounts("phases", "phase", insights.phases(), Phase::word, out);
            amounts("waits", "reason", insights.waits(), BlockReason::word, out);
            lasting("slowest", insights.slowest(), out);
            lasting("mostBlocked", insights.blocked(), out);
            if (insights.isPartial()) out.writeBooleanProperty("partial", true);
            out.writeEndObject();
        });
    }

    /** What was told before somebody asks is counted: the index, which counts, is up to a second behind. */
    private void awaitIndex() {
        try {
            writer.settle().get(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // What the index has is counted all the same.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Part by part, only those in which any ended. */
    private static void outcomes(List<Insights.Part> parts, InsightsTime time, JsonGenerator out) {
        out.writeArrayPropertyStart("outcomes");
        for (var part : parts) {
            out.writeStartObject();
            out.writeStringProperty(time.by() == InsightsTime.Step.DAY ? "day" : "at", time.named(part.from()));
            for (var outcome : Outcome.values()) {
                var many = Optional.ofNullable(part.outcomes().get(outcome));
                many.ifPresent(spent -> out.writeNumberProperty(outcome.word(), spent.tasks()));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** The largest first. */
    private static <E extends Enum<E>> void amounts(
            String name, String of, Map<E, Spent> amounts, Function<E, String> word, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        amounts.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<E, Spent> entry) -> entry.getValue().time())
                        .reversed())
                .forEach(entry -> {
                    out.writeStartObject();
                    out.writeStringProperty(of, word.apply(entry.getKey()));
                    spent(entry.getValue(), out);
                    out.writeEndObject();
                });
        out.writeEndArray();
    }

    private static void spent(Spent spent, JsonGenerator out) {
        out.writeNumberProperty("tasks", spent.tasks());
        out.writeNumberProperty("millis", spent.time().toMillis());
    }

    private static void lasting(String name, List<Insights.Lasting> tasks, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        for (var task : tasks) {
            out.writeStartObject();
            out.writeName("task");
            out.writeRawValue(task.json());
            out.writeNumberProperty("tookMillis", task.took().toMillis());
            out.writeNumberProperty("waitedMillis", task.waited().toMillis());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
