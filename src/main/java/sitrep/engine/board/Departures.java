package sitrep.engine.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sitrep.core.event.TaskId;
import sitrep.engine.known.KnownTask;
import sitrep.engine.known.Logbook;
import sitrep.engine.known.TasksInMemory;
import sitrep.store.Parting;

/** Tasks of which events leave the log, and those that are none of their own any more. */
public final class Departures {
    /** A task of which events left the log, as it was before, and as it is by what is left; nothing if it left, too. */
    public record Left(KnownTask before, Optional<KnownTask> after) {}

    private final Logbook log;
    private final TasksInMemory memory;
    private final UnfiledTasks unfiled;

    Departures(Logbook log, TasksInMemory memory, UnfiledTasks unfiled) {
        this.log = log;
        this.memory = memory;
        this.unfiled = unfiled;
    }

    /** All names of the task that is called so. */
    public Set<TaskId> names(TaskId name) {
        return Set.copyOf(log.names().of(name).all());
    }

    /** What a task would come to without what is at some places of the log. */
    public Optional<KnownTask> without(TaskId name, Set<Long> places) {
        return log.without(log.names().id(name), places).known();
    }

    /** Lets go of those that left altogether, and counts them no more. */
    void forget(Collection<Left> all, TallyKeeping tally) {
        for (var one : all) {
            if (one.after().isPresent()) continue;
            tally.without(one.before());
            forget(one.before().task().id());
        }
    }

    private void forget(TaskId id) {
        leaves(id);
        log.names().forget(id);
    }

    private void leaves(TaskId id) {
        unfiled.gone(id);
        memory.forget(id);
    }

    /** Lets go of what joined another task. Answers what each goes by now. */
    Map<TaskId, TaskId> joined(List<TaskChange> changes) {
        var into = new HashMap<TaskId, TaskId>();
        for (var change : changes) {
            for (var before : change.before()) {
                var id = before.task().id();
                if (id.equals(change.after().task().id())) continue;
                into.put(id, change.after().task().id());
                leaves(id);
            }
        }
        return into;
    }

    /** What is left, at a place of the log, of tasks that the last server had not brought up before it ended. */
    List<KnownTask> takeUp(Parting parting, long seq) {
        var left = new ArrayList<KnownTask>();
        for (var id : parting.names().stream().map(log.names()::id).collect(Collectors.toSet())) {
            log.task(id, seq).known().filter(KnownTask::isHeard).ifPresentOrElse(left::add, () -> forget(id));
        }
        return left;
    }
}
