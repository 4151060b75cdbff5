package sitrep.core.standing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.event.RunId;
import sitrep.core.event.Stamp;
import sitrep.core.event.WorkerId;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.WorkerKind;

/**
 * How the runs of a task stand to one another: who serves whom, who still lives, who was replaced.
 *
 * @param runs all that were heard of, in the order of their first signs
 * @param superseded those of which a newer attempt at the same piece was opened
 * @param idle those begun when all had ended well that came to nothing: looking at a finished thing does not break it
 * @param resting processes of agents that rest, while their sessions tell of what was done
 * @param hindsight those that were told of only when they were over, while others were seen: they count for nothing
 * @param ends what was said of the end of the task as a whole
 */
public record Lineage(
        List<Run> runs,
        Map<RunId, RunId> parents,
        Set<RunId> superseded,
        Set<RunId> idle,
        Set<RunId> resting,
        List<Run> hindsight,
        SortedMap<Stamp, End> ends,
        Map<WorkerId, Worker> workers) {

    private static final Comparator<Run> BY_FIRST_SIGN =
            Comparator.comparing(run -> run.signs().orElseThrow().first());

    /** One piece of work, attempted perhaps several times. */
    private record Piece(Optional<RunId> parent, String slot) {}

    public static Lineage of(Task task) {
        var heard = task.runs().values().stream()
                .filter(run -> run.signs().isPresent())
                .sorted(BY_FIRST_SIGN)
                .toList();
        var hindsight = hindsight(heard);
        var runs = hindsight.isEmpty()
                ? heard
                : heard.stream().filter(run -> !hindsight.contains(run)).toList();
        var all = parents(task, runs);
        var resting = AgentProcesses.resting(runs, task.workers());
        var parents = without(all, resting);
        var superseded = superseded(runs, parents);
        var idle = IdleRuns.of(runs, parents, task.ends());
        return new Lineage(runs, parents, superseded, idle, resting, hindsight, task.ends(), task.workers());
    }

    /** What nobody saw at work never goes on; where others were seen, it is told beside them. */
    private static List<Run> hindsight(List<Run> runs) {
        var isSeen = runs.stream().anyMatch(run -> !run.isHindsight());
        return runs.stream()
                .filter(run -> run.isHindsight() && (isSeen || run.end().isEmpty()))
                .toList();
    }

    public boolean isLive(Run run) {
        return end(run).isEmpty() && !superseded.contains(run.id());
    }

    /** How the task as a whole was ended, if it was and no newer run reopened it. */
    public Optional<Said<End>> end() {
        return newest().map(this::endAfter).orElseGet(() -> decisive(ends));
    }

    /** The run that was begun last, those apart that came to nothing. */
    public Optional<Run> newest() {
        return runs.reversed().stream().filter(run -> !idle.contains(run.id())).findFirst();
    }

    /** All that was said of its end since the newest run was opened. */
    Stream<Said<End>> endsSinceReopened() {
        var counting = newest().map(run -> ends.tailMap(first(run))).orElse(ends);
        return counting.entrySet().stream().map(said -> new Said<>(said.getValue(), said.getKey()));
    }

    /**
     * The end that stands for a run: its own, or else the one that its task came to while it ran, unless it goes on all
     * the same.
     */
    public Optional<Said<End>> end(Run run) {
        return run.end()
                .or(() -> endAfter(run).filter(end -> !goesOn(run, end)))
                .or(() -> endOfSession(run));
    }

    /** What is seen from within a gateway's run is over when that is, unless signs of it come well after. */
    private Optional<Said<End>> endOfSession(Run run) {
        if (!isSeenWithin(run)) return Optional.empty();
        return above(run)
                .getFirst()
                .end()
                .filter(end -> !run.signs().orElseThrow().last().isWellAfter(end.stamp()));
    }

    /** Whether a run is what somebody sees of another from nearer by. */
    private boolean isSeenWithin(Run run) {
        return SeenWithin.isOne(run, parents);
    }

    /** Whether a source sees only from within what others have done: it knows nothing of the whole. */
    public boolean isWithin(String source) {
        return SeenWithin.isAllOf(source, runs, parents);
    }

    /** Who said that a run is another seen from within, and that it serves that one so. */
    public Optional<Said<RunId>> seenWithin(Run run) {
        return isSeenWithin(run) ? SeenWithin.served(run, runs, SeenWithin.sessions(workers)) : Optional.empty();
    }

    /** Those that live although their task is said to have ended. */
    Stream<Run> goingOn(Said<End> end) {
        return live().stream().filter(run -> goesOn(run, end));
    }

    /**
     * Whether signs of a run came well after an end that nobody told of it, or it waits for a person by another's word.
     */
    private static boolean goesOn(Run run, Said<End> end) {
        return run.signs().orElseThrow().last().isWellAfter(end.stamp())
                || run.openHolds()
                        .filter(BlockedSpan::needsHuman)
                        .anyMatch(hold ->
                                !hold.said().stamp().source().equals(end.stamp().source()));
    }

    private Optional<Said<End>> endAfter(Run run) {
        if (ends.isEmpty()) return Optional.empty();
        return decisive(ends.tailMap(first(run)));
    }

    private static Stamp first(Run run) {
        return run.signs().orElseThrow().first();
    }

    /** The earliest real end, or else the earliest lost; a guess only where nothing is better known. */
    private static Optional<Said<End>> decisive(SortedMap<Stamp, End> ends) {
        return ends.entrySet().stream()
                .min(Comparator.comparing(
                                (Map.Entry<Stamp, End> said) -> !said.getValue().isReal())
                        .thenComparing(said -> said.getValue().isGuess())
                        .thenComparing(Map.Entry::getKey))
                .map(said -> new Said<>(said.getValue(), said.getKey()));
    }

    /** The worker of a run, if it was said. */
    public Optional<Worker> worker(Run run) {
        return run.about().worker().map(said -> workers.get(said.value()));
    }

    /** What a run goes by, for people: its worker's name, or else its label or id. */
    public String nameOf(Run run) {
        return worker(run)
                .flatMap(Worker::name)
                .or(() -> run.about().label())
                .map(Said::value)
                .orElse(run.id().text());
    }

    /** The newest attempt at the same piece. */
    public Optional<Run> newest(Run run) {
        return runs.stream()
                .filter(other -> piece(other, parents).equals(piece(run, parents)))
                .max(Comparator.comparingInt(Lineage::attempt));
    }

    /**
     * Who tried before what a run does, the earliest first: the attempts before it at the same piece of work. Of runs
     * without a piece nobody says that they try the same, save that a worker does it under the same label.
     */
    public List<Run> triesBefore(Run run) {
        var piece = piece(run, parents);
        return runs.stream()
                .takeWhile(other -> !other.id().equals(run.id()))
                .filter(other -> piece.isPresent() ? piece(other, parents).equals(piece) : isAlike(other, run))
                .toList();
    }

    private static boolean isAlike(Run one, Run other) {
        return value(one.about().label()).isPresent()
                && value(one.about().label()).equals(value(other.about().label()))
                && value(one.about().worker()).isPresent()
                && value(one.about().worker()).equals(value(other.about().worker()))
                && one.about().slot().isEmpty();
    }

    private static <T> Optional<T> value(Optional<Said<T>> said) {
        return said.map(Said::value);
    }

    public boolean isProcess(Run run) {
        return worker(run)
                .map(worker -> worker.kindOrOther() == WorkerKind.PROCESS)
                .orElse(false);
    }

    public List<Run> live() {
        return runs.stream()
                .filter(run -> isLive(run) && !resting.contains(run.id()))
                .toList();
    }

    /** Whom a run serves, or in which process that rests it was asked for: there it is shown. */
    public Optional<RunId> within(Run run) {
        return Optional.ofNullable(parents.get(run.id()))
                .or(() -> value(run.about().parent())
                        .filter(resting::contains)
                        .filter(process -> !reaches(parents, process, run.id())));
    }

    /** The runs that serve no other, those that were replaced apart. */
    List<Run> roots() {
        return current().filter(run -> !parents.containsKey(run.id())).toList();
    }

    /** The runs that serve this one, those that were replaced apart. */
    List<Run> children(Run run) {
        return current()
                .filter(child -> run.id().equals(parents.get(child.id())))
                .toList();
    }

    /** All but those that were replaced, came to nothing or rest. */
    public Stream<Run> current() {
        return runs.stream().filter(run -> Stream.of(superseded, idle, resting).noneMatch(it -> it.contains(run.id())));
    }

    /**
     * The runs whose ends make up the end of the task: those that serve no other, and those that outlived all that they
     * served, for nobody was left to make anything of how they ended.
     */
    List<Run> heads() {
        var heads = current()
                .filter(run -> !parents.containsKey(run.id()) || (!isSeenWithin(run) && outlived(run)))
                .toList();
        return heads.isEmpty() ? current().toList() : heads;
    }

    private boolean outlived(Run run) {
        return end(run).filter(end -> above(run).stream()
                        .allMatch(served -> end(served)
                                .filter(before -> end.stamp().isWellAfter(before.stamp()))
                                .isPresent()))
                .isPresent();
    }

    /** The runs that a run serves, the nearest first. */
    public List<Run> above(Run run) {
        var above = new ArrayList<Run>();
        for (var up = parents.get(run.id()); up != null; up = parents.get(up)) {
            var id = up;
            runs.stream().filter(other -> other.id().equals(id)).forEach(above::add);
        }
        return above;
    }

    /** Whether a run serves another, directly or not. */
    public boolean serves(Run servant, Run served) {
        for (var up = parents.get(servant.id()); up != null; up = parents.get(up)) {
            if (up.equals(served.id())) return true;
        }
        return false;
    }

    /** The live runs that no live run serves, directly or not. */
    public List<Run> leaves() {
        var live = live();
        var served = served(live);
        return live.stream().filter(run -> !served.contains(run.id())).toList();
    }

    /** The live runs that a live run serves, directly or not. */
    public List<Run> waiting() {
        var live = live();
        var served = served(live);
        return live.stream().filter(run -> served.contains(run.id())).toList();
    }

    private Set<RunId> served(List<Run> live) {
        var served = new HashSet<RunId>();
        for (var run : live) {
            for (var up = parents.get(run.id()); up != null && served.add(up); up = parents.get(up)) {}
        }
        return served;
    }

    /** Parents that are known runs. A run that would be its own ancestor counts as a root. */
    private static Map<RunId, RunId> parents(Task task, List<Run> runs) {
        var parents = new HashMap<RunId, RunId>();
        var sessions = SeenWithin.sessions(task.workers());
        for (var run : runs) {
            var parent = run.about()
                    .parent()
                    .map(Said::value)
                    .filter(id -> isHeard(task, id))
                    .or(() -> SeenWithin.served(run, runs, sessions).map(Said::value));
            if (parent.isPresent() && !reaches(parents, parent.get(), run.id())) {
                parents.put(run.id(), parent.get());
            }
        }
        return parents;
    }

    /** What serves a process that rests serves nobody any more. */
    private static Map<RunId, RunId> without(Map<RunId, RunId> parents, Set<RunId> resting) {
        if (resting.isEmpty()) return parents;
        var left = new HashMap<>(parents);
        left.values().removeAll(resting);
        return left;
    }

    private static boolean isHeard(Task task, RunId id) {
        var run = task.runs().get(id);
        return run != null && run.signs().isPresent();
    }

    private static boolean reaches(Map<RunId, RunId> parents, RunId from, RunId to) {
        for (var up = from; up != null; up = parents.get(up)) {
            if (up.equals(to)) return true;
        }
        return false;
    }

    private static Set<RunId> superseded(List<Run> runs, Map<RunId, RunId> parents) {
        var newest = new HashMap<Piece, Integer>();
        runs.forEach(run -> piece(run, parents).ifPresent(piece -> newest.merge(piece, attempt(run), Math::max)));
        return runs.stream()
                .filter(run -> piece(run, parents)
                        .map(piece -> attempt(run) < newest.getOrDefault(piece, 1))
                        .orElse(false))
                .map(Run::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Piece> piece(Run run, Map<RunId, RunId> parents) {
        return run.about().slot().map(slot -> new Piece(Optional.ofNullable(parents.get(run.id())), slot.value()));
    }

    private static int attempt(Run run) {
        return run.about().attempt().map(Said::value).orElse(1);
    }
}
