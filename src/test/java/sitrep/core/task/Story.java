package sitrep.core.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import sitrep.core.event.Action;
import sitrep.core.event.BlockId;
import sitrep.core.event.Condition;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.Owner;
import sitrep.core.event.PastCall;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.rule.Rule;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;
import sitrep.core.why.TaskDetail;

/**
 * A history of one task, told in the order it happened, in minutes after ten o'clock. What was told is heard at once.
 */
public final class Story {
    public static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    public static final TaskId TASK = new TaskId("build-42");

    private final List<Event> events = new ArrayList<>();
    private String source = "witness";
    private Instant now = TEN;

    public static Instant minute(double minutes) {
        return TEN.plusMillis((long) (minutes * 60_000));
    }

    public static RunId run(String id) {
        return new RunId(id);
    }

    /** What is told from here on happens then. */
    public Story at(double minutes) {
        now = minute(minutes);
        return this;
    }

    /** What is told from here on is told by this source. */
    public Story from(String name) {
        source = name;
        return this;
    }

    public Story tell(Fact fact) {
        return tell(fact, now);
    }

    public Story tell(Fact fact, Instant heard) {
        var key = new Event.Key(source, "%03d".formatted(events.size()));
        events.add(new Event(key, Optional.of(TASK), now, heard, fact));
        return this;
    }

