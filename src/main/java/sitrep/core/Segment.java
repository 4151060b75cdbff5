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
        var marks = run.marks().inOrder();
        var segments = new ArrayList<Segment>();
        var next = 0;
        var doing = Phase.STARTING;
        for (var time : changes(run, marks, first)) {
            if (last.isPresent() && time.isAfter(last.get())) break;
            for (; next < marks.size() && !marks.get(next).stamp().at().isAfter(time); next++) {
                doing = marks.get(next).value();
            }
            add(segments, hindered(run, time).orElse(doing), time);
        }
        end.ifPresent(said ->
                add(segments, said.value().outcome().phase(), said.stamp().at()));
        return List.copyOf(segments);
    }

    /** Since when a live run that nothing hinders does what it last said: when its present segment began. */
    static Instant sinceLastSaid(Run run) {
        if (!run.blocks().isEmpty()) return of(run, Optional.empty()).getLast().from();
        var marks = run.marks().inOrder();
        var index = marks.size() - 1;
        while (index > 0 && marks.get(index - 1).value() == marks.get(index).value()) {
            index--;
        }
        var first = run.signs().orElseThrow().first().at();
        var silent = index < 0 || (index == 0 && marks.getFirst().value() == Phase.STARTING);
        return silent ? first : marks.get(index).stamp().at();
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
    private static TreeSet<Instant> changes(Run run, List<Marks.Mark<Phase>> marks, Instant first) {
        var times = new TreeSet<Instant>();
        times.add(first);
        marks.forEach(mark -> times.add(mark.stamp().at()));
        run.holds().forEach(hold -> {
            times.add(hold.since());
            hold.to().ifPresent(end -> times.add(end.at()));
        });
        run.doubt()
                .standing(run.signs().orElseThrow().heard())
                .ifPresent(said -> times.add(said.stamp().at()));
        return new TreeSet<>(times.tailSet(first));
    }

    private static Optional<Phase> hindered(Run run, Instant time) {
        var stalled = stalledAt(run, time);
        if (run.blocks().isEmpty()) return stalled;
        return run.holds()
                .filter(hold -> hold.holdsAt(time))
                .min(Hold.MOST_PRESSING)
                .map(Hold::phase)
                .or(() -> stalled);
    }

    private static Optional<Phase> stalledAt(Run run, Instant time) {
        return run.doubt()
                .standing(run.signs().orElseThrow().heard())
                .filter(said -> !said.stamp().at().isAfter(time))
                .map(_ -> Phase.STALLED);
    }
}
