package sitrep.http.api;

import java.time.InstantSource;
import java.util.List;
import sitrep.engine.board.Board;
import sitrep.engine.board.WorkersAtWork;
import sitrep.engine.contact.Sources;
import sitrep.engine.record.TrackRecords;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.json.SourceJson;
import sitrep.store.EventLog;
import sitrep.store.Facet;
import tools.jackson.core.JsonGenerator;

/** Who tells of work, and how well each can be heard. */
public final class SourcesApi {
    /** Most sources listed: our connectors and those heard last come first. */
    private static final int LIMIT = 500;

    /** Most of them of which it is told what became of their tasks. */
    private static final int WITH_RECORD = 50;

    private final Sources sources;
    private final Board board;
    private final WorkersAtWork crew;
    private final TrackRecords records;
    private final InstantSource clock;

    public SourcesApi(Sources sources, Board board, WorkersAtWork crew, TrackRecords records, InstantSource clock) {
        this.sources = sources;
        this.board = board;
        this.crew = crew;
        this.records = records;
        this.clock = clock;
    }

    public ApiAnswer get(ApiRequest ask) {
        ask.parameters().only(List.of());
        var all = sources.list();
        var open = crew.openBySource();
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("items");
            for (var i = 0; i < Math.min(LIMIT, all.size()); i++) {
                var id = all.get(i).id();
                var isWhole = i < WITH_RECORD;
                SourceJson.write(all.get(i), out, _ -> {
                    out.writeNumberProperty("open", open.getOrDefault(id, 0L));
                    if (isWhole) HostsApi.day(records.of(new Facet("source", id)), out);
                });
            }
            out.writeEndArray();
            SourceJson.counts(all, out, "counts");
            unreadable(out, board.unreadable());
            sources.kept().ifPresent(kept -> SourceJson.kept(kept, out, "kept"));
            out.writeStringProperty("now", clock.instant().toString());
            out.writeEndObject();
        });
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
