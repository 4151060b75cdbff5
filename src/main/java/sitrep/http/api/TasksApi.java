package sitrep.http.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.Shelf;
import sitrep.core.text.Invalid;
import sitrep.core.why.TaskDetail;
import sitrep.engine.act.ActRows;
import sitrep.engine.board.Board;
import sitrep.engine.board.BoardTally;
import sitrep.engine.board.TaskCount;
import sitrep.engine.board.TaskSearch;
import sitrep.engine.contact.Contacts;
import sitrep.engine.known.KnownTask;
import sitrep.engine.notice.Notices;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.PageCursor;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.json.SitrepJson;
import sitrep.json.WhyJson;
import sitrep.store.TaskIndex;
import sitrep.store.TaskQuery;
import tools.jackson.core.JsonGenerator;

/** Tasks as they stand: lists of them, one with all there is, and why it shows what it shows. */
public final class TasksApi {
    /** Told only when asked for: they go by when this server heard, and what else it saw. */
    private static final String AGES = "ages";

    /** Not a field of the task, but it can be asked why: who was told of it. */
    private static final String NOTIFIED = "notified";

    private final Board board;
    private final ActRows rows;
    private final Contacts contacts;
    private final Notices notices;
    private final InstantSource clock;

    public TasksApi(Board board, ActRows rows, Contacts contacts, Notices notices, InstantSource clock) {
        this.notices = notices;
        this.board = board;
        this.rows = rows;
        this.contacts = contacts;
        this.clock = clock;
    }

    public ApiAnswer list(ApiRequest ask) {
        var query = TaskFilters.list(ask.parameters());
        var sought = TaskSearch.of(board, oneMore(query));
        var found = sought.found();
        var page = found.subList(0, Math.min(found.size(), query.limit()));
        var isMore = found.size() > query.limit() || page.size() == TaskQuery.LIMIT;
        var next = isMore ? Optional.of(PageCursor.of(page.getLast().place())) : Optional.<String>empty();
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            items(out, "items", page, rows);
            if (!sought.exact().isEmpty()) items(out, "exact", sought.exact(), rows);
            sought.showing().ifPresent(words -> out.writeStringProperty("showing", words));
            next.ifPresent(cursor -> out.writeStringProperty("next", cursor));
            counts(out, board.tally());
            var lost = contacts.lost();
            if (!lost.isEmpty()) SummaryApi.blind(out, lost);
            out.writeEndObject();
        });
    }

    /**
     * Asks for one more than the page takes, to know whether there is another; of the largest page that may be empty.
     */
    private static TaskQuery oneMore(TaskQuery query) {
        return query.first(Math.min(query.limit() + 1, TaskQuery.LIMIT));
    }

    static void items(JsonGenerator out, String name, List<TaskIndex.Listed> tasks, ActRows rows) {
        out.writeArrayPropertyStart(name);
        tasks.forEach(task -> out.writeRawValue(rows.of(task)));
        out.writeEndArray();
    }

    static void counts(JsonGenerator out, BoardTally tally) {
        counts(out, "counts", tally::of, tally.failed());
    }

    /** How many lie on each shelf, and what those want that lie on none. */
    static void shelves(JsonGenerator out, BoardTally tally) {
        out.writeObjectPropertyStart("shelves");
        for (var shelf : Shelf.values()) out.writeNumberProperty(shelf.word(), tally.on(shelf));
        out.writeEndObject();
        counts(out, "unshelved", tally::unshelved, tally.failed());
    }

    private static void counts(JsonGenerator out, String name, ToLongFunction<Attention> count, long failed) {
        out.writeObjectPropertyStart(name);
        for (var attention : Attention.values()) {
            out.writeNumberProperty(attention.word(), count.applyAsLong(attention));
        }
        out.writeNumberProperty("failed", failed);
        out.writeEndObject();
    }

    /** How many tasks a list would have, page after page. */
    public ApiAnswer count(ApiRequest ask) {
        var counted = TaskCount.of(board, TaskFilters.counted(ask.parameters()));
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("total", counted.total());
            counts(out, counted.tally());
            shelves(out, counted.tally());
            if (counted.isPartial()) out.writeBooleanProperty("partial", true);
            out.writeEndObject();
        });
    }

    public ApiAnswer one(ApiRequest ask) {
        ask.parameters().only(List.of("with"));
        if (!isWithAges(ask)) return whole(board, rows, ask, clock.instant());
        var known = known(ask);
        var full = SitrepJson.full(TaskDetail.of(known.task()), board.outlook(known, clock.instant()));
        return ApiAnswer.json(rows.with(full, known));
    }

    private static boolean isWithAges(ApiRequest ask) {
        var with = ask.parameters().one("with");
        if (with.isPresent() && !with.get().equals(AGES)) {
            throw new Refusal(new Problem.BadParameter("with", Excerpt.of(with.get()), AGES));
        }
        return with.isPresent();
    }

    /** The task that is asked for with all there is, as of now, the ages of its runs apart. */
    static ApiAnswer whole(Board board, ActRows rows, ApiRequest ask, Instant now) {
        var known = known(board, ask);
        var outlook = board.outlook(known, now).withoutAges();
        return ApiAnswer.json(rows.with(SitrepJson.full(TaskDetail.of(known.task()), outlook), known));
    }

    private KnownTask known(ApiRequest ask) {
        return known(board, ask);
    }

    static KnownTask known(Board board, ApiRequest ask) {
        var id = ask.task();
        return board.known(id).orElseThrow(() -> new Refusal(new Problem.NoTask(Excerpt.of(id.text()))));
    }

    public ApiAnswer why(ApiRequest ask) {
        ask.parameters().only(List.of("field"));
        var known = known(ask);
        var outlook = board.outlook(known, clock.instant());
        var field = ask.parameters().one("field");
        var notified = notices.because(known.task().id(), field.equals(Optional.of(NOTIFIED)));
        var besides = notified.map(because -> Map.of(NOTIFIED, because)).orElse(Map.of());
        try {
            return ApiAnswer.json(WhyJson.of(known.task(), field, outlook, besides));
        } catch (Invalid e) {
            throw new Refusal(new Problem.NoField(e));
        }
    }
}
