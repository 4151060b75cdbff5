package sitrep.engine.known;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.TaskId;
import sitrep.store.EventLog;

/** The log as it is read: in chunks, or what was said of one task under all its names. */
public record Logbook(EventLog log, TaskNames names) {
    private static final int CHUNK = 1_000;

    public interface Reader {
        List<EventLog.Entry> after(long seq, int limit);
    }

    public interface Chunk {
        void take(List<EventLog.Entry> entries);
    }

    public static void chunks(Reader reader, long from, Chunk each) {
        for (var entries = reader.after(from, CHUNK); !entries.isEmpty(); ) {
            each.take(entries);
            entries = reader.after(entries.getLast().seq(), CHUNK);
        }
    }

    /** A task as it was at a place of the log. */
    public TaskFolding task(TaskId id, long until) {
        return onward(new TaskFolding(names.of(id)), id, 0, until);
    }

    /** The same, if no more was said of it than that many events. */
    Optional<TaskFolding> task(TaskId id, long until, int most) {
        var group = names.of(id);
        var folding = new TaskFolding(group);
        var recount = new TaskHistory(log, group, 0, CHUNK);
        var count = 0;
        for (var next = recount.next(); next.isPresent(); next = recount.next()) {
            if (next.get().seq() > until) break;
            if (++count > most) return Optional.empty();
            folding.add(next.get());
        }
        return Optional.of(folding);
    }

    /** A task as it would be without what is at some places. */
    public TaskFolding without(TaskId id, Set<Long> places) {
        var folding = new TaskFolding(names.of(id));
        var recount = new TaskHistory(log, names.of(id), 0, CHUNK);
        for (var next = recount.next(); next.isPresent(); next = recount.next()) {
            if (!places.contains(next.get().seq())) folding.add(next.get());
        }
        return folding;
    }

    /** Folds into a task what was said of it since, up to a place of the log. */
    TaskFolding onward(TaskFolding folding, TaskId id, long after, long until) {
        var recount = new TaskHistory(log, names.of(id), after, CHUNK);
        for (var next = recount.next(); next.isPresent(); next = recount.next()) {
            if (next.get().seq() > until) break;
            folding.add(next.get());
        }
        return folding;
    }

    /** What was said of a task after a place of the log, oldest first. */
    public List<EventLog.Entry> events(TaskId id, long after, int limit) {
        return new TaskHistory(log, names.of(id), after, limit).some(limit);
    }

    /** What was said of a task before a place of the log, newest first. */
    public List<EventLog.Entry> eventsBefore(TaskId id, long before, int limit) {
        return TaskHistory.back(log, names.of(id), before, limit).some(limit);
    }
}
