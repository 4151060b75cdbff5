package sitrep.http.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.board.Board;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Parameters;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.json.Json;
import sitrep.store.Days;
import sitrep.store.Insights;
import sitrep.store.Insights.Spent;
import tools.jackson.core.JsonGenerator;

/** What the tasks that ended within some days came to: how they ended, and what their time went into. */
public final class InsightsApi {
    /** Four weeks, with today. */
    private static final int USUAL_DAYS = 28;

    /** Tasks named as the slowest, and as the most blocked. */
    private static final int NAMED = 10;

    private static final String DAYS = "1 to " + Days.LIMIT + " days from 'from' to before 'until'";

    private final Board board;
    private final InstantSource clock;

    public InsightsApi(Board board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
    }

    public ApiAnswer get(ApiRequest ask) {
        ask.parameters().only(TaskFilters.INSIGHTS);
        var days = days(ask.parameters());
        var insights = board.insights(TaskFilters.scope(ask.parameters(), days), NAMED);
        return ApiAnswer.json(Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("from", days.from().toString());
            out.writeStringProperty("until", days.until().toString());
            var all = insights.outcomes().values().stream()
                    .reduce(new Spent(0, Duration.ZERO), (one, other) -> one.plus(other));
            spent(all, out);
            outcomes(insights.days(), out);
            amounts("phases", "phase", insights.phases(), Phase::word, out);
            amounts("waits", "reason", insights.waits(), BlockReason::word, out);
            lasting("slowest", insights.slowest(), out);
            lasting("mostBlocked", insights.blocked(), out);
            if (insights.isPartial()) out.writeBooleanProperty("partial", true);
            out.writeEndObject();
        }));
    }

    private Days days(Parameters parameters) {
        var until = parameters.one("until").map(text -> day("until", text)).orElseGet(this::tomorrow);
        var from = parameters.one("from").map(text -> day("from", text)).orElseGet(() -> until.minusDays(USUAL_DAYS));
        try {
            return new Days(from, until);
        } catch (IllegalArgumentException _) {
            throw new Refusal(new Problem.BadParameter("from", Excerpt.of(from + " to " + until), DAYS));
        }
    }

    private LocalDate tomorrow() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            var allowed = "a day as in RFC 3339, such as 2026-11-22";
            throw new Refusal(new Problem.BadParameter(name, Excerpt.of(text), allowed));
        }
    }

    /** Day by day, only those on which any ended. */
    private static void outcomes(List<Insights.Day> days, JsonGenerator out) {
        out.writeArrayPropertyStart("outcomes");
        for (var day : days) {
            out.writeStartObject();
            out.writeStringProperty("day", day.day().toString());
            for (var outcome : Outcome.values()) {
                var many = Optional.ofNullable(day.outcomes().get(outcome));
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
