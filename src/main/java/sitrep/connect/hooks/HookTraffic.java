package sitrep.connect.hooks;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.core.source.Connection;

/** What came of one agent's hooks from one machine since the server began. */
final class HookTraffic {
    private final Dialect dialect;
    private final String host;
    private final Instant first;
    private Instant last;
    private long received;

    HookTraffic(Dialect dialect, String host, Instant first) {
        this.dialect = dialect;
        this.host = host;
        this.first = first;
        this.last = first;
    }

    void heard(Instant at) {
        received++;
        last = at;
    }

    /** How it stands: hooks come when there is something to tell, so who is silent is in contact still. */
    Connection connection() {
        var traffic = new Connection.Traffic(Optional.of(last), Optional.empty(), received, 1, 0, new TreeMap<>(), 0);
        return new Connection(
                dialect.agent() + "@" + host,
                dialect.agent(),
                dialect.spoken(),
                Optional.of(host),
                Optional.empty(),
                new Connection.State.Live(first),
                traffic,
                dialect.sight());
    }
}
