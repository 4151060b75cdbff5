package sitrep.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A history of one task, told in the order it happened, in minutes after ten o'clock. What was told is heard at once.
 */
final class Story {
    static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    static final TaskId TASK = new TaskId("build-42");

    private final List<Event> events = new ArrayList<>();
    private String source = "witness";
    private Instant now = TEN;

    static Instant minute(double minutes) {
        return TEN.plusMillis((long) (minutes * 60_000));
    }

    static RunId run(String id) {
        return new RunId(id);
    }

    /** What is told from here on happens then. */
    Story at(double minutes) {
        now = minute(minutes);
        return this;
    }

    /** What is told from here on is told by this source. */
    Story from(String name) {
        source = name;
        return this;
    }

    Story tell(Fact fact) {
        return tell(fact, now);
    }

    Story tell(Fact fact, Instant heard) {
        var key = new Event.Key(source, "%03d".formatted(events.size()));
        events.add(new Event(key, Optional.of(TASK), now, heard, fact));
        return this;
    }

    Story task(String name) {
        return tell(new Fact.TaskOpened(
                Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), List.of()));
    }

    Story owned(String owner) {
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

    Story opens(String run) {
        return tell(opened(run, Optional.empty(), Optional.empty(), Optional.of(Phase.STARTING)));
    }

    Story queues(String run) {
        return tell(opened(run, Optional.empty(), Optional.empty(), Optional.of(Phase.QUEUED)));
    }

    Story opensFor(String parent, String run) {
        return tell(opened(run, Optional.of(parent), Optional.empty(), Optional.of(Phase.STARTING)));
    }

    Story opensOn(WorkerKind kind, String run) {
        return tell(opened(run, Optional.empty(), Optional.of(kind), Optional.of(Phase.STARTING)));
    }

    Story opensWithPulse(String run, Duration pulse) {
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

    Story attempts(String run, String slot, int attempt) {
        return attemptsFor(Optional.empty(), run, slot, attempt);
    }

    Story attemptsFor(String parent, String run, String slot, int attempt) {
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

    Story does(String run, Phase phase) {
        return tell(new Fact.RunAdvanced(run(run), Optional.of(phase), Optional.empty(), Optional.empty()));
    }

    Story says(String run, String update) {
        return tell(new Fact.RunAdvanced(run(run), Optional.empty(), Optional.of(update), Optional.empty()));
    }

    Story says(String run, Voice voice, String update) {
        return tell(new Fact.RunAdvanced(run(run), Optional.empty(), Optional.of(update), Optional.empty()).in(voice));
    }

    Story counts(String run, long done, long total) {
        return tell(new Fact.RunAdvanced(
                run(run), Optional.empty(), Optional.empty(), Optional.of(new Progress(done, total))));
    }

    Story beats(String run) {
        return tell(new Fact.RunAdvanced(run(run), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    Story opening(String run, Act... acts) {
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
        return did(run, Act.Kind.OTHER, what, result);
    }

    Story did(String run, Act.Kind kind, String what, String result) {
        var deed = new Deed("call-" + events.size(), kind, Optional.of(what), what + "=" + result);
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

    Story seen(String run, Condition condition) {
        return tell(new Fact.RunAdvanced(
                run(run),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(condition)));
    }

    Story blocks(String run, String block, BlockReason reason) {
        return tell(blocked(run, new BlockId(block), reason, Optional.empty()));
    }

    Story blocks(String run, BlockReason reason) {
        return tell(blocked(run, BlockId.UNNAMED, reason, Optional.empty()));
    }

    static Fact.RunBlocked blocked(String run, BlockId block, BlockReason reason, Optional<Action> action) {
        return new Fact.RunBlocked(
                run(run), block, reason, Optional.of("git push origin v2.4.0"), Optional.of("Dana"), action);
    }

    Story unblocks(String run, String block) {
        return tell(new Fact.RunUnblocked(run(run), new BlockId(block), Optional.of("approved")));
    }

    Story ends(String run, Outcome outcome) {
        return tell(new Fact.RunEnded(run(run), outcome, Optional.empty()));
    }

    Story ends(String run, Outcome outcome, String summary) {
        return tell(new Fact.RunEnded(run(run), outcome, Optional.of(summary)));
    }

    Story taskEnds(Outcome outcome) {
        return tell(new Fact.TaskEnded(outcome, Optional.empty()));
    }

    Story reported(String to) {
        return tell(new Fact.TaskReported(to, Optional.empty()));
    }

    Story notes(Note note) {
        return from("operator")
                .tell(new Fact.TaskNoted(note, Optional.of("Dana")))
                .from("witness");
    }

    /** Our own suspicion that the run has been silent since then. */
    Story suspects(String run, double since) {
        return ours(new Fact.StallSuspected(
                run(run), Verdict.SILENT, minute(since), Duration.ofMinutes(5), "the usual limit", Map.of()));
    }

    Story ours(Fact fact) {
        return from(Event.OURS).tell(fact).from("witness");
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    Task known() {
        return fold(events);
    }

    Sitrep sitrep() {
        return Sitrep.of(known());
    }

    Detail detail() {
        return Detail.of(known());
    }

    Detail.RunView view(String run) {
        return detail().runs().stream()
                .filter(view -> view.id().equals(run(run)))
                .findFirst()
                .orElseThrow();
    }

    Phase phase() {
        return sitrep().phase().value();
    }

    Instant since() {
        return sitrep().since().value();
    }

    Attention attention() {
        return sitrep().attention().value();
    }

    Rule rule() {
        return sitrep().phase().because().rule();
    }

    static Task fold(List<Event> events) {
        return fold(Task.unheard(TASK), events);
    }

    static Task fold(Task task, List<Event> events) {
        for (var event : events) {
            task = Fold.apply(task, event);
        }
        return task;
    }
}
