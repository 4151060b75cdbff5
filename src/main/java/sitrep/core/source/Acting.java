package sitrep.core.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How it stands with acting at a source.
 *
 * @param level what was asked for
 * @param isLocked whether the server was started so that nothing else can be asked for
 * @param state of the connection that acts; none while nothing is asked for
 * @param levels what there is to ask for, and what each needs of the source
 */
public record Acting(Level level, boolean isLocked, Optional<Connection.State> state, List<Offer> levels) {
    public Acting {
        levels = List.copyOf(levels);
    }

    /** How much is asked for; each includes the ones before it. */
    public enum Level {
        /** Nothing: Sitrep only looks. */
        OFF,
        /** What concerns single pieces of work. */
        OPERATOR,
        /** What the source lets only its administrators do. */
        ADMIN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Level> of(String word) {
            return Arrays.stream(values())
                    .filter(level -> level.word().equals(word))
                    .findFirst();
        }

        public static List<String> words() {
            return Arrays.stream(values()).map(Level::word).toList();
        }
    }

    /** A level that can be asked for. */
    public record Offer(Level level, List<Ask> asks) {
        public Offer {
            asks = List.copyOf(asks);
        }
    }

    /**
     * Something that the source is asked to allow.
     *
     * @param scope by the source's own name
     * @param purpose what it is for, and what else it would allow
     */
    public record Ask(String scope, String purpose) {}
}
