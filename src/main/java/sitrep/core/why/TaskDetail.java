package sitrep.core.why;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import sitrep.core.event.Condition;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.event.WorkerId;
import sitrep.core.moment.Moment;
import sitrep.core.moment.TaskMoments;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.standing.Dissent;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Obstacle;
import sitrep.core.standing.Question;
import sitrep.core.standing.Ribbon;
import sitrep.core.standing.Segment;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.task.Triage;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/**
 * All that a task's own page needs beside its sitrep: runs, workers, news.
 *
 * @param moments what happened beside its phases
 * @param dissent what somebody else says than what is shown
 * @param notes what operators noted in words, oldest first
 * @param sources who told of it
 */
public record TaskDetail(
        Sitrep sitrep,
        Ribbon ribbon,
        List<Moment> moments,
        List<RunView> runs,
        List<WorkerView> workers,
        List<Sitrep.Latest> updates,
        List<Dissent> dissent,
        List<Said<Triage.Remark>> notes,
        SortedSet<String> sources) {

    /**
     * One run as an operator sees it.
     *
     * @param phase what it is doing by itself, whatever its children do
     * @param started when it was first heard of
     * @param output the last lines that it wrote
     * @param condition what is seen of it from outside, while it lives
     * @param blocks all that it waits for, the most pressing first
     */
    public record RunView(
            RunId id,
            Optional<String> slot,
            Optional<Integer> attempt,
            Optional<RunId> parent,
            Optional<WorkerId> worker,
            Optional<String> label,
            WorkerKind kind,
            Shown<Phase> phase,
            Instant since,
            Instant started,
            Optional<Instant> ended,
            Optional<Shown<Outcome>> outcome,
            Optional<String> summary,
            Optional<Progress> progress,
            Optional<Said<String>> output,
            Optional<Said<Condition>> condition,
            List<Obstacle> blocks,
            List<Segment> segments) {}

    /** One worker as an operator sees it, with its last sign of life by its source's clock. */
    public record WorkerView(
            WorkerId id,
            WorkerKind kind,
            Optional<String> name,
            Optional<String> where,
            Optional<WorkerId> parent,
            Optional<Instant> lastSign) {}

    /** All there is to tell of a task. */
    public static TaskDetail of(Task task) {
        var lineage = Lineage.of(task);
        return new TaskDetail(
                Sitrep.of(task),
                Ribbon.of(task),
                TaskMoments.beside(task),
                Stream.concat(lineage.runs().stream(), lineage.hindsight().stream())
                        .map(run -> view(run, lineage))
                        .toList(),
                task.workers().values().stream()
                        .map(worker -> view(worker, lineage))
                        .toList(),
                task.updates().reversed().stream()
                        .map(said -> new Sitrep.Latest(
                                said.value().text(),
                                said.stamp().at(),
                                said.value().run()))
                        .toList(),
                Dissent.of(lineage),
                task.triage().standingRemarks(),
                task.sources());
    }

    private static RunView view(Run run, Lineage lineage) {
        var end = lineage.end(run);
        var segments = Segment.of(run, end);
        var about = run.about();
        return new RunView(
                run.id(),
                about.slot().map(Said::value),
                about.attempt().map(Said::value),
                lineage.within(run),
                about.worker().map(Said::value),
                about.label().map(Said::value),
                lineage.worker(run).map(Worker::kindOrOther).orElse(WorkerKind.OTHER),
                new Shown<>(segments.getLast().phase(), RunWhy.phase(run, lineage)),
                segments.getLast().from(),
                run.signs().orElseThrow().first().at(),
                end.map(said -> said.stamp().at()),
                end.map(said -> new Shown<>(said.value().outcome(), RunWhy.phase(run, lineage))),
                end.flatMap(said -> said.value().summary()),
                run.news().progress().map(Said::value),
                run.news().output(),
                lineage.isLive(run) ? run.present().seen() : Optional.empty(),
                lineage.isLive(run)
                        ? run.openHolds()
                                .map(hold -> Question.of(hold, run, lineage))
                                .toList()
                        : List.of(),
                segments);
    }

    private static WorkerView view(Worker worker, Lineage lineage) {
        var last = lineage.runs().stream()
                .filter(run -> run.about().worker().map(Said::value).equals(Optional.of(worker.id())))
                .map(run -> run.signs().orElseThrow().last().at())
                .max(Comparator.naturalOrder());
        return new WorkerView(
                worker.id(),
                worker.kindOrOther(),
                worker.name().map(Said::value),
                worker.where().map(Said::value),
                worker.parent().map(Said::value),
                last);
    }
}
