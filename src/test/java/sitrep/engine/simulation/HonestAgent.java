package sitrep.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import sitrep.core.event.BlockId;
import sitrep.core.event.Condition;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.patience.Patience;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/**
 * A worker that never hangs, and its source: it tells what it does, and is then silent for as long as the documents say
 * that this is borne. Of each word it knows how long that is.
 */
final class HonestAgent {

    /** How it tells of itself. */
    enum Manner {
        ACTS,
        PHASES,
        WRAPPED,
        PARENT
    }

    /**
     * What it tells next.
     *
     * @param state the word of what it is in then
     * @param fact by the time of its source's clock
     * @param grace how long it said that it would say nothing
     * @param borne how long silence is borne after it and its grace
     * @param isLate whether the lag of its source makes that longer
     * @param isJudged whether it would be noticed if it hung then
     */
    record Word(
            Function<Instant, Fact.OfTask> fact,
            String state,
            Duration grace,
            Duration borne,
            boolean isLate,
            boolean isJudged) {
        Word(Fact.OfTask fact, String state, Duration borne, boolean isLate, boolean isJudged) {
            this(_ -> fact, state, Duration.ZERO, borne, isLate, isJudged);
        }
    }

    private static final List<OpenCall.Kind> ACTS = List.of(
            OpenCall.Kind.MODEL,
            OpenCall.Kind.COMPACTION,
            OpenCall.Kind.READ,
            OpenCall.Kind.WEB,
            OpenCall.Kind.SHELL_TEST,
            OpenCall.Kind.SHELL_SLEEP,
            OpenCall.Kind.SHELL_OTHER,
            OpenCall.Kind.SUBAGENT);

    private static final List<Condition.Kind> SEEN = List.of(
            Condition.Kind.QUIET,
            Condition.Kind.BUSY,
            Condition.Kind.NETWORK,
            Condition.Kind.DEADLOCKED,
            Condition.Kind.SERVING,
            Condition.Kind.SUSPENDED);

    private static final Duration FOR_EVER = Duration.ofHours(30);

    /** How often one that is wrapped gives a sign of life. */
    static final Duration PULSE = Duration.ofSeconds(60);

    final String source;
    final TaskId task;
    final Manner manner;
    private final WorkerKind kind;
    private final SplittableRandom random;
    private final Queue<Supplier<Word>> planned = new ArrayDeque<>();
    private Optional<Condition.Kind> seen = Optional.empty();
    private Phase doing = Phase.STARTING;
    private int runs;
    private int said;

    /** How far its clock is from the true time. */
    final Duration skew;

    HonestAgent(String source, Manner manner, SplittableRandom random) {
        this.source = source;
        this.task = new TaskId("task-of-" + source);
        this.manner = manner;
        this.random = random;
        this.skew = Duration.ofSeconds(random.nextInt(-90, 90));
        this.kind = manner == Manner.WRAPPED
                ? WorkerKind.PROCESS
                : any(List.of(WorkerKind.MAIN, WorkerKind.SUBAGENT, WorkerKind.OTHER));
    }

    /** What it says at this time by the true clock, by which it is heard at once. */
    Event event(Function<Instant, Fact.OfTask> fact, Instant at) {
        var told = at.plus(skew);
        return new Event(key(), Optional.of(task), told, at, fact.apply(told));
    }

    Event contact(Fact.OfSource fact, Instant at) {
        return new Event(key(), Optional.empty(), at.plus(skew), at, fact);
    }

    private Event.Key key() {
        return new Event.Key(source, source + "-" + said++);
    }

