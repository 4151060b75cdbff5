package sitrep.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How one run ended. The earliest real outcome stands, whatever is heard later; {@code lost} holds only until a real
 * one is heard. What other sources said instead is kept beside it.
 *
 * @param real for each source the earliest real outcome that it told; of more than {@link #SOURCES} the earliest
 */
public record Ends(Map<String, Said<End>> real, Optional<Said<End>> lost) {
    /** Sources whose word is kept. */
    static final int SOURCES = 4;

    private static final Comparator<Said<End>> BY_STAMP = Comparator.comparing(Said::stamp);

    /** An outcome with what was said about it. */
    public record End(Outcome outcome, Optional<String> summary) {

        boolean isReal() {
            return outcome != Outcome.LOST;
        }
    }

    static final Ends NONE = new Ends(Map.of(), Optional.empty());

    Ends with(End end, Stamp stamp) {
        return end.isReal() ? new Ends(real(end, stamp), lost) : new Ends(real, Said.earliest(lost, end, stamp));
    }

    private Map<String, Said<End>> real(End end, Stamp stamp) {
        var next = new HashMap<>(real);
        var source = stamp.event().source();
        next.put(
                source,
                Said.earliest(Optional.ofNullable(real.get(source)), end, stamp).orElseThrow());
        if (next.size() > SOURCES) {
            next.values().stream().max(BY_STAMP).ifPresent(last -> next.remove(source(last)));
        }
        return Map.copyOf(next);
    }

    /** The one that stands. */
    Optional<Said<End>> standing() {
        return real.values().stream().min(BY_STAMP).or(() -> lost);
    }

    private static String source(Said<End> end) {
        return end.stamp().event().source();
    }
}
