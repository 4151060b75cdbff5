package sitrep.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A task's life as one line, for a glance: which phase it was in, from when on. Made of what its runs did, by the rules
 * that {@link Standing} has for now: a person who is waited for comes first, then what the run that changed last was
 * doing, runs that others serve apart. Past {@link Limits#RIBBON} the shortest parts go to their neighbours: nobody
 * could see them. What a line cannot show, the timelines of the runs do.
 */
public record Ribbon(List<Part> parts) {

    /** From when on the task was in a phase; until the next part, or still. */
    public record Part(Phase phase, Instant from) {}

    /** A run's change, by its place in the order of first signs. */
    private record Turn(Instant at, int run, Phase phase) {
        private static final Comparator<Turn> IN_ORDER = Comparator.comparing(Turn::at)
                .thenComparing(turn -> turn.phase.kind() == Phase.Kind.ENDED)
                .thenComparing(Turn::run);
    }

    private static final Comparator<Turn> LONGEST =
            Comparator.comparing(Turn::at).thenComparing(Turn::run);
    private static final Comparator<Turn> SPOKE_LAST = Comparator.comparing(
                    (Turn turn) -> turn.phase.kind() != Phase.Kind.PENDING)
            .thenComparing(LONGEST);

    public static Ribbon of(Task task) {
        if (task.signs().isEmpty()) return new Ribbon(List.of());
        var signs = task.signs().get();
        var lineage = Lineage.of(task);
        var standing = Standing.of(task, lineage);
        var parts = new ArrayList<Part>();
        add(parts, Phase.QUEUED, signs.first().at());
        sweep(lineage, parts);
        var last = parts.getLast().from();
        add(parts, standing.phase(), standing.since().isAfter(last) ? standing.since() : last);
        return new Ribbon(List.copyOf(condensed(parts)));
    }

    private static void sweep(Lineage lineage, List<Part> parts) {
        var turns = turns(lineage);
        var now = new HashMap<Integer, Turn>();
        for (var next = 0; next < turns.size(); next++) {
            var turn = turns.get(next);
            if (turn.phase.kind() == Phase.Kind.ENDED) now.remove(turn.run);
            else now.put(turn.run, turn);
            var together = next + 1 < turns.size() && turns.get(next + 1).at.equals(turn.at);
            if (!together) add(parts, now.isEmpty() ? turn.phase : phase(now, lineage), turn.at);
        }
    }

    /** Every change of every run. One that was replaced and never ended is over with its last sign. */
    private static List<Turn> turns(Lineage lineage) {
        return IntStream.range(0, lineage.runs().size())
                .boxed()
                .flatMap(index -> {
                    var run = lineage.runs().get(index);
                    var turns = new ArrayList<Turn>();
                    Segment.of(run, lineage.end(run))
                            .forEach(segment -> turns.add(new Turn(segment.from(), index, segment.phase())));
                    if (lineage.end(run).isEmpty() && !lineage.isLive(run)) {
                        var last = run.signs().orElseThrow().last().at();
                        turns.add(new Turn(last, index, Outcome.LOST.phase()));
                    }
                    return turns.stream();
                })
                .sorted(Turn.IN_ORDER)
                .toList();
    }

    private static Phase phase(Map<Integer, Turn> now, Lineage lineage) {
        var human = now.values().stream()
                .filter(turn -> turn.phase.kind() == Phase.Kind.HUMAN)
                .min(LONGEST);
        if (human.isPresent()) return human.get().phase;
        var leaves = leaves(now, lineage);
        var stalled = leaves.stream().anyMatch(turn -> turn.phase.kind() == Phase.Kind.SUSPECT);
        if (stalled && leaves.stream().noneMatch(turn -> turn.phase.kind() == Phase.Kind.ACTIVE)) return Phase.STALLED;
        return leaves.stream().max(SPOKE_LAST).orElseThrow().phase;
    }

    private static List<Turn> leaves(Map<Integer, Turn> now, Lineage lineage) {
        var served = new HashSet<Run.Id>();
        for (var index : now.keySet()) {
            var up = Optional.ofNullable(
                    lineage.parents().get(lineage.runs().get(index).id()));
            while (up.isPresent() && served.add(up.get())) {
                up = Optional.ofNullable(lineage.parents().get(up.get()));
            }
        }
        return now.values().stream()
                .filter(turn -> !served.contains(lineage.runs().get(turn.run).id()))
                .toList();
    }

    /** What lasted no time leaves no part, and neighbours alike are one. */
    private static void add(List<Part> parts, Phase phase, Instant from) {
        var start = from;
        while (!parts.isEmpty() && !parts.getLast().from.isBefore(start)) {
            start = parts.removeLast().from;
        }
        if (parts.isEmpty() || parts.getLast().phase != phase) parts.add(new Part(phase, start));
    }

    private static List<Part> condensed(List<Part> parts) {
        var left = parts;
        while (left.size() > Limits.RIBBON) {
            left = withoutShortest(left);
        }
        return left;
    }

    /** Without the shortest parts, as many as are too many, or fewer; how the task stands now always stays. */
    private static List<Part> withoutShortest(List<Part> parts) {
        var lengths = IntStream.range(0, parts.size() - 1)
                .mapToObj(index -> Duration.between(parts.get(index).from, parts.get(index + 1).from))
                .toList();
        var limit = lengths.stream().sorted().toList().get(parts.size() - Limits.RIBBON - 1);
        var kept = new ArrayList<Part>();
        var tooMany = parts.size() - Limits.RIBBON;
        for (var index = 0; index < parts.size(); index++) {
            var part = parts.get(index);
            var goes =
                    index < lengths.size() && tooMany > 0 && lengths.get(index).compareTo(limit) <= 0;
            if (goes) tooMany--;
            else add(kept, part.phase, kept.isEmpty() ? parts.getFirst().from : part.from);
        }
        return kept;
    }
}
