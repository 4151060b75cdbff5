package sitrep.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A stretch of a run's life in one phase, for timelines.
 *
 * @param to absent while it lasts
 */
public record Segment(Phase phase, Instant from, Optional<Instant> to) {

    /** A run's life in order, without gaps, from its first sign to its end. */
    static List<Segment> of(Run run, Optional<Said<Ends.End>> end) {
        if (run.signs().isEmpty()) return List.of();
        var first = run.signs().get().first().at();
        var last = end.map(said -> said.stamp().at());
        var segments = new ArrayList<Segment>();
        for (var time : changes(run, first)) {
            if (last.isPresent() && time.isAfter(last.get())) break;
            add(segments, phaseAt(run, time), time);
        }
        end.ifPresent(said ->
                add(segments, said.value().outcome().phase(), said.stamp().at()));
        return List.copyOf(segments);
    }

    private static void add(List<Segment> segments, Phase phase, Instant from) {
        if (!segments.isEmpty()) {
            var before = segments.getLast();
            if (before.phase == phase) return;
            segments.removeLast();
            if (before.from.isBefore(from)) segments.add(new Segment(before.phase, before.from, Optional.of(from)));
            if (!segments.isEmpty() && segments.getLast().phase == phase) {
                from = segments.removeLast().from;
            }
        }
        segments.add(new Segment(phase, from, Optional.empty()));
    }

    /** The times at which the phase may have changed. */
    private static TreeSet<Instant> changes(Run run, Instant first) {
        var times = new TreeSet<Instant>();
        times.add(first);
        run.marks().inOrder().forEach(mark -> times.add(mark.stamp().at()));
        run.holds().forEach(hold -> {
            times.add(hold.since());
            hold.to().ifPresent(end -> times.add(end.at()));
        });
        run.doubt()
                .standing(run.signs().orElseThrow().heard())
                .ifPresent(said -> times.add(said.stamp().at()));
        return new TreeSet<>(times.tailSet(first));
    }

    private static Phase phaseAt(Run run, Instant time) {
        return run.holds()
                .filter(hold -> hold.holdsAt(time))
                .min(Hold.MOST_PRESSING)
                .map(Hold::phase)
                .or(() -> stalledAt(run, time))
                .orElseGet(() -> doingAt(run, time));
    }

    private static Optional<Phase> stalledAt(Run run, Instant time) {
        return run.doubt()
                .standing(run.signs().orElseThrow().heard())
                .filter(said -> !said.stamp().at().isAfter(time))
                .map(_ -> Phase.STALLED);
    }

    private static Phase doingAt(Run run, Instant time) {
        return run.marks().inOrder().reversed().stream()
                .filter(mark -> !mark.stamp().at().isAfter(time))
                .findFirst()
                .map(Marks.Mark::value)
                .orElse(Phase.STARTING);
    }
}
