package sitrep.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import sitrep.core.event.Awaited;
import sitrep.core.event.BlockId;
import sitrep.core.event.Event;
import sitrep.core.event.Expiry;
import sitrep.core.event.Fact;
import sitrep.core.event.ListedRun;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/**
 * A source that works on a few tasks, two of them shared with all others, by a clock of its own that may be wrong. What
 * it says is plausible one by one and chaotic as a whole, as with real ones that crash, retry and repeat themselves.
 */
final class SimulatedAgent {
    private static final List<Phase> DOING =
            List.of(Phase.values()).stream().filter(Phase::isDoing).toList();
    private static final List<BlockReason> REASONS = List.of(BlockReason.values()).stream()
            .filter(reason -> reason != BlockReason.SUSPECTED_STALL)
            .toList();

    private final String name;
    private final Duration skew;
    private final SplittableRandom random;
    private final List<RunId> runs = new ArrayList<>();
    private final Set<ListedRun> begun = new LinkedHashSet<>();
    private int said;

    SimulatedAgent(String name, SplittableRandom random) {
        this.name = name;
        this.random = random;
        this.skew = Duration.ofSeconds(random.nextInt(-90, 90));
    }

    /** The next thing it says, at this time by the true clock. */
    Event speak(Instant now) {
        return event(now, Optional.of(task()), fact(now));
    }

    /** What it says it has, a part of what it ever began: the rest ended unheard, or is left out by mistake. */
    Event list(Instant now) {
        var listed = begun.stream().filter(_ -> random.nextInt(3) > 0).collect(Collectors.toSet());
        return event(now, Optional.empty(), new Fact.SourceListed(listed));
    }

    /** It has, or has not, contact with what it observes. */
    Event contact(Instant now, boolean seen) {
        var fact = seen ? new Fact.SourceSeen(Optional.of(name)) : new Fact.SourceLost(Optional.of("unplugged"));
        return event(now, Optional.empty(), fact);
    }

    private Event event(Instant now, Optional<TaskId> task, Fact fact) {
        if (fact instanceof Fact.RunOpened it) begun.add(new ListedRun(task.orElseThrow(), it.run()));
        return new Event(new Event.Key(name, name + "-" + said++), task, now.plus(skew), now, fact);
    }

    private TaskId task() {
        return new TaskId(random.nextInt(3) == 0 ? "shared-" + random.nextInt(2) : name + "-task-" + random.nextInt(3));
    }

    private Fact fact(Instant now) {
        if (runs.isEmpty()) return opened(Optional.empty());
        var run = runs.get(random.nextInt(runs.size()));
        return switch (random.nextInt(21)) {
            case 0 -> named();
            case 1 -> opened(Optional.empty());
            case 2, 3 -> opened(Optional.of(run));
            case 4, 5, 6, 7 -> advanced(run);
            case 8 -> new Fact.RunAdvanced(run, Optional.empty(), Optional.empty(), Optional.empty());
            case 9, 10, 11 -> blocked(run, now);
            case 12, 13 -> new Fact.RunUnblocked(run, block(), Optional.of("yes"));
            case 14, 15, 16 -> new Fact.RunEnded(run, any(List.of(Outcome.values())), Optional.of("over"));
            case 17 -> new Fact.TaskEnded(any(List.of(Outcome.values())), Optional.empty());
            case 18 -> new Fact.TaskReported("#release", Optional.empty());
            case 19 -> random.nextInt(3) == 0 ? new Fact.TaskAlias(otherName()) : named();
            default -> new Fact.TaskNoted(note(), Optional.of("Dana"));
        };
    }

    /** Some can be answered for a while only, some wait for something that comes about by itself. */
    private Fact blocked(RunId run, Instant now) {
        var later = now.plus(skew).plusSeconds(random.nextInt(900));
        return new Fact.RunBlocked(
                run,
                block(),
                any(REASONS),
                Optional.of("may I?"),
                Optional.of("Dana"),
                Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(new Expiry(later, Optional.of("denied"))) : Optional.empty(),
                awaited(later),
                List.of());
    }

    private Optional<Awaited> awaited(Instant later) {
        return switch (random.nextInt(9)) {
            case 0 -> Optional.of(new Awaited.OfTime(later));
            case 1 -> Optional.of(new Awaited.OfRun(any(runs)));
            case 2 -> Optional.of(new Awaited.OfTask(task()));
            case 3 -> Optional.of(new Awaited.OfSlot("slot-" + random.nextInt(3)));
            default -> Optional.empty();
        };
    }

    /** A name that nobody else uses, or that of another task. */
    private TaskId otherName() {
        return random.nextBoolean() ? task() : new TaskId("another-" + name + "-" + random.nextInt(2));
    }

    private Fact named() {
        return new Fact.TaskOpened(
                Optional.of("Task " + said),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("k" + random.nextInt(3), "v" + said),
                List.of());
    }

    private Fact opened(Optional<RunId> parent) {
        var run = new RunId(name + "-run-" + random.nextInt(8));
        if (!runs.contains(run)) runs.add(run);
        var worker = new WorkerSeen(
                new WorkerId(name + "-worker-" + random.nextInt(3)),
                Optional.of(any(List.of(WorkerKind.values()))),
                Optional.empty(),
                Optional.of(name),
                Optional.empty());
        var pulse = random.nextInt(3) == 0 ? Optional.of(Duration.ofSeconds(5)) : Optional.<Duration>empty();
        return new Fact.RunOpened(
                run,
                Optional.of("slot-" + random.nextInt(3)),
                OptionalInt.of(1 + random.nextInt(3)),
                parent,
                Optional.of(worker),
                Optional.empty(),
                Optional.of(any(DOING)),
                pulse);
    }

    private Fact advanced(RunId run) {
        return new Fact.RunAdvanced(
                run,
                random.nextBoolean() ? Optional.of(any(DOING)) : Optional.empty(),
                Optional.of("step " + said),
                random.nextBoolean() ? Optional.of(new Progress(said, 1_000)) : Optional.empty());
    }

    private OperatorNote note() {
        return any(List.of(
                new OperatorNote.Acknowledged(),
                new OperatorNote.Dismissed(),
                new OperatorNote.Restored(),
                new OperatorNote.Renamed("Renamed " + said)));
    }

    private BlockId block() {
        return new BlockId("block-" + random.nextInt(2));
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
