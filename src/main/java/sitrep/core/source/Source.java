package sitrep.core.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody who tells us of work: a connector, or whoever posts events.
 *
 * @param id as events name it
 * @param connection what our own connector says, if it is one
 * @param contact what the source itself last said of its contact, if it did
 * @param lastEvent when we last heard an event of it
 * @param lag how long that event took from its source's clock to ours
 * @param perMinute its events of the last minute
 */
public record Source(
        String id,
        Optional<Connection> connection,
        Optional<Contact> contact,
        Optional<Instant> lastEvent,
        Optional<Duration> lag,
        long perMinute) {

    /**
     * That a source is in contact with what it observes, or out of it.
     *
     * @param every how often it promised to be heard, if it did
     */
    public record Contact(boolean isLost, Instant since, Optional<String> why, Optional<Duration> every) {}

    /** What a source comes to, in one word. */
    public enum Word {
        LIVE,
        CONNECTING,
        BLIND,
        REFUSED,
        ABSENT,
        /** It posts what it has to say, and promises nothing. */
        HEARD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All words. */
        public static List<String> words() {
            return Arrays.stream(values()).map(Word::word).toList();
        }
    }

    public Word word() {
        return connection
                .map(Connection::state)
                .map(state ->
                        state instanceof Connection.State.Posting && lastEvent.isPresent() ? Word.HEARD : word(state))
                .orElseGet(() ->
                        contact.map(it -> it.isLost() ? Word.BLIND : Word.LIVE).orElse(Word.HEARD));
    }

    /** The word for how our own connection stands. */
    public static Word word(Connection.State state) {
        return switch (state) {
            case Connection.State.Live _ -> Word.LIVE;
            case Connection.State.Connecting _ -> Word.CONNECTING;
            case Connection.State.Blind _ -> Word.BLIND;
            case Connection.State.Refused _ -> Word.REFUSED;
            case Connection.State.Absent _, Connection.State.Posting _ -> Word.ABSENT;
        };
    }
}
