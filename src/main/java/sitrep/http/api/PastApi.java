package sitrep.http.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import sitrep.core.outlook.Outlook;
import sitrep.core.text.Invalid;
import sitrep.core.why.TaskDetail;
import sitrep.engine.board.PastBoard;
import sitrep.engine.known.KnownTask;
import sitrep.engine.record.PastBoards;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.PageCursor;
import sitrep.http.exchange.Parameters;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.Route;
import sitrep.json.SitrepJson;
import sitrep.json.WhyJson;
import sitrep.store.TaskIndex;
import sitrep.store.TaskQuery;
import tools.jackson.core.JsonGenerator;

/** What the board and its tasks said at a moment that is over, for who asks {@code ?at=}: in the shapes of today. */
public final class PastApi {
    private static final String AT = "at";

    /** Most tasks named in a summary. */
    private static final int NEEDS = 10;

    private final PastBoards boards;
    private final InstantSource clock;

    public PastApi(PastBoards boards, InstantSource clock) {
        this.boards = boards;
        this.clock = clock;
    }

    /** Answers as of now, or as of the moment that is asked for. */
    public static Route.Handler orNow(Route.Handler now, Route.Handler then) {
        return ask -> (ask.parameters().one(AT).isPresent() ? then : now).answer(ask);
    }

    public ApiAnswer list(ApiRequest ask) {
        var query = TaskFilters.past(ask.parameters(), AT);
        var past = past(ask.parameters());
        var found = past.page(query.first(Math.min(query.limit() + 1, TaskQuery.LIMIT)));
        var page = found.subList(0, Math.min(found.size(), query.limit()));
        var isMore = found.size() > query.limit() || page.size() == TaskQuery.LIMIT;
        return answer(past, out -> {
            items(out, "items", page);
            if (isMore)
                out.writeStringProperty("next", PageCursor.of(page.getLast().place()));
            TasksApi.counts(out, past.tally());
            if (!past.lost().isEmpty()) SummaryApi.blind(out, past.lost());
        });
    }

    public ApiAnswer summary(ApiRequest ask) {
        ask.parameters().only(List.of(AT));
        var past = past(ask.parameters());
        return answer(past, out -> {
            out.writeStringProperty("sentence", past.tally().sentence());
            TasksApi.counts(out, past.tally());
            TasksApi.shelves(out, past.tally());
            SummaryApi.phases(out, past.tally());
            SummaryApi.blind(out, past.lost());
            items(out, "needs", past.page(SummaryApi.needing(NEEDS)));
            out.writeNumberProperty("seq", past.seq());
            out.writeStringProperty("now", clock.instant().toString());
        });
    }

    private static ApiAnswer answer(PastBoard past, Consumer<JsonGenerator> fields) {
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeStringProperty(AT, past.at().toString());
            fields.accept(out);
            out.writeEndObject();
        });
    }

    /** Without what can be done: nothing can be done in the past. */
    private static void items(JsonGenerator out, String name, List<TaskIndex.Listed> tasks) {
        out.writeArrayPropertyStart(name);
        tasks.forEach(task -> out.writeRawValue(task.json()));
        out.writeEndArray();
    }

    public ApiAnswer one(ApiRequest ask) {
        ask.parameters().only(List.of(AT));
        return ApiAnswer.json(SitrepJson.full(TaskDetail.of(known(ask).task())));
    }

    public ApiAnswer why(ApiRequest ask) {
        ask.parameters().only(List.of(AT, "field"));
        try {
            return ApiAnswer.json(WhyJson.of(known(ask).task(), ask.parameters().one("field"), Outlook.NONE));
        } catch (Invalid e) {
            throw new Refusal(new Problem.NoField(e));
        }
    }

    private KnownTask known(ApiRequest ask) {
        var id = ask.task();
        return boards.task(id, moment(ask.parameters()))
                .orElseThrow(() -> new Refusal(new Problem.NoTask(Excerpt.of(id.text()))));
    }

    private PastBoard past(Parameters parameters) {
        var moment = moment(parameters);
        try {
            return boards.at(moment);
        } catch (PastBoard.TooFar e) {
            throw new Refusal(new Problem.BadParameter(
                    AT, moment.toString(), "a later moment: " + e.getMessage() + " changed the board since"));
        }
    }

    private Instant moment(Parameters parameters) {
        var moment = TaskFilters.time(parameters, AT).orElseThrow();
        if (moment.isAfter(clock.instant())) {
            throw new Refusal(new Problem.BadParameter(AT, moment.toString(), "a time that is over"));
        }
        return moment;
    }
}
