package sitrep.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one run ended. The earliest real outcome stands, whatever is heard later; {@code lost} holds only until a real
 * one is heard, and where it was our own guess, only until the run is heard again. What other sources said instead is
 * kept beside it.
 *
 * @param real for each source the earliest real outcome that it told; of more than {@link #SOURCES} the earliest
 * @param lost the earliest word of a source that it was lost
 * @param guess our own newest guess that it was lost
 * @param returned our newest word that it was heard again
 */
public record Ends(
        Map<String, Said<End>> real,
        Optional<Said<End>> lost,
        Optional<Said<End>> guess,
        Optional<Said<Fact.RunReturned>> returned) {
    /** Sources whose word is kept. */
    static final int SOURCES = 4;

    private static final Comparator<Said<End>> BY_STAMP = Comparator.comparing(Said::stamp);

    /**
     * An outcome with what was said about it.
     *
     * @param known how well its source knows it, where it said so
     * @param by who brought it about, where it was somebody, as whoever cancelled it
     * @param empty whether it was said to have ended well with nothing to show
     * @param retry when it is to be tried again
     */
    public record End(
            Outcome outcome,
            Optional<String> summary,
            Optional<Certainty> known,
            Optional<String> by,
            boolean empty,
            Optional<Instant> retry) {
        public End {
            Check.text("summary", summary, Limits.SUMMARY);
            Check.text("by", by, Limits.NAME);
        }

        public End(Outcome outcome, Optional<String> summary) {
            this(outcome, summary, Optional.empty(), Optional.empty(), false, Optional.empty());
        }

        boolean isReal() {
            return outcome != Outcome.LOST;
        }
    }

    static final Ends NONE = new Ends(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    Ends with(End end, Stamp stamp) {
        if (end.isReal()) return new Ends(real(end, stamp), lost, guess, returned);
        return stamp.event().source().equals(Event.OURS)
                ? new Ends(real, lost, Said.newest(guess, end, stamp), returned)
                : new Ends(real, Said.earliest(lost, end, stamp), guess, returned);
    }

    Ends with(Fact.RunReturned back, Stamp stamp) {
        return new Ends(real, lost, guess, Said.newest(returned, back, stamp));
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
        return real.values().stream().min(BY_STAMP).or(() -> lost).or(this::guessed);
    }

    /** Every one that counts or would if others were not: of each source, and our guess while it holds. */
    Stream<Said<End>> all() {
        return Stream.of(real.values().stream(), lost.stream(), guessed().stream())
                .flatMap(each -> each);
    }

    /** Our guess that it was lost, unless it was heard again since. */
    Optional<Said<End>> guessed() {
        return guess.filter(
                said -> returned.map(back -> said.stamp().isAfter(back.stamp())).orElse(true));
    }

    /** That it was given up and came back, while that is the last of it. */
    Map<String, String> comeback() {
        return returned.filter(_ -> guessed().isEmpty())
                .map(back -> Map.of(
                        "returned",
                        back.value().spoken() + " (event "
                                + back.stamp().event().id() + ")"))
                .orElse(Map.of());
    }

    private static String source(Said<End> end) {
        return end.stamp().event().source();
    }
}
