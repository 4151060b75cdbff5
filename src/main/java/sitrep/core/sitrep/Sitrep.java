package sitrep.core.sitrep;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import sitrep.core.act.Receipt;
import sitrep.core.event.Action;
import sitrep.core.event.Link;
import sitrep.core.event.Owner;
import sitrep.core.event.Progress;
import sitrep.core.event.Report;
import sitrep.core.event.RunId;
import sitrep.core.event.Stamp;
import sitrep.core.event.TaskId;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.standing.Crowd;
import sitrep.core.standing.Executor;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Obstacle;
import sitrep.core.standing.Standing;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.SignsOfLife;
import sitrep.core.task.Task;
import sitrep.core.task.Triage;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/**
 * What an operator is told of one task: each field with its reason. Derived from what is known, never stored as truth.
 *
 * @param givenName what its sources call it, where operators call it something else
 * @param executor absent while nobody said what executes it
 * @param since when the phase began
 * @param next the next step that somebody can take, where there is one
 * @param reported absent until the result was delivered, or is known not to be owed
 * @param undelivered that bringing it to whoever asked failed
 * @param snoozed until when it is put off, where that was said
 * @param shelf where it lies while an operator has dealt with it
 * @param note the newest note in words that stands
 * @param remark what is worth knowing beside it, as that it takes far longer than those like it
 * @param receipts what became of what operators asked of its source, the newest first
 */
