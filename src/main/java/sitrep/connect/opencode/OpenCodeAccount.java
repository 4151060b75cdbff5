package sitrep.connect.opencode;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sitrep.core.source.Connection;
import sitrep.core.source.Connection.State;

/** What the connector to one server can say of itself at any time. Written by one thread, read by any. */
final class OpenCodeAccount {
    private static final Connection.Sight SIGHT = new Connection.Sight(
            List.of(
                    "sessions with what is asked in them, and their sub-agents",
                    "tools with their arguments and what came of them",
                    "permissions and questions that wait for somebody, and how they were answered",
                    "that its provider refuses, and when it is tried again"),
            List.of(
                    new Connection.Unseen(
                            "sessions of an opencode that listens on no port",
                            "start it with --port 4096, or opencode serve and opencode attach"),
                    new Connection.Unseen("who answered a permission or a question", "none: OpenCode does not tell")));

    private final String name;
    private final InstantSource clock;
    private final String where;
    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private Optional<String> version = Optional.empty();
    private State state;
    private Optional<Instant> last = Optional.empty();
    private long received;
    private long contacts;
    private long errors;

    OpenCodeAccount(String name, String where, InstantSource clock) {
        this.name = name;
        this.where = where;
        this.clock = clock;
        this.state = new State.Connecting(clock.instant());
    }

    synchronized void live(Optional<String> spoken) {
        version = spoken;
        contacts++;
        state = new State.Live(clock.instant());
    }

    synchronized void blind(String why, String remedy) {
        errors++;
        state = new State.Blind(since(State.Blind.class), why, remedy);
    }

    synchronized void refused(String why, String remedy) {
        state = new State.Refused(since(State.Refused.class), why, remedy);
    }

    synchronized void absent(String why, String remedy) {
        state = new State.Absent(since(State.Absent.class), why, remedy);
    }

    /** Since when it is so: what does not change has not begun anew. */
    private Instant since(Class<? extends State> sort) {
        return sort.isInstance(state) ? state.since() : clock.instant();
    }

    synchronized void received() {
        received++;
        last = Optional.of(clock.instant());
    }

    synchronized void skip(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    synchronized void error() {
        errors++;
    }

    synchronized Connection connection() {
        return new Connection(
                OpenCodeFacts.source(name),
                "opencode",
                name,
                Optional.of(where),
                version,
                state,
                new Connection.Traffic(last, Optional.empty(), received, contacts, errors, skipped, 0),
                SIGHT);
    }
}
