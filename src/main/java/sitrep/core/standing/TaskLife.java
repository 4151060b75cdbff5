package sitrep.core.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sitrep.core.event.RunId;
import sitrep.core.task.Run;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * A task's life in phases, one after the other without gaps, from its first sign to its end: for each moment what the
 * board would have said of it, as far as the timelines of its runs can tell. The rules are those of {@link Standing}: a
 * person who is waited for comes first, then what the run that changed last was doing, runs that others serve apart.
 * Suspicions that were cleared are not in it, for nothing keeps them.
 *
 * @param stretches in order; only the last of a task that still lives has no end
 */
public record TaskLife(List<Segment> stretches) {

    /** A run's change, by its place in the order of first signs. */
    private record Turn(Instant at, int run, Segment.State state) {
        private static final Comparator<Turn> IN_ORDER = Comparator.comparing(Turn::at)
                .thenComparing(turn -> turn.is(Phase.Kind.ENDED))
                .thenComparingInt(Turn::run);

        boolean is(Phase.Kind kind) {
            return state.phase().kind() == kind;
        }
    }

    private static final Comparator<Turn> LONGEST =
            Comparator.comparing(Turn::at).thenComparingInt(Turn::run);
    private static final Comparator<Turn> SPOKE_LAST =
            Comparator.comparing((Turn turn) -> !turn.is(Phase.Kind.PENDING)).thenComparing(LONGEST);

    public TaskLife {
        stretches = List.copyOf(stretches);
    }

    /** The life of a task as far as it got. */
    public static TaskLife of(Task task) {
        var lineage = Lineage.of(task);
        var end = Standing.of(task, lineage).end().map(said -> said.stamp().at());
        var lived = until(end, lived(task, lineage));
        if (end.isPresent() && !lived.isEmpty()) lived.add(lived.removeLast().until(end.get()));
        return new TaskLife(lived);
    }

    private static List<Segment> until(Optional<Instant> end, List<Segment> lived) {
        return new ArrayList<>(lived.stream()
                .filter(one -> end.map(one.from()::isBefore).orElse(true))
                .toList());
    }

    /** How long it was in each phase it ever was in, until an end. */
    public Map<Phase, Duration> phases(Instant end) {
        var spent = new EnumMap<Phase, Duration>(Phase.class);
        stretches.forEach(one -> spent.merge(one.phase(), length(one, end), Duration::plus));
        return spent;
    }

    /** How long it waited for each reason it ever waited for, until an end. */
    public Map<BlockReason, Duration> waits(Instant end) {
        var spent = new EnumMap<BlockReason, Duration>(BlockReason.class);
        stretches.forEach(one ->
                one.reason().ifPresent(reason -> spent.merge(reason, length(one, end), Duration::plus)));
        return spent;
    }

    private static Duration length(Segment stretch, Instant end) {
        return Duration.between(stretch.from(), stretch.to().orElse(end));
    }

    /** What its runs made of it, whatever became of it in the end; the last stretch is open. */
    static List<Segment> lived(Task task, Lineage lineage) {
        var stretches = new ArrayList<Segment>();
        if (task.signs().isEmpty()) return stretches;
        var first = task.signs().get().first().at();
        Segment.add(stretches, Segment.State.doing(Phase.QUEUED), first);
        var turns = turns(lineage, first);
        var now = new HashMap<Integer, Turn>();
        for (var next = 0; next < turns.size(); next++) {
            var turn = turns.get(next);
            if (turn.is(Phase.Kind.ENDED)) now.remove(turn.run);
            else now.put(turn.run, turn);
            var together = next + 1 < turns.size() && turns.get(next + 1).at.equals(turn.at);
            if (!together) Segment.add(stretches, now.isEmpty() ? turn.state : shown(now, lineage), turn.at);
        }
        return stretches;
    }