public record Sitrep(
        TaskId id,
        Shown<String> name,
        Optional<Shown<String>> givenName,
        Optional<Shown<Owner>> owner,
        Optional<Shown<String>> goal,
        Optional<Shown<TaskId>> parent,
        Optional<Shown<Executor>> executor,
        Shown<Phase> phase,
        Shown<Instant> since,
        Shown<Attention> attention,
        Optional<Shown<Obstacle>> block,
        Optional<Shown<Latest>> update,
        Optional<Shown<Action>> next,
        Shown<Instant> lastUpdate,
        Optional<Shown<Progress>> progress,
        Shown<Instant> created,
        Optional<Shown<Outcome>> outcome,
        Optional<Shown<Instant>> ended,
        Optional<Shown<Delivery>> reported,
        Optional<Shown<Delivery>> undelivered,
        Optional<Shown<Acknowledgement>> acknowledged,
        Optional<Shown<Instant>> snoozed,
        Optional<Shown<Shelf>> shelf,
        Optional<Shown<Note>> note,
        SortedMap<String, Shown<String>> labels,
        List<Shown<Link>> links,
        Optional<Shown<Remark>> remark,
        List<Shown<Receipt>> receipts) {
    private static final Set<WorkerKind> SESSIONS = Set.of(WorkerKind.MAIN, WorkerKind.ACP);

    /** A line of news, when and from which run it came. */
    public record Latest(String text, Instant at, Optional<RunId> run) {}

    /** What became of bringing the result to whoever asked, and when. */
    public record Delivery(Report report, Instant at) {}

    /** Who looks after it, and since when. */
    public record Acknowledgement(Optional<String> by, Instant at) {}

    /** What somebody noted in words, and when. */
    public record Note(String text, Optional<String> by, Instant at) {}

    /**
     * Something worth knowing that changes neither the phase nor the attention, and since when.
     *
     * @param kinds what of it tasks can be picked out by
     * @param tries how often it was tried, if it is tried again and again
     */
    public record Remark(String text, Instant since, List<RemarkKind> kinds, Optional<Tries> tries) {
        public Remark {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * A series of tries of the same.
     *
     * @param number which one goes on, from 1
     * @param failed how many before it did, in a row
     */
    public record Tries(int number, int failed) {
        /** As in {@code 60th try, 59 failed}. */
        public String spoken() {
            return Retries.ordinal(number) + " try, " + failed + " failed";
        }
    }

    /** What is to be told of a task as it is known. */
    public static Sitrep of(Task task) {
        var lineage = Lineage.of(task);
        return of(task, lineage, Standing.of(task, lineage));
    }

    /** Where it stands on the board. */
    public BoardPlace place() {
        return BoardPlace.of(this);
    }

    private static Sitrep of(Task task, Lineage lineage, Standing standing) {
        var reported = Reported.of(task, lineage, standing);
        var failed = standing.end().flatMap(_ -> Reported.failed(task, lineage)).filter(_ -> reported.isEmpty());
        var remarks = Remarks.of(task, lineage, standing);
        var isSettled = reported.isPresent() && !remarks.has(Rule.SECOND_TRY);
        var attention = Triaged.attention(task, lineage, standing, isSettled);
        var owner = Shown.said(task.intent().owner());
        return new Sitrep(
                task.id(),
                name(task),
                task.triage().name().flatMap(Said::value).map(_ -> namedBySources(task)),
                owner,
                Shown.said(task.intent().goal()),
                Shown.said(task.intent().parent()),
                executor(lineage, standing),
                new Shown<>(standing.phase(), standing.because()),
                new Shown<>(standing.since(), standing.because()),
                attention,
                standing.obstacle().map(block -> new Shown<>(block, standing.because())),
                update(task, lineage, standing, remarks),
                new NextStep(task, lineage, standing, remarks, failed).of(attention.value()),
                signs(task, Rule.LAST_OBSERVED),
                progress(lineage, standing),
                signs(task, Rule.FIRST_OBSERVED),
                standing.end().map(end -> new Shown<>(end.value().outcome(), standing.because())),
                standing.end().map(end -> new Shown<>(end.stamp().at(), standing.because())),
                reported,
                failed.map(said ->
                        new Shown<>(new Delivery(said.value(), said.stamp().at()), Because.said(said.stamp()))),
                Triaged.acknowledged(task),
                Triaged.snoozed(task, lineage, standing),
                Triaged.shelf(task, lineage, standing, attention.value()),
                task.triage().standingRemarks().reversed().stream().findFirst().map(Sitrep::note),
                labels(task),
                task.intent().links().values().stream().map(Shown::said).toList(),
                remarks.shown(),
                receipts(task, lineage));
    }

    /** Whether it failed and nobody was told of that. */
    public boolean isUnreportedFailure() {
        return attention.value() == Attention.UNREPORTED && phase.value() == Phase.FAILED;
    }

    private static List<Shown<Receipt>> receipts(Task task, Lineage lineage) {
        if (task.acts().isEmpty()) return List.of();
        return Receipt.of(task, lineage).stream()
                .map(it -> new Shown<>(it, new Because(Rule.ASKED_OF_SOURCE, it.evidence(), Map.of())))
                .toList();
    }

    /** The newest receipt, until what came of it is old news: the task has gone on well since. */
    public Optional<Shown<Receipt>> receipt() {
        return receipts.stream()
                .findFirst()
                .filter(shown -> !shown.value().state().isOver()
                        || !since.value().isAfter(shown.value().since().plus(Stamp.APART)));
    }

    private static Shown<String> name(Task task) {
        return task.triage()
                .name()
                .flatMap(said -> said.value().map(name -> new Shown<>(name, Because.said(said.stamp()))))
                .orElseGet(() -> namedBySources(task));
    }

    private static Shown<Note> note(Said<Triage.Remark> said) {
        var remark = said.value();
        return new Shown<>(new Note(remark.text(), remark.by(), said.stamp().at()), Because.said(said.stamp()));
    }

    private static Shown<String> namedBySources(Task task) {
        return Shown.said(task.intent().name())
                .or(() -> task.intent().goal().map(Sitrep::firstLine))
                .or(() -> askedFirst(task))
                .orElseGet(() -> new Shown<>(
                        task.id().text(),
                        Because.of(Rule.NAMED_BY_ID, task.signs().map(SignsOfLife::first))));
    }

    private static Shown<String> firstLine(Said<String> goal) {
        var line = goal.value().strip().lines().findFirst().orElse("").strip();
        var text = line.length() > 120 ? line.substring(0, 119) + "…" : line;
        return new Shown<>(text, Because.of(Rule.NAMED_BY_GOAL, goal.stamp()));
    }

    /** What was asked first in a session of it, as where its id was all that an agent was told of it. */
    private static Optional<Shown<String>> askedFirst(Task task) {
        return task.runs().values().stream()
                .filter(run -> !run.isHindsight() && isSession(task, run))
                .flatMap(run -> run.about().label().stream())
                .min(Comparator.comparing(Said::stamp))
                .map(said -> new Shown<>(said.value(), Because.of(Rule.NAMED_BY_SESSION, said.stamp())));
    }

    private static boolean isSession(Task task, Run run) {
        return run.about()
                .worker()
                .flatMap(said -> Optional.ofNullable(task.workers().get(said.value())))
                .filter(worker -> SESSIONS.contains(worker.kindOrOther()))
                .isPresent();
    }

    private static Optional<Shown<Executor>> executor(Lineage lineage, Standing standing) {
        return standing.run()
                .flatMap(lineage::worker)
                .map(worker -> new Shown<>(
                        Executor.of(worker),
                        Because.of(
                                Rule.EXECUTOR,
                                standing.run()
                                        .flatMap(run -> run.about().worker())
                                        .map(Said::stamp))));
    }

    /** The headline; of what ended with nothing to show, that. */
    private static Optional<Shown<Latest>> update(Task task, Lineage lineage, Standing standing, Remarks remarks) {
        return new Headline(task, lineage, standing)
                .shown()
                .or(() -> remarks.first(Rule.NOTHING_TO_SHOW)
                        .map(item -> new Shown<>(
                                new Latest(
                                        item.text(),
                                        item.since(),
                                        standing.run().map(Run::id)),
                                new Because(item.rule(), item.evidence(), Map.of()))));
    }

    private static Shown<Instant> signs(Task task, Rule rule) {
        var stamp = task.signs().map(signs -> rule == Rule.LAST_OBSERVED ? signs.last() : signs.first());
        return new Shown<>(stamp.map(Stamp::at).orElse(Instant.EPOCH), Because.of(rule, stamp));
    }

    /**
     * How many of many children are through, or else the count of the run that the phase is about, or else the newest
     * of those that live, or had lived at the end.
     */
    static Optional<Shown<Progress>> progress(Lineage lineage, Standing standing) {
        var crowd = standing.run().flatMap(run -> Crowd.progress(run, lineage));
        if (crowd.isPresent()) return crowd;
        var candidates = standing.end().isPresent() ? lineage.runs() : lineage.live();
        return Shown.said(standing.run()
                .flatMap(run -> run.news().progress())
                .or(() -> candidates.stream()
                        .flatMap(run -> run.news().progress().stream())
                        .max(java.util.Comparator.comparing(Said::stamp))));
    }

    private static SortedMap<String, Shown<String>> labels(Task task) {
        var labels = new TreeMap<String, Shown<String>>();
        for (Map.Entry<String, Said<String>> label : task.labels().entrySet()) {
            labels.put(label.getKey(), Shown.said(label.getValue()));
        }
        return labels;
    }
}
