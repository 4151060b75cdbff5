package sitrep.engine.contact;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sitrep.core.keeping.Kept;
import sitrep.core.source.Connection;
import sitrep.core.source.Source;

/** Everybody who tells of work: our connectors first, then whoever posted, the latest heard first. */
public final class Sources {
    private final Contacts contacts;
    private final Supplier<List<Connection>> connections;
    private final Supplier<Optional<Kept>> kept;
    private final ActingSwitch acting;
    private final InstantSource clock;

    /** @param connections how our connectors stand now */
    public Sources(Contacts contacts, Supplier<List<Connection>> connections, InstantSource clock) {
        this(contacts, connections, Optional::empty, ActingSwitch.NONE, clock);
    }

    /**
     * The same for a server that keeps what they tell.
     *
     * @param kept what of it there is now, once that is known
     * @param acting by which it is asked for that something can be done there
     */
    public Sources(
            Contacts contacts,
            Supplier<List<Connection>> connections,
            Supplier<Optional<Kept>> kept,
            ActingSwitch acting,
            InstantSource clock) {
        this.kept = kept;
        this.acting = acting;
        this.contacts = contacts;
        this.connections = connections;
        this.clock = clock;
    }

    /** What is kept of all that they told. */
    public Optional<Kept> kept() {
        return kept.get();
    }

    /** By which it is asked for that something can be done at them. */
    public ActingSwitch acting() {
        return acting;
    }

    /** All of them, as of now. */
    public List<Source> list() {
        var now = clock.instant();
        var heard = new LinkedHashMap<String, Source>();
        contacts.heard(now).stream()
                .sorted(Comparator.comparing(
                                (Source source) -> source.lastEvent().orElseThrow())
                        .reversed())
                .forEach(source -> heard.put(source.id(), source));
        var all = new ArrayList<Source>();
        for (var connection : connections.get()) {
            all.add(joined(connection, Optional.ofNullable(heard.remove(connection.source()))));
        }
        all.addAll(heard.values());
        return List.copyOf(all);
    }

    private static Source joined(Connection connection, Optional<Source> heard) {
        return new Source(
                connection.source(),
                Optional.of(connection),
                heard.flatMap(Source::contact),
                heard.flatMap(Source::lastEvent),
                connection.traffic().lag(),
                heard.map(Source::perMinute).orElse(0L));
    }
}
