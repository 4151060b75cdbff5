package sitrep.core.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a connector stands to what it observes, as it says of itself.
 *
 * @param source the source of its events
 * @param kind what it observes, as in {@code openclaw}
 * @param name what operators call it
 * @param where its address, without secrets
 * @param version which version of the runtime answered
 * @param acting how it stands with acting there, where that can be asked for
 */
public record Connection(
        String source,
        String kind,
        String name,
        Optional<String> where,
        Optional<String> version,
        State state,
        Traffic traffic,
        Sight sight,
        Optional<Acting> acting) {

    /** One that can only look. */
    public Connection(
            String source,
            String kind,
            String name,
            Optional<String> where,
            Optional<String> version,
            State state,
            Traffic traffic,
            Sight sight) {
        this(source, kind, name, where, version, state, traffic, sight, Optional.empty());
    }

    /** The same with the version of what is observed. */
    public Connection of(Optional<String> known) {
        return new Connection(source, kind, name, where, known, state, traffic, sight, acting);
    }

    /** The same with what is known of acting there. */
    public Connection with(Acting known) {
        return new Connection(source, kind, name, where, version, state, traffic, sight, Optional.of(known));
    }

    /** Whether there is contact, and what to do if there is not. */
    public sealed interface State {

        /** Since when it is so. */
        Instant since();

        /** There is contact. */
        record Live(Instant since) implements State {}

        /** A first contact is being made. */
        record Connecting(Instant since) implements State {}

        /** There was contact, or there should be, and there is none; it is tried again by itself. */
        record Blind(Instant since, String why, String remedy) implements State {}

        /** What is observed does not let us in. */
        record Refused(Instant since, String why, String remedy) implements State {}

        /** There is nothing to observe here so far; it is looked for again by itself. */
        record Absent(Instant since, String why, String remedy) implements State {}

        /** It tells by itself when it has something to tell; the rest is said while it has told nothing. */
        record Posting(Instant since, String why, String remedy) implements State {}
    }

    /**
     * What came over the connection since the server began.
     *
     * @param last when anything was last heard
     * @param lag how long the last event took from its source's clock to ours; negative if that clock is ahead
     * @param received messages that came in
     * @param contacts how often contact was made
     * @param errors requests that failed, and contacts that broke
     * @param skipped messages that were not understood, by reason
     * @param dropped messages thrown away because too many waited; the state was then asked for anew
     */
    public record Traffic(
            Optional<Instant> last,
            Optional<Duration> lag,
            long received,
            long contacts,
            long errors,
            SortedMap<String, Long> skipped,
            long dropped) {
        public Traffic {
            skipped = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
        }

        /** That nothing came yet. */
        public static final Traffic NONE = new Traffic(Optional.empty(), Optional.empty(), 0, 0, 0, new TreeMap<>(), 0);
    }

    /** What it can see with what it is allowed, and what not. */
    public record Sight(List<String> sees, List<Unseen> misses) {
        public Sight {
            sees = List.copyOf(sees);
            misses = List.copyOf(misses);
        }
    }

    /** Something that is not seen, and what would change that. */
    public record Unseen(String what, String remedy) {}
}
