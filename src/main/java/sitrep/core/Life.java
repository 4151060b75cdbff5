package sitrep.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A task's life in phases, one after the other without gaps, from its first sign to its end: for each moment what the
 * board would have said of it, as far as the timelines of its runs can tell. As in {@link Standing}, a wait for a
 * person counts before all else, then what is being done, then silence, then other waits. Suspicions that were cleared
 * are not in it, for nothing keeps them.
 *
 * @param stretches in order; only the last of a task that still lives has no end
 */
public record Life(List<Segment> stretches) {

    /** Most pressing first; among equals what began last, for it is the news. */
    private static final Comparator<Piece> SHOWN_FIRST = Comparator.comparing(Piece::rank)
            .thenComparing(Piece::from, Comparator.reverseOrder())
            .thenComparing(Piece::number);

    /** Part of a run's timeline; its number tells it apart from any other. */
    private record Piece(int number, Segment segment) {
        int rank() {
            return switch (segment.phase().kind()) {
                case HUMAN -> 0;
                case ACTIVE -> 1;
                case SUSPECT -> 2;
                case DEPENDENCY -> 3;
                case PENDING -> 4;
                case ENDED -> 5;
            };
        }

        Instant from() {
            return segment.from();
        }

        Instant to() {
            return segment.to().orElseThrow();
        }
    }

    public Life {
        stretches = List.copyOf(stretches);
    }

    /** The life of a task as far as it got. */
    public static Life of(Task task) {
        var lineage = Lineage.of(task);
        var end = Standing.of(task, lineage).end().map(said -> said.stamp().at());
        var ofRuns = lineage.runs().stream().flatMap(run -> of(run, lineage));
        return new Life(shown(Stream.concat(waiting(task, lineage), ofRuns).toList(), end));
    }

    /** Until its first run it is in the queue. */
    private static Stream<Segment> waiting(Task task, Lineage lineage) {
        var begun = lineage.runs().stream()
                .map(run -> run.signs().orElseThrow().first().at())
                .min(Comparator.naturalOrder());
        return task.signs().stream()
                .map(signs -> signs.first().at())
                .filter(first -> begun.map(first::isBefore).orElse(true))
                .map(first -> new Segment(Phase.QUEUED, Optional.empty(), first, begun));
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

    /** A replaced run is over with its last sign, and a parent whose children have ended writes up. */
    private static Stream<Segment> of(Run run, Lineage lineage) {
        var segments = Segment.of(run, lineage.end(run));
        if (lineage.end(run).isEmpty() && lineage.superseded().contains(run.id())) {
            var last = run.signs().orElseThrow().last().at();
            return segments.stream()
                    .filter(one -> one.from().isBefore(last))
                    .map(one -> one.to().isPresent() ? one : one.until(last));
        }
        var childrenEnded = childrenEnded(run, lineage);
        return childrenEnded.isEmpty() || lineage.isProcess(run)
                ? segments.stream()
                : segments.stream().flatMap(one -> writtenUp(one, childrenEnded.get()));
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
        return isOver
                ? Stream.of(
                        one.until(childrenEnded),
                        new Segment(Phase.SUMMARIZING, Optional.empty(), childrenEnded, one.to()))
                : Stream.of(one);
    }

    /** Goes through all beginnings and ends in order and shows, from each to the next, the first of what lasts then. */
    private static List<Segment> shown(List<Segment> segments, Optional<Instant> end) {
        var pieces = IntStream.range(0, segments.size())
                .mapToObj(number -> new Piece(number, segments.get(number)))
                .toList();
        var begin = inOrder(pieces.stream(), Piece::from);
        var over = inOrder(pieces.stream().filter(piece -> piece.segment().to().isPresent()), Piece::to);
        var times = new TreeSet<Instant>();
        begin.forEach(piece -> times.add(piece.from()));
        over.forEach(piece -> times.add(piece.to()));
        var lasting = new TreeSet<>(SHOWN_FIRST);
        var stretches = new ArrayList<Segment>();
        for (var time : end.map(last -> times.headSet(last, false)).orElse(times)) {
            while (!begin.isEmpty() && !begin.getFirst().from().isAfter(time)) lasting.add(begin.removeFirst());
            while (!over.isEmpty() && !over.getFirst().to().isAfter(time)) lasting.remove(over.removeFirst());
            if (!lasting.isEmpty())
                Segment.add(stretches, lasting.getFirst().segment().state(), time);
        }
        if (end.isPresent() && !stretches.isEmpty())
            stretches.add(stretches.removeLast().until(end.get()));
        return stretches;
    }

    private static ArrayDeque<Piece> inOrder(Stream<Piece> pieces, Function<Piece, Instant> by) {
        return new ArrayDeque<>(pieces.sorted(Comparator.comparing(by)).toList());
    }
}
