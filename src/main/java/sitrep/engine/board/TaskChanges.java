package sitrep.engine.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sitrep.core.event.TaskId;
import sitrep.engine.known.KnownTask;
import sitrep.engine.known.Logbook;
import sitrep.engine.known.TaskFolding;
import sitrep.engine.known.TaskNames;
import sitrep.engine.known.TaskReading;
import sitrep.engine.known.TasksInMemory;
import sitrep.store.EventLog;
import sitrep.store.StoreFailure;

/** What becomes of tasks by what was appended. For the writer alone. */
final class TaskChanges {
    /** So few are folded sooner than others could be asked to help. */
    private static final int FEW = 16;

    private final Logbook log;
    private final TaskNames names;
    private final TaskReading reading;
    private final TasksInMemory memory;
    private final FiledTasks filed;
    private final UnfiledTasks unfiled;
    private final Supplier<Instant> from;
    private final LongSupplier seq;

    /**
     * @param from from when on silence counts
     * @param seq the newest event that was dealt with
     */
    TaskChanges(
            Logbook log,
            TaskReading reading,
            TasksInMemory memory,
            FiledTasks filed,
            UnfiledTasks unfiled,
            Supplier<Instant> from,
            LongSupplier seq) {
        this.log = log;
        this.names = log.names();
        this.reading = reading;
        this.memory = memory;
        this.filed = filed;
        this.unfiled = unfiled;
        this.from = from;
        this.seq = seq;
    }

    /**
     * What these events come to. Tasks do not depend on one another, so each is folded on whatever processor is free;
     * one that has a long log to be read first is left for when it is loaded. If something cannot be read, all is as it
     * was.
     */
    List<TaskChange> of(List<EventLog.Entry> entries) {
        if (entries.isEmpty()) return List.of();
        var groups = names.joined(entries);
        var before = groups.stream()
                .flatMap(group -> group.all().stream())
                .map(names::of)
                .toList();
        try {
            return changes(entries, join(groups, entries));
        } catch (RuntimeException e) {
            names.takeBack(groups, before);
            throw e;
        }
    }

    private List<TaskChange> changes(List<EventLog.Entry> entries, Map<TaskId, List<KnownTask>> joined) {
        var byTask = entries.stream()
                .filter(entry -> entry.event().task().isPresent())
                .collect(Collectors.groupingBy(
                        entry -> names.id(entry.event().task().orElseThrow()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        var elsewhere = byTask.keySet().stream()
                .filter(id -> memory.of(id).isEmpty() && !joined.containsKey(id))
                .toList();
        var before = filed.recall(elsewhere, entries.getFirst().seq());
        var tasks = byTask.size() < FEW ? byTask.entrySet().stream() : byTask.entrySet().parallelStream();
        return tasks.flatMap(each -> {
                    var id = each.getKey();
                    return (joined.containsKey(id)
                                    ? Optional.of(joined(id, joined.get(id), each.getValue()))
                                    : change(id, before, each.getValue()))
                            .stream();
                })
                .toList();
    }

    /** Makes one of those that were said to be one. Answers what there was of each before. */
    private Map<TaskId, List<KnownTask>> join(List<TaskNames.Group> joined, List<EventLog.Entry> entries) {
        if (joined.isEmpty()) return Map.of();
        var until = entries.getFirst().seq() - 1;
        var before = joined.stream()
                .collect(Collectors.toMap(
                        TaskNames.Group::id,
                        group -> group.all().stream()
                                .map(names::id)
                                .distinct()
                                .flatMap(id -> memory
                                        .of(id)
                                        .or(() -> log.task(id, until).known())
                                        .stream())
                                .toList()));
        names.keep(joined);
        unfiled.renamed(TaskNames.ids(joined));
        return before;
    }

    private TaskChange joined(TaskId id, List<KnownTask> before, List<EventLog.Entry> entries) {
        reading.noLonger(id);
        return change(before, log.task(id, entries.getFirst().seq() - 1), entries);
    }

    /** What these events make of a task; nothing yet if that takes long. */
    private Optional<TaskChange> change(TaskId id, FiledTasks.Recalled recalled, List<EventLog.Entry> entries) {
        var first = entries.getFirst().seq();
        if (reading.isAwaited(id)) return Optional.empty();
        var before = memory
                .of(id)
                .or(() -> recalled.of(id))
                .or(() -> recalled.isNew(id) ? Optional.empty() : reading.quickly(id, first - 1))
                .stream()
                .toList();
        if (before.isEmpty() && reading.awaits(id, first)) return Optional.empty();
        var folding = before.isEmpty() ? new TaskFolding(names.of(id)) : new TaskFolding(before.getFirst());
        return Optional.of(change(before, folding, entries));
    }

    private TaskChange change(List<KnownTask> before, TaskFolding folding, List<EventLog.Entry> entries) {
        var over = folding.addAll(entries, from.get());
        return new TaskChange(before, folding.known().orElseThrow(), over);
    }

    /** What became of tasks that were loaded, and which of them were taken over. */
    record Loaded(Set<TaskId> taken, List<TaskChange> changes) {}

    /** Those that cannot be taken over now, for something cannot be read, are left for the next time. */
    Loaded loaded(Map<TaskId, Optional<KnownTask>> done) {
        var taken = new HashSet<TaskId>();
        var changes = new ArrayList<TaskChange>();
        for (var each : done.entrySet()) {
            try {
                loaded(each.getKey(), each.getValue()).ifPresent(changes::add);
                taken.add(each.getKey());
            } catch (StoreFailure _) {
                break;
            }
        }
        return new Loaded(taken, changes);
    }

    /** What joined another task meanwhile is there already, under whatever name it goes by. */
    private Optional<TaskChange> loaded(TaskId id, Optional<KnownTask> known) {
        var upTo = seq.getAsLong();
        var since = known.map(it -> log.events(id, it.seq(), Integer.MAX_VALUE).stream()
                        .takeWhile(entry -> entry.seq() <= upTo)
                        .toList())
                .orElse(List.of());
        var isAwaited = reading.noLonger(id);
        if (known.isEmpty() || memory.of(id).isPresent() || !names.id(id).equals(id)) return Optional.empty();
        if (!isAwaited) {
            known.filter(KnownTask::isHeard).ifPresent(memory::keep);
            return Optional.empty();
        }
        var folding = new TaskFolding(known.get());
        var over = folding.addAll(since, from.get());
        return Optional.of(
                new TaskChange(List.of(known.get()), folding.known(upTo).orElseThrow(), over));
    }
}
