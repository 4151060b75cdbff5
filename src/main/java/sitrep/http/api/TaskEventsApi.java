package sitrep.http.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.task.NewsLine;
import sitrep.engine.board.Board;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.json.EventJson;
import sitrep.store.EventLog;
import tools.jackson.core.JsonGenerator;

/** What was said of a task, and the news in it, from either end of the log and a page at a time. */
public final class TaskEventsApi {
    /**
     * Most events that are looked at for one page. One of a task that was told of a million times may so be short, or
     * even empty, and still say where to go on.
     */
    static final int LOOKED_AT = 5_000;

    private static final int AT_ONCE = 500;

    private final Board board;

    public TaskEventsApi(Board board) {
        this.board = board;
    }

    private record Page(List<EventLog.Entry> items, OptionalLong next) {}

    public ApiAnswer events(ApiRequest ask) {
        var asked = EventsAsked.events(ask.parameters());
        return answer(page(task(ask), asked), (entry, out) -> out.writeRawValue(entry(entry)));
    }

    public ApiAnswer updates(ApiRequest ask) {
        var asked = EventsAsked.updates(ask.parameters());
        return answer(page(task(ask), asked), (entry, out) -> update(entry, out));
    }

    private TaskId task(ApiRequest ask) {
        return TasksApi.known(board, ask).task().id();
    }

    private Page page(TaskId task, EventsAsked asked) {
        var found = new ArrayList<EventLog.Entry>();
        var few = asked.isPlain() ? asked.limit() + 1 : AT_ONCE;
        var place = asked.place();
        for (var looked = 0; looked < LOOKED_AT; looked += few) {
            var some = some(task, asked, place, few);
            for (var entry : some) {
                if (asked.isOver(entry.event())) return new Page(found, OptionalLong.empty());
                if (!asked.matches(entry.event())) continue;
                if (found.size() == asked.limit()) return new Page(found, place(found.getLast()));
                found.add(entry);
            }
            if (some.size() < few) return new Page(found, OptionalLong.empty());
            place = some.getLast().seq();
        }
        return new Page(found, OptionalLong.of(place));
    }

    private static OptionalLong place(EventLog.Entry entry) {
        return OptionalLong.of(entry.seq());
    }

    private List<EventLog.Entry> some(TaskId task, EventsAsked asked, long place, int few) {
        return asked.isBack()
                ? board.log().eventsBefore(task, place, few)
                : board.log().events(task, place, few);
    }

    private static ApiAnswer answer(Page page, BiConsumer<EventLog.Entry, JsonGenerator> item) {
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("items");
            page.items().forEach(entry -> item.accept(entry, out));
            out.writeEndArray();
            page.next().ifPresent(place -> out.writeNumberProperty("next", place));
            out.writeEndObject();
        });
    }

    /** The event with its place in the log before all else. */
    private static String entry(EventLog.Entry entry) {
        var event = new String(EventJson.encode(entry.event()), StandardCharsets.UTF_8);
        return "{\"seq\":" + entry.seq() + "," + event.substring(1);
    }

    private static void update(EventLog.Entry entry, JsonGenerator out) {
        var line = NewsLine.of(entry.event().fact()).orElseThrow();
        out.writeStartObject();
        out.writeNumberProperty("seq", entry.seq());
        out.writeStringProperty("text", line.text());
        out.writeStringProperty("at", entry.event().stamp().at().toString());
        line.run().map(RunId::text).ifPresent(run -> out.writeStringProperty("run", run));
        out.writeEndObject();
    }
}
