package sitrep.core.task;

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
 * @param guess our own newest guess that it was lost
 * @param returned our newest word that it was heard again
 */
public record Ends(SortedMap<Stamp, End> told, Optional<Said<End>> guess, Optional<Said<Fact.RunReturned>> returned) {
    static final Ends NONE = new Ends(new TreeMap<>(), Optional.empty(), Optional.empty());

    Ends with(End end, Stamp stamp) {
        var isOurGuess = stamp.source().equals(Event.OURS) && !end.isReal();
        return isOurGuess
                ? new Ends(told, Said.newest(guess, end, stamp), returned)
                : new Ends(with(told, end, stamp), guess, returned);
    }

    Ends with(Fact.RunReturned back, Stamp stamp) {
        return new Ends(told, guess, Said.newest(returned, back, stamp));
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
        return guess.filter(
                said -> returned.map(back -> said.stamp().isAfter(back.stamp())).orElse(true));
    }

    /** That it was given up and came back, while that is the last of it. */
    public Map<String, String> comeback() {
        return returned.filter(_ -> guessed().isEmpty())
                .map(back -> Map.of(
                        "returned",
                        back.value().spoken() + " (event "
                                + back.stamp().event().id() + ")"))
                .orElse(Map.of());
    }
}
