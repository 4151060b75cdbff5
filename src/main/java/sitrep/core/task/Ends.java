package sitrep.core.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.text.Limits;

/**
 * All that was told of how one run ended. Which of it stands, {@link RunEnd} says.
 *
 * @param told of every source; past {@link Limits#ENDS} those in the middle go
 * @param guesses our own newest guesses that it was lost
 * @param returns our newest words that it was heard again
 */
public record Ends(SortedMap<Stamp, End> told, Said.Recent<End> guesses, Said.Recent<Fact.RunReturned> returns) {
    static final Ends NONE = new Ends(new TreeMap<>(), Said.Recent.none(), Said.Recent.none());

    /**
     * A guess of ours that it was lost, and that it was heard again.
     *
     * @param guess the first, if it was given up several times before it was heard
     */
    public record TakenBack(Said<End> guess, Said<Fact.RunReturned> back) {}

    Ends with(End end, Stamp stamp) {
        var isOurGuess = stamp.source().equals(Event.OURS) && !end.isReal();
        return isOurGuess
                ? new Ends(told, guesses.with(end, stamp), returns)
                : new Ends(with(told, end, stamp), guesses, returns);
    }

    Ends with(Fact.RunReturned back, Stamp stamp) {
        return new Ends(told, guesses, returns.with(back, stamp));
    }

    /** Past the limit those in the middle go: the earliest may stand, the newest holds after a reopening. */
    static SortedMap<Stamp, End> with(SortedMap<Stamp, End> ends, End end, Stamp stamp) {
        var next = new TreeMap<>(ends);
        next.put(stamp, end);
        var alike = next.entrySet().stream()
                .filter(entry -> entry.getValue().isReal() == end.isReal())
                .map(Map.Entry::getKey)
                .toList();
        if (alike.size() > Limits.ENDS) next.remove(alike.get(Limits.ENDS / 2));
        return next;
    }

    /** What was told, in the order of its times. */
    public Stream<Said<End>> inOrder() {
        return told.entrySet().stream().map(entry -> new Said<>(entry.getValue(), entry.getKey()));
    }

    /** Our guess that it was lost, unless it was heard again since. */
    public Optional<Said<End>> guessed() {
        return guesses.newest().filter(said -> returns.after(said.stamp()).isEmpty());
    }

    /** The guesses that proved wrong, as far as they are kept, in order. */
    public List<TakenBack> takenBack() {
        var all = new ArrayList<TakenBack>();
        for (var guess : guesses.inOrder()) {
            var isKnown = !all.isEmpty() && all.getLast().back().stamp().isAfter(guess.stamp());
            if (!isKnown) returns.after(guess.stamp()).ifPresent(back -> all.add(new TakenBack(guess, back)));
        }
        return List.copyOf(all);
    }

    /** That it was given up and came back, while that is the last of it. */
    public Map<String, String> comeback() {
        return returns.newest()
                .filter(_ -> guessed().isEmpty())
                .map(back -> Map.of(
                        "returned",
                        back.value().spoken() + " (event "
                                + back.stamp().event().id() + ")"))
                .orElse(Map.of());
    }
}
