package sitrep.core.standing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.Progress;
import sitrep.core.event.Stamp;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.task.Run;
import sitrep.core.task.Said;

/**
 * Runs that work side by side for one other, too many to be followed one by one: they are counted, and the one that has
 * been at it for longest stands for them, lest the board show another several times a second.
 */
public final class Crowd {
    /** So many of them are a crowd. */
    static final int MANY = 4;

    private Crowd() {}

    /** How many of the crowd that a run is in, or waits for, have come to their ends. */
    public static Optional<Shown<Progress>> progress(Run run, Lineage lineage) {
        return of(run, lineage).map(crowd -> {
            var ends = crowd.stream()
                    .flatMap(member -> lineage.end(member).stream())
                    .toList();
            var last = ends.stream().map(Said::stamp).max(Comparator.naturalOrder());
            return new Shown<>(new Progress(ends.size(), crowd.size()), Because.of(Rule.COUNTED, last));
        });
    }

    private static Optional<List<Run>> of(Run run, Lineage lineage) {
        return Stream.concat(Stream.of(run), lineage.above(run).stream())
                .map(parent -> members(parent, lineage))
                .filter(members -> members.size() >= MANY)
                .findFirst();
    }

    /** What those have running is no part of it, nor what their parent's own worker does beside. */
    private static List<Run> members(Run parent, Lineage lineage) {
        var own = parent.about().worker().map(Said::value);
        return lineage.children(parent).stream()
                .filter(child -> !lineage.isProcess(child))
                .filter(child ->
                        own.isEmpty() || !own.equals(child.about().worker().map(Said::value)))
                .toList();
    }

    /** The one of some leaves that stands for them, if they are a crowd: the last in this order. */
    static Comparator<Run> order(List<Run> leaves, Lineage lineage, Comparator<Run> otherwise) {
        if (leaves.size() < MANY) return otherwise;
        return Comparator.comparing((Run leaf) -> began(leaf, lineage))
                .reversed()
                .thenComparing(otherwise);
    }

    /** A command counts from when whoever runs it began. */
    private static Stamp began(Run leaf, Lineage lineage) {
        var agent = Stream.concat(Stream.of(leaf), lineage.above(leaf).stream())
                .filter(run -> !lineage.isProcess(run))
                .findFirst();
        return agent.orElse(leaf).signs().orElseThrow().first();
    }
}