    public Story task(String name) {
        return tell(new Fact.TaskOpened(
                Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), List.of()));
    }

    public Story owned(String owner) {
        return tell(new Fact.TaskOpened(
                Optional.empty(),
                Optional.of(new Owner(owner, Optional.of("#release"))),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of()));
    }

    Story goal(String goal) {
        return tell(new Fact.TaskOpened(
                Optional.empty(), Optional.empty(), Optional.of(goal), Optional.empty(), Map.of(), List.of()));
    }

    public Story opens(String run) {
        return tell(opened(run, Optional.empty(), Optional.empty(), Optional.of(Phase.STARTING)));
    }

    public Story queues(String run) {
        return tell(opened(run, Optional.empty(), Optional.empty(), Optional.of(Phase.QUEUED)));
    }

    public Story opensFor(String parent, String run) {
        return tell(opened(run, Optional.of(parent), Optional.empty(), Optional.of(Phase.STARTING)));
    }

    public Story opensOn(WorkerKind kind, String run) {
        return tell(opened(run, Optional.empty(), Optional.of(kind), Optional.of(Phase.STARTING)));
    }

    public Story opensOn(WorkerKind kind, String run, Phase phase) {
        return tell(opened(run, Optional.empty(), Optional.of(kind), Optional.of(phase)));
    }

    public Story opensOn(WorkerKind kind, String run, String parent) {
        return tell(opened(run, Optional.of(parent), Optional.of(kind), Optional.of(Phase.STARTING)));
    }

    public Story opensWithPulse(String run, Duration pulse) {
        return tell(new Fact.RunOpened(
                run(run),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Phase.STARTING),
                Optional.of(pulse)));
    }

    public Story attempts(String run, String slot, int attempt) {
        return attemptsFor(Optional.empty(), run, slot, attempt);
    }

    public Story attemptsFor(String parent, String run, String slot, int attempt) {
        return attemptsFor(Optional.of(run(parent)), run, slot, attempt);
    }

    private Story attemptsFor(Optional<RunId> parent, String run, String slot, int attempt) {
        return tell(new Fact.RunOpened(
                run(run),
                Optional.of(slot),
                OptionalInt.of(attempt),
                parent,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Phase.STARTING),
                Optional.empty()));
    }

    static Fact.RunOpened opened(
            String run, Optional<String> parent, Optional<WorkerKind> kind, Optional<Phase> phase) {
        return new Fact.RunOpened(
                run(run),
                Optional.empty(),
                OptionalInt.empty(),
                parent.map(Story::run),
                kind.map(it -> new WorkerSeen(
                        new WorkerId("w-" + run),
                        Optional.of(it),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                Optional.empty(),
                phase,
                Optional.empty());
    }

    public Story does(String run, Phase phase) {
        return tell(new Fact.RunAdvanced(run(run), Optional.of(phase), Optional.empty(), Optional.empty()));
    }

    public Story says(String run, String update) {
        return tell(new Fact.RunAdvanced(run(run), Optional.empty(), Optional.of(update), Optional.empty()));
    }

    public Story says(String run, Voice voice, String update) {
        return tell(new Fact.RunAdvanced(run(run), Optional.empty(), Optional.of(update), Optional.empty()).in(voice));
    }

    public Story counts(String run, long done, long total) {
        return tell(new Fact.RunAdvanced(
                run(run), Optional.empty(), Optional.empty(), Optional.of(new Progress(done, total))));
    }

    public Story beats(String run) {
        return tell(new Fact.RunAdvanced(run(run), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    public Story opening(String run, OpenCall... acts) {
        return tell(new Fact.RunAdvanced(
                run(run),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(acts)),
                Optional.empty()));
    }

    /** It did something, and this came of it. */
    Story did(String run, String what, String result) {
        return did(run, OpenCall.Kind.OTHER, what, result);
    }

    Story did(String run, OpenCall.Kind kind, String what, String result) {
        var deed = new PastCall("call-" + events.size(), kind, Optional.of(what), what + "=" + result);
        return tell(new Fact.RunAdvanced(
                run(run),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(deed),
                Voice.NARRATIVE));
    }

    public Story seen(String run, Condition condition) {
        return tell(new Fact.RunAdvanced(
                run(run),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(condition)));
    }

    public Story blocks(String run, String block, BlockReason reason) {
        return tell(blocked(run, new BlockId(block), reason, Optional.empty()));
    }

    /** It needs approval for these words. */
    public Story asks(String run, String block, String words) {
        return tell(new Fact.RunBlocked(
                run(run),
                new BlockId(block),
                BlockReason.APPROVAL,
                Optional.of(words),
                Optional.empty(),
                Optional.empty()));
    }

    public Story blocks(String run, BlockReason reason) {
        return tell(blocked(run, BlockId.UNNAMED, reason, Optional.empty()));
    }

    public static Fact.RunBlocked blocked(String run, BlockId block, BlockReason reason, Optional<Action> action) {
        return new Fact.RunBlocked(
                run(run), block, reason, Optional.of("git push origin v2.4.0"), Optional.of("Dana"), action);
    }

    public Story unblocks(String run, String block) {
        return tell(new Fact.RunUnblocked(run(run), new BlockId(block), Optional.of("approved")));
    }

    public Story ends(String run, Outcome outcome) {
        return tell(new Fact.RunEnded(run(run), outcome, Optional.empty()));
    }

    public Story ends(String run, Outcome outcome, String summary) {
        return tell(new Fact.RunEnded(run(run), outcome, Optional.of(summary)));
    }

    public Story taskEnds(Outcome outcome) {
        return tell(new Fact.TaskEnded(outcome, Optional.empty()));
    }

    public Story reported(String to) {
        return tell(new Fact.TaskReported(to, Optional.empty()));
    }

    public Story notes(OperatorNote note) {
        return noted(new Fact.TaskNoted(note, Optional.of("Dana")));
    }

    public Story noted(Fact.TaskNoted fact) {
        return from("operator").tell(fact).from("witness");
    }

    /** Our own suspicion that the run has been silent since then. */
    public Story suspects(String run, double since) {
        return ours(new Fact.StallSuspected(
                run(run), Verdict.SILENT, minute(since), Duration.ofMinutes(5), "the usual limit", Map.of()));
    }

    public Story ours(Fact fact) {
        return from(Event.OURS).tell(fact).from("witness");
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public Task known() {
        return fold(events);
    }

    public Sitrep sitrep() {
        return Sitrep.of(known());
    }

    public TaskDetail detail() {
        return TaskDetail.of(known());
    }

    public TaskDetail.RunView view(String run) {
        return detail().runs().stream()
                .filter(view -> view.id().equals(run(run)))
                .findFirst()
                .orElseThrow();
    }

    public Phase phase() {
        return sitrep().phase().value();
    }

    public Instant since() {
        return sitrep().since().value();
    }

    public Attention attention() {
        return sitrep().attention().value();
    }

    public Rule rule() {
        return sitrep().phase().because().rule();
    }

    public static Task fold(List<Event> events) {
        return fold(Task.unheard(TASK), events);
    }

    static Task fold(Task task, List<Event> events) {
        for (var event : events) {
            task = Fold.apply(task, event);
        }
        return task;
    }
}
