package sitrep.engine.known;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import sitrep.core.event.TaskId;
import sitrep.store.EventLog;

/** What was said of a task under any of its names, in the order of the log or back in it, read a page at a time. */
final class TaskHistory {
    private static final Comparator<EventLog.Entry> BY_PLACE = Comparator.comparingLong(EventLog.Entry::seq);

    private final Reading reading;
    private final Comparator<EventLog.Entry> order;
    private final List<OfName> parts;

    /** How the log is read on from a place. */
    private interface Reading {
        List<EventLog.Entry> from(TaskId name, long place, int limit);
    }

    /** What is read of one name and not told yet. */
    private final class OfName {
        private final TaskId name;
        private final int page;
        private final Queue<EventLog.Entry> waiting = new ArrayDeque<>();
        private long read;
        private boolean isOver;

        OfName(TaskId name, long place, int page) {
            this.name = name;
            this.read = place;
            this.page = page;
        }

        Optional<EventLog.Entry> first() {
            if (waiting.isEmpty() && !isOver) read();
            return Optional.ofNullable(waiting.peek());
        }

        private void read() {
            var more = reading.from(name, read, page);
            isOver = more.isEmpty();
            waiting.addAll(more);
            if (!more.isEmpty()) read = more.getLast().seq();
        }
    }

    /**
     * @param after only what is behind this place of the log
     * @param page how many are read at a time of each name
     */
    TaskHistory(EventLog log, TaskNames.Group names, long after, int page) {
        this(log::ofTask, BY_PLACE, names, after, page);
    }

    private TaskHistory(
            Reading reading, Comparator<EventLog.Entry> order, TaskNames.Group names, long place, int page) {
        this.reading = reading;
        this.order = order;
        this.parts =
                names.all().stream().map(name -> new OfName(name, place, page)).toList();
    }

    /** Back from before a place of the log, newest first. */
    static TaskHistory back(EventLog log, TaskNames.Group names, long before, int page) {
        return new TaskHistory(log::ofTaskBefore, BY_PLACE.reversed(), names, before, page);
    }

    /** The next few of them. */
    List<EventLog.Entry> some(int limit) {
        var some = new ArrayList<EventLog.Entry>();
        while (some.size() < limit) {
            var next = next();
            if (next.isEmpty()) break;
            some.add(next.get());
        }
        return some;
    }

    /** The next one, if there is any. */
    Optional<EventLog.Entry> next() {
        var first = parts.stream()
                .filter(part -> part.first().isPresent())
                .min(Comparator.comparing(part -> part.first().orElseThrow(), order));
        return first.map(part -> part.waiting.remove());
    }
}
