package sitrep.http.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.Shelf;
import sitrep.core.vocabulary.Phase;
import sitrep.engine.act.ActRows;
import sitrep.engine.board.Board;
import sitrep.engine.board.BoardTally;
import sitrep.engine.board.Writer;
import sitrep.engine.contact.Contacts;
import sitrep.engine.contact.Sources;
import sitrep.engine.known.KnownTask;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.json.SourceJson;
import sitrep.store.Facet;
import sitrep.store.TaskQuery;
import tools.jackson.core.JsonGenerator;

/** The board in one sentence, with the numbers behind it and what needs somebody first. */
public final class SummaryApi {
    /** Most tasks named in it. */
    private static final int NEEDS = 10;

    private final Board board;
    private final ActRows rows;
    private final Contacts contacts;
    private final Sources sources;
    private final Writer writer;
    private final InstantSource clock;

    public SummaryApi(
            Board board, ActRows rows, Contacts contacts, Sources sources, Writer writer, InstantSource clock) {
        this.board = board;
        this.rows = rows;
        this.contacts = contacts;
        this.sources = sources;
        this.writer = writer;
        this.clock = clock;
    }

    public ApiAnswer get(ApiRequest ask) {
        ask.parameters().only(List.of());
        var seq = board.seq();
        var tally = board.tally();
        var needs = board.page(needing(NEEDS));
        var last = board.lastHeard();
        return ApiAnswer.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("sentence", tally.sentence());
            TasksApi.counts(out, tally);
            TasksApi.shelves(out, tally);
            phases(out, tally);
            blind(out, contacts.lost());
            writer.trouble().ifPresent(trouble -> out.writeStringProperty("trouble", trouble));
            SourceJson.counts(sources.list(), out, "sources");
            TasksApi.items(out, "needs", needs, rows);
            out.writeNumberProperty("seq", seq);
            out.writeStringProperty("now", clock.instant().toString());
            if (last.isAfter(Instant.EPOCH)) out.writeStringProperty("lastEvent", last.toString());
            out.writeEndObject();
        });
    }

    public static TaskQuery needing(int most) {
        var needsYou =
                Set.of(new Facet("attention", Attention.NEEDS_YOU.word()), new Facet(KnownTask.SHELF, Shelf.NONE));
        var none = Optional.<Instant>empty();
        return new TaskQuery(needsYou, Optional.empty(), none, none, Optional.empty(), most);
    }

    static void phases(JsonGenerator out, BoardTally tally) {
        out.writeObjectPropertyStart("phases");
        for (var phase : Phase.values()) {
            out.writeNumberProperty(phase.word(), tally.byPhase().getOrDefault(phase, 0L));
        }
        out.writeEndObject();
    }

    static void blind(JsonGenerator out, List<Contacts.Lost> lost) {
        out.writeArrayPropertyStart("blind");
        for (var source : lost) {
            out.writeStartObject();
            out.writeStringProperty("source", source.source());
            out.writeStringProperty("since", source.since().toString());
            source.why().ifPresent(why -> out.writeStringProperty("why", why));
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
