package sitrep.engine.contact;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sitrep.core.source.Connection;
import sitrep.core.source.Source;

/** Everybody who tells of work: our connectors first, then whoever posted, the latest heard first. */
public final class Sources {
    private final Contacts contacts;
    private final Supplier<List<Connection>> connections;
    private final InstantSource clock;

    /** @param connections how our connectors stand now */
    public Sources(Contacts contacts, Supplier<List<Connection>> connections, InstantSource clock) {
        this.contacts = contacts;
        this.connections = connections;
        this.clock = clock;
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
