package sitrep.core.standing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Loop;
import sitrep.core.task.Run;
import sitrep.core.task.RunEnd;
import sitrep.core.task.Said;
import sitrep.core.task.SignsOfLife;
import sitrep.core.task.Task;
import sitrep.core.task.Timeline;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Verdict;

/**
 * Where a task stands: its phase, since when, on account of which run, and why. The rules are those of the model, in
 * their order: a person is waited for; ended; stalled; what the run that spoke last is doing; no run yet.
 *
 * @param run the run that the phase is about
 * @param obstacle what holds it up, when it is held up
 * @param end how it ended, when it ended
 */
public record Standing(
        Phase phase,
        Instant since,
        Optional<Run> run,
        Optional<Obstacle> obstacle,
        Optional<Said<End>> end,
        Because because) {

    private static final Comparator<Run> BY_LAST_SIGN =
            Comparator.comparing(run -> run.signs().orElseThrow().last());

    public static Standing of(Task task, Lineage lineage) {
        return waitsForPerson(lineage)
                .or(() -> taskEnded(lineage))
                .or(() -> runsEnded(lineage))
                .or(() -> probablyWaits(lineage))
                .or(() -> stalled(lineage))
                .or(() -> doing(lineage))
                .orElseGet(() -> notBegun(task));
    }

    /** A source that insists is believed, whatever goes on; one that guesses only while nothing does. */
    private static Optional<Standing> taskEnded(Lineage lineage) {
        return lineage.end()
                .filter(end -> !isGuess(end) || lineage.live().isEmpty())
                .map(end -> ended(end, lastEnded(lineage), Because.of(Rule.TASK_ENDED, end.stamp())));
    }

    private static boolean isGuess(Said<End> end) {
        return !end.value().isReal() || end.value().isGuess();
    }

    /** Whoever delegated and ended has not ended the task while what it started lives. */
    private static Optional<Standing> runsEnded(Lineage lineage) {
        if (!lineage.live().isEmpty()) return Optional.empty();
        var heads = lineage.heads();
        var last = heads.stream().map(run -> end(run, lineage)).max(Comparator.comparing(Said::stamp));
        var decisive = heads.stream()
                .filter(run -> heads.stream().noneMatch(other -> replaces(other, run, lineage)))
                .max(Comparator.comparing((Run run) -> outcome(run, heads, lineage))
                        .thenComparing(run -> end(run, lineage).stamp()));
        return decisive.flatMap(run -> last.map(end -> {
            var said = end(run, lineage);
            var because = Because.of(Rule.ROOT_RUNS_ENDED, said.stamp(), end.stamp());
            return ended(new Said<>(said.value(), end.stamp()), Optional.of(run), because);
        }));
    }

    /** What broke because another was cancelled counts for less than what was cancelled. */
    private static Outcome outcome(Run run, List<Run> heads, Lineage lineage) {
        var end = end(run, lineage);
        var isConsequence = RunEnd.canBreak(end.value().outcome())
                && heads.stream()
                        .map(other -> end(other, lineage))
                        .filter(other -> other.value().outcome() == Outcome.CANCELLED)
                        .anyMatch(other -> RunEnd.isConsequence(end.stamp(), other.stamp()));
        return isConsequence ? Outcome.SUCCEEDED : end.value().outcome();
    }

    /** Whether a run was begun only after the other had ended, and ended later too, should their clocks disagree. */
    private static boolean replaces(Run later, Run earlier, Lineage lineage) {
        var end = end(earlier, lineage).stamp();
        return later.signs().orElseThrow().first().isAfter(end)
                && end(later, lineage).stamp().isAfter(end);
    }

    private static Said<End> end(Run run, Lineage lineage) {
        return lineage.end(run).orElseThrow();
    }

    private static Standing ended(Said<End> end, Optional<Run> run, Because because) {
        var phase = end.value().outcome().phase();
        return new Standing(phase, end.stamp().at(), run, Optional.empty(), Optional.of(end), because);
    }

    private static Optional<Run> lastEnded(Lineage lineage) {
        return lineage.runs().stream().max(BY_LAST_SIGN);
    }

    /** The oldest wait first, those that were perhaps answered last; how many more there are is told beside it. */
    private static Optional<Standing> waitsForPerson(Lineage lineage) {
        var waits = lineage.live().stream()
                .flatMap(run -> run.openHolds()
                        .filter(hold -> hold.needsHuman()
                                && !AgentProcesses.isToldTwice(hold, run, lineage)
                                && !SameSession.isSeenBetter(hold, run, lineage))
                        .map(hold -> held(hold, Question.of(hold, run, lineage), run, Rule.HUMAN_FIRST)))
                .sorted(Comparator.comparing((Standing standing) ->
                                standing.obstacle.orElseThrow().isPerhapsAnswered())
                        .thenComparing(Standing::since)
                        .thenComparing(standing -> standing.because.evidence().getFirst()))
                .toList();
        return waits.stream().findFirst().map(first -> first.among(waits.size() - 1));
    }

    private Standing among(int more) {
        var counted = obstacle.map(it -> it.among(more));
        var numbers = more == 0 ? Map.<String, String>of() : Map.of("more", "" + more);
        return new Standing(phase, since, run, counted, end, because.and(numbers));
    }

    /** Nobody said that a person is waited for, but it looks like it. */
    private static Optional<Standing> probablyWaits(Lineage lineage) {
        return lineage.leaves().stream()
                .flatMap(run -> doubt(run, Phase.Kind.HUMAN).stream())
                .min(Comparator.comparing(Standing::since)
                        .thenComparing(standing -> standing.because.evidence().getFirst()));
    }

    private static Standing held(Run run, Obstacle obstacle, Rule rule) {
        return new Standing(
                obstacle.reason().phase(),
                obstacle.since(),
                Optional.of(run),
                Optional.of(obstacle),
                Optional.empty(),
                Because.of(rule, obstacle.stamp()));
    }

    /** By what was told of it: the newest, and what has the words if that has none. */
    private static Standing held(BlockedSpan hold, Obstacle obstacle, Run run, Rule rule) {
        var held = held(run, obstacle, rule);
        var because = Because.of(rule, hold.evidence());
        return new Standing(held.phase, held.since, held.run, held.obstacle, held.end, because);
    }

    private static Optional<Standing> stalled(Lineage lineage) {
        var leaves = lineage.leaves();
        return leaves.stream()
                .flatMap(run -> doubt(run, Phase.Kind.SUSPECT).stream())
                .min(Comparator.comparing(Standing::since)
                        .thenComparing(standing -> standing.because.evidence().getFirst()))
                .filter(_ -> leaves.stream().noneMatch(run -> isMakingProgress(run, lineage)));
    }

    private static Optional<Standing> doubt(Run run, Phase.Kind kind) {
        return run.doubted()
                .filter(said -> said.value().verdict().reason().phase().kind() == kind)
                .map(said -> suspected(run, said));
    }

    /** The phase began when we suspected it; what holds the run up may have begun before. */
    private static Standing suspected(Run run, Said<Fact.StallSuspected> said) {
        var because = because(run, said);
        var held = held(run, Obstacle.of(run, said), because.rule());
        return new Standing(held.phase, said.stamp().at(), held.run, held.obstacle, held.end, because);
    }

    /** Why we suspect something: the rule of that verdict, with what it reckoned with. */
    public static Because because(Run run, Said<Fact.StallSuspected> said) {
        var doubt = said.value();
        var numbers = new TreeMap<>(doubt.numbers());
        numbers.put("silentSince", Obstacle.since(run, said).toString());
        numbers.put("limit", SpokenTime.duration(doubt.limit()));
        numbers.put("rule", doubt.rule());
        numbers.put("clears", clears(doubt.verdict()));
        var rule = switch (doubt.verdict()) {
            case SILENT -> Rule.STALLED;
            case LOOPING -> Rule.LOOPING;
            case WAITING_APPROVAL, WAITING_INPUT, WAITING_NETWORK -> Rule.PROBABLY_WAITING;
            case UNTAKEN -> Rule.RESULT_UNTAKEN;
        };
        var repeats = Loop.of(run)
                .filter(_ -> rule == Rule.LOOPING)
                .map(Loop::evidence)
                .orElse(List.of());
        var evidence = Stream.concat(Stream.of(said.stamp()), repeats.stream()).toList();
        return new Because(rule, evidence, numbers);
    }

    /** What would take a verdict back. */
    private static String clears(Verdict verdict) {
        return switch (verdict) {
            case SILENT -> "at the next that it says or does, or when it is seen at work";
            case WAITING_APPROVAL -> "when what is open ends, or the next begins";
            case WAITING_INPUT -> "when it no longer reads its input";
            case WAITING_NETWORK -> "when it no longer waits on a socket; after twice the time it is a stall";
            case LOOPING -> "when it is seen to do anything else";
            case UNTAKEN -> "when the parent says what it does, or ends";
        };
    }

    private static boolean isMakingProgress(Run run, Lineage lineage) {
        return run.doubted().isEmpty() && of(run, lineage).phase.kind() == Phase.Kind.ACTIVE;
    }

    private static Optional<Standing> doing(Lineage lineage) {
        var leaves = lineage.leaves().stream()
                .filter(run -> doubt(run, Phase.Kind.SUSPECT).isEmpty())
                .toList();
        return leaves.stream()
                .max(Comparator.comparing(Standing::hasBegun).thenComparing(Crowd.order(leaves, lineage, BY_LAST_SIGN)))
                .map(run -> of(run, lineage));
    }

    private static boolean hasBegun(Run run) {
        return run.marks().last().map(mark -> mark.value() != Phase.QUEUED).orElse(true);
    }

    /** What one live run with no living child is doing, blocks for a person apart. */
    private static Standing of(Run run, Lineage lineage) {
        return doubt(run, Phase.Kind.DEPENDENCY).orElseGet(() -> said(run, lineage));
    }

    /** The same by what was said of it, whatever we suspect. */
    public static Standing said(Run run, Lineage lineage) {
        var lastEnded = lastEnded(run, lineage);
        var lastEnd = lastEnded.flatMap(Run::end);
        return waitsForOther(run, lastEnd)
                .map(hold -> held(hold, Obstacle.of(hold, run), run, Rule.WAITING_FOR))
                .or(() -> lastEnded.flatMap(
                        child -> stillWaits(run, child, lineage).map(hold -> resultWaits(run, hold, child, lineage))))
                .or(() -> lastEnd.filter(end -> isNews(end, run)).flatMap(end -> afterChildren(run, end, lineage)))
                .orElseGet(() -> lastSaid(run, lastEnd));
    }

    /** Whether it is said to wait for a child that has ended, and for nothing else. */
    public static boolean resultWaits(Run run, Lineage lineage) {
        var lastEnded = lastEnded(run, lineage);
        return lastEnded.flatMap(child -> stillWaits(run, child, lineage)).isPresent()
                && waitsForOther(run, lastEnded.flatMap(Run::end)).isEmpty();
    }

    private static Optional<Run> lastEnded(Run run, Lineage lineage) {
        return lineage.children(run).stream()
                .filter(child -> child.end().isPresent())
                .max(Comparator.comparing(child -> child.end().orElseThrow().stamp()));
    }

    private static boolean isNews(Said<End> end, Run parent) {
        return parent.marks()
                .last()
                .map(mark -> end.stamp().isAfter(mark.stamp()))
                .orElse(true);
    }

    /** Who still says that it waits for a child which has ended is not writing anything up. */
    private static Optional<BlockedSpan> stillWaits(Run run, Run child, Lineage lineage) {
        var end = child.end().orElseThrow();
        if (end.value().outcome() == Outcome.LOST || lineage.isProcess(run) || hasGoneOn(run, end)) {
            return Optional.empty();
        }
        return run.held()
                .filter(hold -> hold.said().value().reason() == BlockReason.SUBAGENT)
                .findFirst();
    }

    private static Standing resultWaits(Run run, BlockedSpan hold, Run child, Lineage lineage) {
        return held(run, Obstacle.resultWaits(hold, run, child, lineage), Rule.RESULT_WAITS);
    }

    private static boolean hasGoneOn(Run run, Said<End> end) {
        return run.witnesses()
                .all()
                .flatMap(witness -> witness.worked().stream())
                .anyMatch(stamp -> stamp.isAfter(end.stamp()));
    }

    /** A wait for children is over once the last of them has ended after it began. */
    private static Optional<BlockedSpan> waitsForOther(Run run, Optional<Said<End>> lastEnd) {
        return run.held()
                .filter(hold -> !hold.needsHuman())
                .filter(hold -> hold.said().value().reason() != BlockReason.SUBAGENT
                        || lastEnd.isEmpty()
                        || hold.said().stamp().isAfter(lastEnd.get().stamp()))
                .findFirst();
    }

    /** A process whose child ended goes on with whatever it did: it writes nothing up. */
    private static Optional<Standing> afterChildren(Run run, Said<End> end, Lineage lineage) {
        if (lineage.isProcess(run)) return Optional.empty();
        if (end.value().outcome() == Outcome.LOST) {
            return Optional.of(held(run, Obstacle.childGone(run, end), Rule.CHILD_GONE));
        }
        return Optional.of(new Standing(
                Phase.SUMMARIZING,
                end.stamp().at(),
                Optional.of(run),
                Optional.empty(),
                Optional.empty(),
                Because.of(Rule.WRITING_UP, end.stamp())));
    }

    private static Standing lastSaid(Run run, Optional<Said<End>> lastEnd) {
        var mark = run.marks().last();
        return new Standing(
                mark.map(Timeline.Mark::value).orElse(Phase.STARTING),
                changed(run, lastEnd),
                Optional.of(run),
                Optional.empty(),
                Optional.empty(),
                mark.map(said -> Because.of(Rule.SPOKE_LAST, said.stamp())
                                .and(run.ends().comeback()))
                        .orElseGet(
                                () -> Because.of(Rule.NOT_SAID_YET, run.signs().map(SignsOfLife::first))));
    }

    /** Since the run's own last change; or, if its own view is that it still waits for children, since they ended. */
    private static Instant changed(Run run, Optional<Said<End>> lastEnd) {
        var own = Segment.sinceLastSaid(run);
        if (run.held().findAny().isEmpty()) return own;
        return Stream.of(lastEnd.map(Said::stamp), run.marks().since())
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(Stamp::at)
                .orElse(own);
    }

    private static Standing notBegun(Task task) {
        var first = task.signs().map(SignsOfLife::first);
        return new Standing(
                Phase.QUEUED,
                first.map(Stamp::at).orElse(Instant.EPOCH),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Because.of(Rule.NO_RUN_YET, first));
    }
}
