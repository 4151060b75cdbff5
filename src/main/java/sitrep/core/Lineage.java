package sitrep.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the runs of a task stand to one another: who serves whom, who still lives, who was replaced.
 *
 * @param runs all that were heard of, in the order of their first signs
 * @param end how the task as a whole was ended, if it was and no newer run reopened it
 */
record Lineage(
        List<Run> runs,
        Map<Run.Id, Run.Id> parents,
        Set<Run.Id> superseded,
        Optional<Said<Ends.End>> end,
        Map<Worker.Id, Worker> workers) {

    private static final Comparator<Run> BY_FIRST_SIGN =
            Comparator.comparing(run -> run.signs().orElseThrow().first());

    /** One piece of work, attempted perhaps several times. */
    private record Piece(Optional<Run.Id> parent, String slot) {}

    static Lineage of(Task task) {
        var runs = task.runs().values().stream()
                .filter(run -> run.signs().isPresent())
                .sorted(BY_FIRST_SIGN)
                .toList();
        var parents = parents(task, runs);
        return new Lineage(runs, parents, superseded(runs, parents), end(task, runs), task.workers());
    }

    boolean isLive(Run run) {
        return run.isLive() && end.isEmpty() && !superseded.contains(run.id());
    }

    /** The end that stands for a run: its own, or else that of its task. */
    Optional<Said<Ends.End>> end(Run run) {
        return run.end().or(() -> end);
    }

    /** The worker of a run, if it was said. */
    Optional<Worker> worker(Run run) {
        return run.about().worker().map(said -> workers.get(said.value()));
    }

    boolean isProcess(Run run) {
        return worker(run)
                .map(worker -> worker.kindOrOther() == Worker.Kind.PROCESS)
                .orElse(false);
    }

    List<Run> live() {
        return runs.stream().filter(this::isLive).toList();
    }

    List<Run> roots() {
        return runs.stream().filter(run -> !parents.containsKey(run.id())).toList();
    }

    List<Run> children(Run run) {
        return runs.stream()
                .filter(child -> run.id().equals(parents.get(child.id())))
                .toList();
    }

    /** The live runs that no live run serves, directly or not. */
    List<Run> leaves() {
        var served = new HashSet<Run.Id>();
        var live = live();
        for (var run : live) {
            for (var up = parents.get(run.id()); up != null && served.add(up); up = parents.get(up)) {}
        }
        return live.stream().filter(run -> !served.contains(run.id())).toList();
    }

    /** Parents that are known runs. A run that would be its own ancestor counts as a root. */
    private static Map<Run.Id, Run.Id> parents(Task task, List<Run> runs) {
        var parents = new HashMap<Run.Id, Run.Id>();
        for (var run : runs) {
            var parent = run.about().parent().map(Said::value).filter(id -> isHeard(task, id));
            if (parent.isPresent() && !reaches(parents, parent.get(), run.id())) {
                parents.put(run.id(), parent.get());
            }
        }
        return parents;
    }

    private static boolean isHeard(Task task, Run.Id id) {
        var run = task.runs().get(id);
        return run != null && run.signs().isPresent();
    }

    private static boolean reaches(Map<Run.Id, Run.Id> parents, Run.Id from, Run.Id to) {
        for (var up = from; up != null; up = parents.get(up)) {
            if (up.equals(to)) return true;
        }
        return false;
    }

    private static Set<Run.Id> superseded(List<Run> runs, Map<Run.Id, Run.Id> parents) {
        var newest = new HashMap<Piece, Run>();
        var superseded = new HashSet<Run.Id>();
        for (var run : runs) {
            var slot = run.about().slot().map(Said::value);
            if (slot.isEmpty()) continue;
            var piece = new Piece(Optional.ofNullable(parents.get(run.id())), slot.get());
            var other = newest.putIfAbsent(piece, run);
            if (other == null || attempt(other) == attempt(run)) continue;
            var isNewer = attempt(run) > attempt(other);
            superseded.add(isNewer ? other.id() : run.id());
            newest.put(piece, isNewer ? run : other);
        }
        return superseded;
    }

    private static int attempt(Run run) {
        return run.about().attempt().map(Said::value).orElse(1);
    }

    /** The earliest real end said after the newest run was first heard of, or else the earliest lost. */
    private static Optional<Said<Ends.End>> end(Task task, List<Run> runs) {
        var after = new ArrayList<Said<Ends.End>>();
        task.ends().forEach((stamp, end) -> {
            if (runs.isEmpty()
                    || stamp.isAfter(runs.getLast().signs().orElseThrow().first())) {
                after.add(new Said<>(end, stamp));
            }
        });
        return after.stream()
                .filter(said -> said.value().outcome() != Outcome.LOST)
                .findFirst()
                .or(() -> after.stream().findFirst());
    }
}
