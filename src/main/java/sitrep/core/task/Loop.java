package sitrep.core.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sitrep.core.event.Stamp;
import sitrep.core.text.Limits;
import sitrep.core.text.SpokenTime;

/**
 * That a run does the same few things with the same results again and again, and nothing else. It is one as long as
 * the newest thing it did belongs to it.
 *
 * @param deeds what belongs to it, oldest first
 * @param length how many of them follow one another before it begins again
 */
public record Loop(List<PastCalls.Done> deeds, int length) {
    /** Most things that make up one turn of it. */
    static final int LONGEST = 4;

    /** How often it must have come round. */
    static final int TIMES = 5;

    /** For how long, unless all that is remembered of the run belongs to it. */
    static final Duration LASTS = Duration.ofMinutes(2);

    /** What a run goes round in, if it does. Who counts on meanwhile gets on. */
    public static Optional<Loop> of(Run run) {
        if (run.deeds().newest().size() < TIMES) return Optional.empty();
        var deeds = run.deeds().once();
        return IntStream.rangeClosed(1, LONGEST)
                .mapToObj(length -> new Loop(turns(deeds, length), length))
                .filter(loop -> loop.times() >= TIMES && loop.lasts() && loop.isVain(run))
                .findFirst();
    }

    /** The newest of them that are each the same as the one a turn before. */
    private static List<PastCalls.Done> turns(List<PastCalls.Done> deeds, int length) {
        var from = deeds.size() - 1;
        while (from >= length && isSame(deeds.get(from), deeds.get(from - length))) {
            from--;
        }
        return deeds.subList(Math.max(0, from - length + 1), deeds.size());
    }

    private static boolean isSame(PastCalls.Done one, PastCalls.Done other) {
        return one.deed().digest().equals(other.deed().digest());
    }

    int times() {
        return deeds.size() / length;
    }

    Duration over() {
        return Duration.between(
                deeds.getFirst().stamp().at(), deeds.getLast().stamp().at());
    }

    private boolean lasts() {
        return over().compareTo(LASTS) >= 0 || deeds.size() >= Limits.DEEDS;
    }

    private boolean isVain(Run run) {
        var counted = run.news()
                .progress()
                .filter(said -> said.stamp().isAfter(deeds.getFirst().stamp()))
                .isPresent();
        return !counted && deeds.stream().noneMatch(done -> done.deed().isPoll());
    }

    /** The events that tell of it. */
    public List<Stamp> evidence() {
        return deeds.stream().map(PastCalls.Done::stamp).distinct().toList();
    }

    public Map<String, String> numbers() {
        var turn = deeds.subList(deeds.size() - length, deeds.size()).stream()
                .map(done -> done.deed().spoken())
                .collect(Collectors.joining(", then "));
        var shown = turn.length() > Limits.NAME ? turn.substring(0, Limits.NAME - 1) + "…" : turn;
        return Map.of("turn", shown, "times", "" + times(), "over", SpokenTime.duration(over()));
    }
}
