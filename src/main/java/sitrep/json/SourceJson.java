package sitrep.json;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import sitrep.core.keeping.Kept;
import sitrep.core.source.Acting;
import sitrep.core.source.Connection;
import sitrep.core.source.Connection.State;
import sitrep.core.source.Source;
import tools.jackson.core.JsonGenerator;

/** A source on the wire. */
public final class SourceJson {
    private SourceJson() {}

    /** Writes it into a document that is being written. */
    public static void write(Source source, JsonGenerator out) {
        write(source, out, _ -> {});
    }

    /** The same with more that is known of it. */
    public static void write(Source source, JsonGenerator out, Consumer<JsonGenerator> more) {
        out.writeStartObject();
        out.writeStringProperty("id", source.id());
        out.writeStringProperty(
                "kind", source.connection().map(Connection::kind).orElse("posted"));
        source.connection().ifPresent(connection -> address(connection, out));
        out.writeStringProperty("state", source.word().word());
        state(source, out);
        time(out, "lastEvent", source.lastEvent());
        source.lag().ifPresent(lag -> out.writeNumberProperty("lagMillis", lag.toMillis()));
        out.writeNumberProperty("eventsPerMinute", source.perMinute());
        source.connection().ifPresent(connection -> {
            traffic(connection.traffic(), out);
            sight(connection.sight(), out);
            connection.acting().ifPresent(acting -> acting(acting, out, "acting"));
        });
        more.accept(out);
        out.writeEndObject();
    }

    private static void address(Connection connection, JsonGenerator out) {
        out.writeStringProperty("name", connection.name());
        FactWriter.text(out, "where", connection.where());
        FactWriter.text(out, "version", connection.version());
    }

    private static void state(Source source, JsonGenerator out) {
        if (source.connection().isPresent()) {
            if (source.word() != Source.Word.HEARD)
                state(source.connection().get().state(), out);
        } else {
            source.contact().ifPresent(contact -> {
                time(out, "since", Optional.of(contact.since()));
                FactWriter.text(out, "why", contact.why());
                contact.every().ifPresent(every -> out.writeNumberProperty("every", every.toSeconds()));
            });
        }
    }

    private static void state(State state, JsonGenerator out) {
        switch (state) {
            case State.Live(var since) -> time(out, "since", Optional.of(since));
            case State.Connecting(var since) -> time(out, "since", Optional.of(since));
            case State.Blind(var since, var why, var remedy) -> trouble(since, why, remedy, out);
            case State.Refused(var since, var why, var remedy) -> trouble(since, why, remedy, out);
            case State.Absent(var since, var why, var remedy) -> trouble(since, why, remedy, out);
            case State.Posting(var since, var why, var remedy) -> trouble(since, why, remedy, out);
        }
    }

    private static void trouble(Instant since, String why, String remedy, JsonGenerator out) {
        time(out, "since", Optional.of(since));
        out.writeStringProperty("why", why);
        out.writeStringProperty("remedy", remedy);
    }

    private static void traffic(Connection.Traffic traffic, JsonGenerator out) {
        time(out, "lastMessage", traffic.last());
        out.writeNumberProperty("messages", traffic.received());
        out.writeNumberProperty("contacts", traffic.contacts());
        out.writeNumberProperty("errors", traffic.errors());
        out.writeObjectPropertyStart("skipped");
        traffic.skipped().forEach(out::writeNumberProperty);
        out.writeEndObject();
        out.writeNumberProperty("dropped", traffic.dropped());
    }

    private static void sight(Connection.Sight sight, JsonGenerator out) {
        out.writeArrayPropertyStart("sees");
        sight.sees().forEach(out::writeString);
        out.writeEndArray();
        out.writeArrayPropertyStart("misses");
        for (var unseen : sight.misses()) {
            out.writeStartObject();
            out.writeStringProperty("what", unseen.what());
            out.writeStringProperty("remedy", unseen.remedy());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Writes how it stands with acting at a source, and what there is to ask for. */
    public static void acting(Acting acting, JsonGenerator out, String name) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("level", acting.level().word());
        if (acting.isLocked()) out.writeBooleanProperty("locked", true);
        acting.state().ifPresent(state -> {
            out.writeStringProperty("state", Source.word(state).word());
            state(state, out);
        });
        out.writeArrayPropertyStart("levels");
        for (var offer : acting.levels()) {
            out.writeStartObject();
            out.writeStringProperty("level", offer.level().word());
            out.writeArrayPropertyStart("asks");
            for (var ask : offer.asks()) {
                out.writeStartObject();
                out.writeStringProperty("scope", ask.scope());
                out.writeStringProperty("purpose", ask.purpose());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void time(JsonGenerator out, String name, Optional<Instant> time) {
        time.ifPresent(it -> out.writeStringProperty(name, it.toString()));
    }

    /** Writes what is kept of all that sources told, and by which rules; times are seconds. */
    public static void kept(Kept kept, JsonGenerator out, String name) {
        var keeping = kept.keeping();
        out.writeObjectPropertyStart(name);
        out.writeNumberProperty("events", kept.events());
        out.writeNumberProperty("logBytes", kept.log());
        out.writeNumberProperty("indexBytes", kept.index());
        out.writeNumberProperty("bytesPerEvent", kept.perEvent());
        kept.perDay().ifPresent(bytes -> out.writeNumberProperty("bytesPerDay", bytes));
        out.writeNumberProperty("limitBytes", keeping.bytes());
        kept.untilFull().ifPresent(time -> out.writeNumberProperty("fullIn", time.toSeconds()));
        out.writeNumberProperty("details", keeping.otherwise().toSeconds());
        out.writeNumberProperty("stubs", keeping.stubs().toSeconds());
        out.writeArrayPropertyStart("rules");
        for (var rule : keeping.rules()) {
            out.writeStartObject();
            out.writeStringProperty("whose", rule.name() + ":" + rule.value());
            out.writeNumberProperty("details", rule.whole().toSeconds());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Writes how many sources there are of each sort. */
    public static void counts(List<Source> sources, JsonGenerator out, String name) {
        out.writeObjectPropertyStart(name);
        for (var word : Source.Word.values()) {
            var count = sources.stream().filter(source -> source.word() == word).count();
            out.writeNumberProperty(word.word(), count);
        }
        out.writeEndObject();
    }
}