    /** Every change of every run. Where clocks disagree, an end before the first sign is one at the first sign. */
    private static List<Turn> turns(Lineage lineage, Instant first) {
        return IntStream.range(0, lineage.runs().size())
                .boxed()
                .flatMap(index -> segments(lineage.runs().get(index), lineage)
                        .map(one -> new Turn(one.from().isBefore(first) ? first : one.from(), index, one.state())))
                .sorted(Turn.IN_ORDER)
                .toList();
    }

    /**
     * A run that was replaced and never ended is over with its last sign; a parent whose children ended writes up,
     * unless it still waits for what they came to.
     */
    private static Stream<Segment> segments(Run run, Lineage lineage) {
        var own = Segment.of(run, lineage.end(run)).stream();
        if (lineage.end(run).isEmpty() && !lineage.isLive(run)) {
            var last = run.signs().orElseThrow().last().at();
            var lost = new Segment(Outcome.LOST.phase(), Optional.empty(), last, Optional.empty());
            return Stream.concat(own, Stream.of(lost));
        }
        if (AgentProcesses.isOne(run)) own = own.map(one -> besideSession(one, run, lineage));
        var childrenEnded = writesUp(run, lineage) ? childrenEnded(run, lineage) : Optional.<Instant>empty();
        return childrenEnded.isEmpty() ? own : own.flatMap(one -> writtenUp(one, childrenEnded.get()));
    }

    /** What a process waits for in its session's place is left out: the session's own runs tell what that does. */
    private static Segment besideSession(Segment one, Run process, Lineage lineage) {
        var began = AgentProcesses.turns(process, lineage.runs(), lineage.workers()).stream()
                .map(turn -> turn.signs().orElseThrow().first().at())
                .min(Comparator.naturalOrder());
        var isBeside = one.phase().kind() == Phase.Kind.HUMAN
                && began.map(first -> !one.from().isBefore(first)).orElse(false);
        return isBeside ? new Segment(Phase.DONE, Optional.empty(), one.from(), one.to()) : one;
    }

    private static boolean writesUp(Run run, Lineage lineage) {
        return !lineage.isProcess(run) && (run.end().isPresent() || !Standing.resultWaits(run, lineage));
    }

    private static Optional<Instant> childrenEnded(Run run, Lineage lineage) {
        var children = lineage.children(run);
        if (children.stream().anyMatch(child -> lineage.end(child).isEmpty())) return Optional.empty();
        return children.stream()
                .map(child -> lineage.end(child).orElseThrow().stamp().at())
                .max(Comparator.naturalOrder());
    }

    private static Stream<Segment> writtenUp(Segment one, Instant childrenEnded) {
        var isOver = one.reason().filter(BlockReason.SUBAGENT::equals).isPresent()
                && one.from().isBefore(childrenEnded)
                && one.to().map(childrenEnded::isBefore).orElse(true);
        var writesUp = new Segment(Phase.SUMMARIZING, Optional.empty(), childrenEnded, one.to());
        return isOver ? Stream.of(one.until(childrenEnded), writesUp) : Stream.of(one);
    }

    private static Segment.State shown(Map<Integer, Turn> now, Lineage lineage) {
        var human =
                now.values().stream().filter(turn -> turn.is(Phase.Kind.HUMAN)).min(LONGEST);
        if (human.isPresent()) return human.get().state;
        var leaves = leaves(now, lineage);
        var stalled =
                leaves.stream().filter(turn -> turn.is(Phase.Kind.SUSPECT)).min(LONGEST);
        var nobodyWorks = leaves.stream().noneMatch(turn -> turn.is(Phase.Kind.ACTIVE));
        return stalled.filter(_ -> nobodyWorks)
                .or(() -> leaves.stream().max(SPOKE_LAST))
                .orElseThrow()
                .state;
    }

    private static List<Turn> leaves(Map<Integer, Turn> now, Lineage lineage) {
        var served = new HashSet<RunId>();
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
}
