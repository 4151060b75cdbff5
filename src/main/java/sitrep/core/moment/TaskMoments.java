package sitrep.core.moment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.act.Receipt;
import sitrep.core.event.End;
import sitrep.core.event.Stamp;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Obstacle;
import sitrep.core.standing.Standing;
import sitrep.core.standing.TaskLife;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Doubt;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;

/**
 * What happened to a task, within a time: when it began and ended, each wait of each of its runs, each run that failed,
 * when one looked stuck or was wrongly taken for lost, and what operators asked of its source. A parent's wait for its
 * own child is no news and left out, and of suspicions, losses and acts there are the newest: no more is kept. A task
 * that was there before is told of at the beginning of the time.
 */
public final class TaskMoments {
    private final Task task;
    private final Lineage lineage;
    private final Optional<Said<End>> end;
    private final List<Moment> moments = new ArrayList<>();

    private TaskMoments(Task task) {
        this.task = task;
        this.lineage = Lineage.of(task);
        this.end = Standing.of(task, lineage).end();
    }

    /**
     * What happened beside a task's phases, in order: when it looked stuck or was wrongly taken for lost, and what was
     * asked of its source; the newest, as many as its line has room for.
     */
    public static List<Moment> beside(Task task) {
        var isPlain = task.acts().isEmpty() && task.runs().values().stream().allMatch(TaskMoments::isPlain);
        if (task.signs().isEmpty() || isPlain) return List.of();
        var all = new TaskMoments(task);
        all.lineage.runs().forEach(run -> all.guesses(run, all.teller(run)));
        all.acts();
        var found =
                all.moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
        return found.subList(Math.max(0, found.size() - Limits.MOMENTS), found.size());
    }

    private static boolean isPlain(Run run) {
        return run.doubt().suspected().isEmpty() && run.ends().takenBack().isEmpty();
    }

    /**
     * In order.
     *
     * @param until the first moment that is too late
     */
    public static List<Moment> within(Task task, Instant from, Instant until) {
        if (task.signs().isEmpty()) return List.of();
        var all = new TaskMoments(task);
        all.life(from);
        all.lineage.runs().forEach(all::run);
        all.acts();
        return all.moments.stream()
                .filter(moment -> !moment.at().isBefore(from) && moment.at().isBefore(until))
                .sorted(Comparator.comparing(Moment::at))
                .toList();
    }

    private void life(Instant from) {
        var first = task.signs().orElseThrow().first();
        var began = first.at();
        add(first, Optional.empty(), new Moment.Began());
        end.ifPresent(said -> add(
                said.stamp(),
                Optional.empty(),
                new Moment.Ended(said.value().outcome(), said.value().summary(), began)));
        if (began.isBefore(from)
                && end.map(said -> said.stamp().at().isAfter(from)).orElse(true)) {
            TaskLife.of(task).stretches().stream()
                    .filter(one -> !one.from().isAfter(from))
                    .reduce((_, later) -> later)
                    .map(one -> new Moment.GoesOn(one.phase(), one.from()))
                    .ifPresent(goesOn -> moments.add(new Moment(from, Optional.empty(), goesOn, Optional.empty())));
        }
    }

    private void run(Run run) {
        var teller = teller(run);
        var over = lineage.end(run).map(Said::stamp);
        run.holds().sorted(Comparator.comparing(BlockedSpan::from)).forEach(hold -> wait(hold, teller, over));
        guesses(run, teller);
        lineage.end(run)
                .filter(this::isNews)
                .ifPresent(said -> add(
                        said.stamp(),
                        teller,
                        new Moment.TryFailed(
                                said.value().outcome(), said.value().summary())));
    }

    private Optional<Moment.Teller> teller(Run run) {
        return Optional.of(new Moment.Teller(run.id(), lineage.nameOf(run)));
    }

    private void wait(BlockedSpan hold, Optional<Moment.Teller> teller, Optional<Stamp> over) {
        var said = hold.said().value();
        var reason = hold.reason();
        var since = hold.since();
        if (reason == BlockReason.SUBAGENT || isAfter(since, over)) return;
        var until = earliest(hold.to(), over);
        add(hold.from(), teller, new Moment.WaitBegan(reason, said.text(), said.waitingOn(), until.map(Stamp::at)));
        until.ifPresent(end -> add(end, teller, new Moment.WaitEnded(reason, said.text(), said.waitingOn(), since)));
    }

    /** What we thought of it: that it was stuck, and that it was lost. The latter is news here where that was wrong. */
    private void guesses(Run run, Optional<Moment.Teller> teller) {
        var over = lineage.end(run).map(Said::stamp);
        run.doubt().spans().forEach(span -> doubt(span, teller, over));
        run.ends().takenBack().forEach(wrong -> {
            var gone = wrong.guess().stamp();
            var back = wrong.back().stamp();
            add(gone, teller, new Moment.LossBegan(wrong.guess().value().summary(), back.at()));
            add(back, teller, new Moment.LossEnded(wrong.back().value().spoken(), gone.at()));
        });
    }

    private void doubt(Doubt.Span span, Optional<Moment.Teller> teller, Optional<Stamp> over) {
        var said = span.first();
        var at = said.stamp().at();
        if (isAfter(at, over)) return;
        var until = earliest(span.cleared(), over);
        var why = Obstacle.text(said.value());
        add(said.stamp(), teller, new Moment.StallBegan(why, said.value().since(), until.map(Stamp::at)));
        until.ifPresent(end -> {
            var isCleared = span.cleared().equals(until);
            add(end, teller, new Moment.StallEnded(why, at, isCleared));
        });
    }

    private void acts() {
        for (var receipt : Receipt.of(task, lineage)) {
            var asked = receipt.asked();
            var run = asked.value()
                    .run()
                    .flatMap(id -> Optional.ofNullable(task.runs().get(id)));
            add(asked.stamp(), run.flatMap(this::teller), new Moment.Acted(receipt));
        }
    }

    /** Whether the end of a run is worth a line beside that of its task. */
    private boolean isNews(Said<End> ended) {
        if (ended.value().outcome() == Outcome.SUCCEEDED) return false;
        return end.map(last -> last.value().outcome() != ended.value().outcome()
                        || last.stamp().isWellAfter(ended.stamp()))
                .orElse(true);
    }

    private void add(Stamp stamp, Optional<Moment.Teller> teller, Moment.What what) {
        moments.add(new Moment(stamp.at(), teller, what, Optional.of(stamp)));
    }

    private static boolean isAfter(Instant at, Optional<Stamp> end) {
        return end.filter(stamp -> at.isAfter(stamp.at())).isPresent();
    }

    private static Optional<Stamp> earliest(Optional<Stamp> one, Optional<Stamp> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }
}
