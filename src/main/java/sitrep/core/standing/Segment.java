package sitrep.core.standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import sitrep.core.event.End;
import sitrep.core.event.Fact;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Timeline;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/**
 * A stretch of a run's life in one phase, for timelines.
 *
 * @param reason what it waits for, where the phase is a wait
 * @param to absent while it lasts
 */
public record Segment(Phase phase, Optional<BlockReason> reason, Instant from, Optional<Instant> to) {

    /** What a run is in at a moment. */
    record State(Phase phase, Optional<BlockReason> reason) {
        static State doing(Phase phase) {
            return new State(phase, Optional.empty());
        }
    }

    /** A run's life in order, without gaps, from its first sign to its end. */
    public static List<Segment> of(Run run, Optional<Said<End>> end) {
        if (run.signs().isEmpty()) return List.of();
        var first = run.signs().get().first().at();
        var last = end.map(said -> said.stamp().at());
        var marks = run.marks().inOrder();
        var hindrances = Hindrances.of(run);
        var segments = new ArrayList<Segment>();
        var next = 0;
        var doing = Phase.STARTING;
        for (var time : changes(marks, hindrances, first)) {
            if (last.isPresent() && time.isAfter(last.get())) break;
            for (; next < marks.size() && !marks.get(next).stamp().at().isAfter(time); next++) {
                doing = marks.get(next).value();
            }
            add(segments, hindrances.at(time).orElse(State.doing(doing)), time);
        }
        end.ifPresent(said -> add(
                segments,
                State.doing(said.value().outcome().phase()),
                said.stamp().at()));
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

    static void add(List<Segment> segments, State state, Instant from) {
        if (!segments.isEmpty()) {
            var before = segments.getLast();
            if (before.state().equals(state)) return;
            segments.removeLast();
            if (before.from.isBefore(from)) segments.add(before.until(from));
            if (!segments.isEmpty() && segments.getLast().state().equals(state)) {
                from = segments.removeLast().from;
            }
        }
        segments.add(new Segment(state.phase, state.reason, from, Optional.empty()));
    }

    State state() {
        return new State(phase, reason);
    }

    Segment until(Instant end) {
        return new Segment(phase, reason, from, Optional.of(end));
    }

    /** The times at which the phase may have changed. */
    private static SortedSet<Instant> changes(List<Timeline.Mark<Phase>> marks, Hindrances hindrances, Instant first) {
        var times = new TreeSet<Instant>();
        times.add(first);
        marks.forEach(mark -> times.add(mark.stamp().at()));
        hindrances.holds.forEach(hold -> {
            times.add(hold.since());
            hold.to().ifPresent(end -> times.add(end.at()));
        });
        hindrances.doubt.ifPresent(said -> times.add(said.stamp().at()));
        return times.tailSet(first);
    }

    /** What held a run up, and what is suspected of it. */
    private record Hindrances(List<BlockedSpan> holds, Optional<Said<Fact.StallSuspected>> doubt) {
        static Hindrances of(Run run) {
            return new Hindrances(run.holds().sorted(BlockedSpan.MOST_PRESSING).toList(), run.doubted());
        }

        Optional<State> at(Instant time) {
            for (var hold : holds) {
                if (hold.holdsAt(time)) return Optional.of(new State(hold.phase(), Optional.of(hold.reason())));
            }
            return doubt.filter(said -> !said.stamp().at().isAfter(time))
                    .map(said -> said.value().verdict().reason())
                    .map(reason -> new State(reason.phase(), Optional.of(reason)));
        }
    }
}
