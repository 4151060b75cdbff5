package sitrep.http.api;

import java.time.InstantSource;
import java.util.List;
import sitrep.engine.board.Board;
import sitrep.engine.contact.Sources;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.json.Json;
import sitrep.json.SourceJson;
import sitrep.store.EventLog;
import tools.jackson.core.JsonGenerator;

/** Who tells of work, and how well each can be heard. */
public final class SourcesApi {
    /** Most sources listed: our connectors and those heard last come first. */
    private static final int LIMIT = 500;

    private final Sources sources;
    private final Board board;
    private final InstantSource clock;

    public SourcesApi(Sources sources, Board board, InstantSource clock) {
        this.sources = sources;
        this.board = board;
        this.clock = clock;
    }

    public ApiAnswer get(ApiRequest ask) {
        ask.parameters().only(List.of());
        var all = sources.list();
        return ApiAnswer.json(Json.write(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("items");
            all.stream().limit(LIMIT).forEach(source -> SourceJson.write(source, out));
            out.writeEndArray();
            SourceJson.counts(all, out, "counts");
            unreadable(out, board.unreadable());
            sources.kept().ifPresent(kept -> SourceJson.kept(kept, out, "kept"));
            out.writeStringProperty("now", clock.instant().toString());
            out.writeEndObject();
        }));
    }

    private static void unreadable(JsonGenerator out, List<EventLog.Unreadable> unreadable) {
        if (unreadable.isEmpty()) return;
        out.writeArrayPropertyStart("unreadable");
        for (var event : unreadable) {
            out.writeStartObject();
            out.writeNumberProperty("seq", event.seq());
            out.writeStringProperty("why", event.why());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