    Fact.OfTask beat() {
        return new Fact.RunAdvanced(run(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    RunId run() {
        return new RunId("run-" + runs);
    }

    /** @param silent for how long it did nothing, as far as was heard */
    Word next(Duration silent) {
        if (runs == 0) return opens();
        if (!planned.isEmpty()) return planned.remove().get();
        return switch (random.nextInt(10)) {
            case 0 -> endsAndTriesAgain();
            case 1 -> waitsForAPerson();
            default ->
                switch (manner) {
                    case ACTS -> acts();
                    case PHASES -> does(run());
                    case WRAPPED -> isSeen(silent);
                    case PARENT -> delegates();
                };
        };
    }

    private Word opens() {
        runs++;
        seen = Optional.empty();
        doing = Phase.STARTING;
        return new Word(opened(run(), Optional.empty()), "starting", doing(), true, true);
    }

    private Fact.RunOpened opened(RunId run, Optional<RunId> parent) {
        var worker = new WorkerSeen(
                new WorkerId("w-" + source + (parent.isPresent() ? "-child" : "")),
                Optional.of(kind),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Fact.RunOpened(
                run,
                Optional.of(parent.isPresent() ? "child" : "main"),
                OptionalInt.of(runs),
                parent,
                Optional.of(worker),
                Optional.empty(),
                Optional.of(Phase.STARTING),
                manner == Manner.WRAPPED ? Optional.of(PULSE) : Optional.empty());
    }

    /** An end, and the same piece tried again at some time after it. */
    private Word endsAndTriesAgain() {
        planned.add(this::opens);
        var end = new Fact.RunEnded(run(), any(List.of(Outcome.SUCCEEDED, Outcome.FAILED)), Optional.empty());
        return new Word(end, "over", FOR_EVER, false, false);
    }

    private Word waitsForAPerson() {
        var block = new BlockId("block-" + said);
        var fact = new Fact.RunBlocked(
                run(), block, BlockReason.APPROVAL, Optional.of("may I?"), Optional.empty(), Optional.empty());
        planned.add(() -> new Word(
                new Fact.RunUnblocked(run(), block, Optional.of("yes")),
                "unblocked",
                Duration.ofSeconds(5),
                false,
                false));
        return new Word(fact, "person", FOR_EVER, false, false);
    }

    private Word does(RunId run) {
        var phase = any(List.of(
                Phase.READING_CONTEXT,
                Phase.RESEARCHING,
                Phase.PLANNING,
                Phase.EDITING,
                Phase.TESTING,
                Phase.SUMMARIZING));
        if (run.equals(run())) doing = phase;
        var fact = new Fact.RunAdvanced(run, Optional.of(phase), Optional.of("step " + said), Optional.empty());
        return new Word(fact, phase.word(), Patience.USUAL.limit(kind, phase), true, true);
    }

    /** A child does all the work for a long time, while its parent says nothing; then the parent has its own time. */
    private Word delegates() {
        var child = new RunId("child-" + said);
        for (var i = random.nextInt(12); i >= 0; i--) planned.add(() -> does(child));
        planned.add(() -> new Word(
                new Fact.RunEnded(child, Outcome.SUCCEEDED, Optional.empty()), "parent", doing(), false, true));
        planned.add(() -> does(run()));
        var starting = Patience.USUAL.limit(kind, Phase.STARTING);
        return new Word(opened(child, Optional.of(run())), "starting", starting, true, true);
    }

    private Word acts() {
        var kind = any(ACTS);
        var usual = Patience.USUAL.span(kind);
        if (random.nextInt(5) == 0) return retries(kind);
        if (random.nextInt(4) == 0 && usual.asks().isPresent()) {
            return new Word(
                    open(kind, Optional.empty(), true),
                    kind.word(),
                    usual.asks().get(),
                    false,
                    true);
        }
        if (random.nextInt(3) > 0)
            return new Word(open(kind, Optional.empty(), false), kind.word(), usual.stalls(), true, true);
        var declared = Duration.ofSeconds(random.nextInt(1, 3_000));
        var allowed = declared.plusSeconds(30);
        if (kind != OpenCall.Kind.SHELL_SLEEP && allowed.compareTo(usual.stalls()) < 0) allowed = usual.stalls();
        return new Word(open(kind, Optional.of(declared), false), kind.word(), allowed, true, true);
    }

    /** It says when it will try again; until then it is not silent. */
    private Word retries(OpenCall.Kind act) {
        var wait = Duration.ofSeconds(random.nextInt(1, 1_800));
        planned.add(() -> new Word(
                at -> condition(new Condition(Condition.Kind.RETRYING, Optional.empty(), Optional.of(at.plus(wait)))),
                act.word(),
                wait,
                Patience.USUAL.span(act).stalls(),
                false,
                true));
        return new Word(open(act, Optional.empty(), false), act.word(), Duration.ofSeconds(5), false, false);
    }

    private Fact.OfTask open(OpenCall.Kind kind, Optional<Duration> declared, boolean prompts) {
        var act = new OpenCall("call-" + said, kind, Optional.empty(), Optional.empty(), declared, prompts);
        return new Fact.RunAdvanced(
                run(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(act)),
                Optional.empty());
    }

    /** Wrapped as by {@code sitrep run}: a line of output, or what is seen of it from outside. */
    private Word isSeen(Duration silent) {
        var prints = random.nextInt(3) == 0 || silent.compareTo(Duration.ofMinutes(40)) > 0;
        if (prints) {
            var fact = new Fact.RunAdvanced(run(), Optional.empty(), Optional.of("line " + said), Optional.empty());
            return new Word(
                    fact, "wrapped", seen.map(it -> borne(it, Duration.ZERO)).orElse(FOR_EVER), false, isJudged());
        }
        var resumed = seen.filter(Condition.Kind.SUSPENDED::equals).isPresent();
        var kind = any(SEEN);
        seen = Optional.of(kind);
        var fact = condition(new Condition(kind, Optional.empty(), Optional.empty()));
        return new Word(fact, "wrapped", borne(kind, resumed ? Duration.ZERO : silent), false, isJudged());
    }

    private boolean isJudged() {
        return seen.filter(kind -> kind != Condition.Kind.SERVING && kind != Condition.Kind.SUSPENDED)
                .isPresent();
    }

    private static Duration borne(Condition.Kind kind, Duration silent) {
        var limit = Patience.USUAL.limit(kind);
        if (kind == Condition.Kind.SERVING || kind == Condition.Kind.SUSPENDED) return FOR_EVER;
        return kind == Condition.Kind.BUSY ? limit.minus(silent) : limit;
    }

    private Fact.OfTask condition(Condition condition) {
        return new Fact.RunAdvanced(
                run(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(condition));
    }

    private Duration doing() {
        return Patience.USUAL.limit(kind, doing);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
