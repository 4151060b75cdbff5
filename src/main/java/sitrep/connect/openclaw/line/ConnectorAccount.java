package sitrep.connect.openclaw.line;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.source.Connection;
import sitrep.core.source.Connection.State;
import sitrep.core.source.Connection.Unseen;
import tools.jackson.databind.JsonNode;

/** What a connector can say of itself at any time. Written by one thread, read by any. */
public final class ConnectorAccount {
    /** Most reasons that are counted apart; further ones are counted together. */
    private static final int REASONS = 40;

    /** A lag beyond this is no lag, but a time that means something else. */
    private static final Duration LONGEST_LAG = Duration.ofHours(1);

    private final Gateway gateway;
    private final InstantSource clock;
    private final SortedMap<String, Long> skipped = new TreeMap<>();
    private Optional<String> where = Optional.empty();
    private Optional<String> version = Optional.empty();
    private Set<String> scopes = Set.of(Handshake.READ);
    private State state;
    private Optional<Instant> last = Optional.empty();
    private Optional<Duration> lag = Optional.empty();
    private long received;
    private long contacts;
    private long errors;
    private long dropped;

    public ConnectorAccount(Gateway gateway, InstantSource clock) {
        this.gateway = gateway;
        this.clock = clock;
        this.state = new State.Connecting(clock.instant());
    }

    public synchronized void at(String address) {
        where = Optional.of(address);
    }

    synchronized void live(Instant at, String spoken, Set<String> granted) {
        version = Optional.of(spoken);
        scopes = Set.copyOf(granted);
        contacts++;
        state = new State.Live(at);
    }

    /** Contact that there was broke at this time. */
    public synchronized void lost(Instant since, String why, String remedy) {
        errors++;
        state = new State.Blind(since, why, remedy);
    }

    /** Contact was not made; it is out since it was lost, or since it was first tried. */
    public synchronized void blind(String why, String remedy) {
        state = new State.Blind(since(State.Blind.class), why, remedy);
    }

    public synchronized void refused(String why, String remedy) {
        state = new State.Refused(since(State.Refused.class), why, remedy);
    }

    public synchronized void absent(String why, String remedy) {
        state = new State.Absent(since(State.Absent.class), why, remedy);
    }

    /** Since when it is so: what does not change has not begun anew. */
    private Instant since(Class<? extends State> sort) {
        return sort.isInstance(state) ? state.since() : clock.instant();
    }

    synchronized void received(Instant at) {
        received++;
        last = Optional.of(at);
    }

    /** Some events say when they happened. */
    synchronized void timed(Instant at, JsonNode ts) {
        if (!ts.isIntegralNumber()) return;
        var took = Duration.between(Instant.ofEpochMilli(ts.asLong(0)), at);
        if (took.abs().compareTo(LONGEST_LAG) < 0) lag = Optional.of(took);
    }

    public synchronized void skip(Translated.Skipped message) {
        var reason = message.what() + ": " + message.reason();
        skipped.merge(skipped.size() < REASONS || skipped.containsKey(reason) ? reason : "others", 1L, Long::sum);
    }

    synchronized void drop(long messages) {
        dropped += messages;
    }

    synchronized void error() {
        errors++;
    }

    public synchronized Connection connection() {
        return new Connection(
                gateway.source(),
                "openclaw",
                gateway.name(),
                where,
                version,
                state,
                new Connection.Traffic(last, lag, received, contacts, errors, skipped, dropped),
                sight(scopes));
    }

    private static Connection.Sight sight(Set<String> scopes) {
        var sees = new ArrayList<>(List.of(
                "sessions and their runs, and what they are doing",
                "tools with their arguments and results",
                "sub-agents, ACP agents, background commands and cron runs",
                "that an approval or an answer is waited for, and for which command or question"));
        var misses = new ArrayList<Unseen>();
        if (scopes.contains(Handshake.APPROVALS)) {
            sees.add("until when an approval can be given, and how it was decided");
        } else {
            misses.add(new Unseen(
                    "until when an approval can be given, and who decided it",
                    "serve --openclaw-approvals; it would also allow deciding them, which this connection never does"));
        }
        if (scopes.contains(Handshake.QUESTIONS)) {
            sees.add("questions that wait for an answer, and until when");
        } else {
            misses.add(new Unseen(
                    "until when a question can be answered",
                    "serve --openclaw-questions; it would also allow answering, which this connection never does"));
        }
        misses.add(new Unseen(
                "permissions that ACP agents ask for", "none: OpenClaw decides them by its policy and does not tell"));
        return new Connection.Sight(sees, misses);
    }
}
