package sitrep.core.sitrep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.rule.Rule;
import sitrep.core.standing.Lineage;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.vocabulary.Outcome;

/**
 * How often what a run does was tried before, and failed: the tries before it, back to the last that came to anything
 * else.
 *
 * @param failed the ends of those, the newest first
 */
record Retries(int tries, List<Said<End>> failed) {
    private static final Set<Outcome> FAILURES = Set.of(Outcome.FAILED, Outcome.TIMED_OUT);

    /** One failure is no series. */
    private static final int SERIES = 2;

    /** Most events that are named. */
    private static final int NAMED = 3;

    static Optional<Remarks.Item> of(Run run, Lineage lineage) {
        var before = lineage.triesBefore(run);
        var failed = before.reversed().stream()
                .map(Run::end)
                .takeWhile(Retries::isFailure)
                .flatMap(Optional::stream)
                .toList();
        var number = run.about().attempt().map(Said::value).orElse(0);
        return Optional.of(new Retries(Math.max(number, before.size() + 1), failed))
                .filter(retries -> failed.size() >= SERIES)
                .map(Retries::item);
    }

    private static boolean isFailure(Optional<Said<End>> end) {
        return end.filter(said -> FAILURES.contains(said.value().outcome())).isPresent();
    }

    private Remarks.Item item() {
        var series = new Sitrep.Tries(tries, failed.size());
        var newest = failed.stream().map(Said::stamp).limit(NAMED);
        var first = failed.getLast().stamp();
        var evidence = Stream.concat(newest, Stream.of(first)).distinct().toList();
        return new Remarks.Item(Rule.RETRYING, series.spoken(), first.at(), evidence, numbers(), Optional.of(series));
    }

    private Map<String, String> numbers() {
        return Map.of("try", "" + tries, "failed", "" + failed.size(), "clears", "when a try ends well");
    }

    /** As in {@code 1st, 2nd, 3rd, 4th, 11th, 21st}. */
    static String ordinal(int number) {
        var last = number / 10 % 10 == 1 ? 0 : number % 10;
        if (last == 1) return number + "st";
        if (last == 2) return number + "nd";
        return number + (last == 3 ? "rd" : "th");
    }
}
