package sitrep.core.standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;

/**
 * What happened to a task, within a time: when it began and ended, each wait of each of its runs, each run that failed,
 * and the newest suspicion of each. A parent's wait for its own child is no news and left out, and so are suspicions
 * that a newer one followed: nothing keeps them. A task that was there before is told of at the beginning of the time.
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
     * In order.
     *
     * @param until the first moment that is too late
     */
    public static List<Moment> within(Task task, Instant from, Instant until) {
        if (task.signs().isEmpty()) return List.of();
        var all = new TaskMoments(task);
        all.life(from);
        all.lineage.runs().forEach(all::run);
        return all.moments.stream()
                .filter(moment -> !moment.at().isBefore(from) && moment.at().isBefore(until))
                .sorted(Comparator.comparing(Moment::at))
                .toList();
    }

    private void life(Instant from) {
        var began = task.signs().orElseThrow().first().at();
        add(began, Optional.empty(), new Moment.Began());
        end.ifPresent(said -> add(
                said.stamp().at(),
                Optional.empty(),
                new Moment.Ended(said.value().outcome(), said.value().summary(), began)));
        if (began.isBefore(from)
                && end.map(said -> said.stamp().at().isAfter(from)).orElse(true)) {
            TaskLife.of(task).stretches().stream()
                    .filter(one -> !one.from().isAfter(from))
                    .reduce((_, later) -> later)
                    .ifPresent(one -> add(from, Optional.empty(), new Moment.GoesOn(one.phase(), one.from())));
        }
    }

    private void run(Run run) {
        var teller = Optional.of(new Moment.Teller(run.id(), lineage.nameOf(run)));
        var over = lineage.end(run).map(said -> said.stamp().at());
        run.holds().forEach(hold -> wait(hold, teller, over));
        doubt(run, teller, over);
        lineage.end(run)
                .filter(this::isNews)
                .ifPresent(said -> add(
                        said.stamp().at(),
                        teller,
                        new Moment.TryFailed(
                                said.value().outcome(), said.value().summary())));
    }

    private void wait(BlockedSpan hold, Optional<Moment.Teller> teller, Optional<Instant> over) {
        var said = hold.said().value();
        var reason = hold.reason();
        var since = hold.since();
        if (reason == BlockReason.SUBAGENT || over.filter(since::isAfter).isPresent()) return;
        var until = earliest(hold.to().map(stamp -> stamp.at()), over);
        add(since, teller, new Moment.WaitBegan(reason, said.text(), said.waitingOn(), until));
        until.ifPresent(at -> add(at, teller, new Moment.WaitEnded(reason, said.text(), said.waitingOn(), since)));
    }

    private void doubt(Run run, Optional<Moment.Teller> teller, Optional<Instant> over) {
        var doubt = run.doubt();
        doubt.suspected().ifPresent(said -> {
            var at = said.stamp().at();
            if (over.filter(at::isAfter).isPresent()) return;
            var cleared =
                    doubt.cleared().filter(stamp -> stamp.isAfter(said.stamp())).map(stamp -> stamp.at());
            var until = earliest(cleared, over);
            add(at, teller, new Moment.StallBegan(said.value().since(), until));
            until.ifPresent(time -> add(time, teller, new Moment.StallEnded(at)));
        });
    }

    /** Whether the end of a run is worth a line beside that of its task. */
    private boolean isNews(Said<End> ended) {
        if (ended.value().outcome() == Outcome.SUCCEEDED) return false;
        return end.map(last -> last.value().outcome() != ended.value().outcome()
                        || last.stamp().isWellAfter(ended.stamp()))
                .orElse(true);
    }

    private void add(Instant at, Optional<Moment.Teller> teller, Moment.What what) {
        moments.add(new Moment(at, teller, what));
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
    }
}
