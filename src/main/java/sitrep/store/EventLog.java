package sitrep.store;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;

/** The durable, ordered, append-only list of everything we were told. All else can be rebuilt from it. */
public interface EventLog {

    /** An event and its place. Places grow, with gaps; a reader never sees one appear behind another. */
    record Entry(long seq, Event event) {}

    /**
     * Appends all of the events or none, in the order given, and returns once they are durable. Only one thread may
     * append at a time.
     *
     * @return for each event its place, or empty for a repeat: one whose key is among those of the newest events,
     * {@value     #REMEMBERED} at least, also from earlier in the list. A repeat of an older one is taken in again; it
     * costs room     and changes nothing of what is known, but that something was heard.
     */
    List<OptionalLong> append(List<Event> events);

    /** Entries after a place, oldest first, at most {@code limit}; empty when there are none yet. */
    List<Entry> after(long seq, int limit);

    /** The same for the events of one task. */
    List<Entry> ofTask(TaskId task, long after, int limit);

    /** The same for the events about sources as a whole. */
    List<Entry> ofSources(long after, int limit);

    /** The events of one task before a place, newest first. */
    List<Entry> ofTaskBefore(TaskId task, long before, int limit);

    /** Those of these tasks of which the log has anything before a place; perhaps some others of them, too. */
    Set<TaskId> told(Collection<TaskId> tasks, long before);

    /** The newest place; 0 while the log is empty. */
    long last();

    /** The names of tasks in the log as they stand there, in their order from behind one, at most {@code limit}. */
    List<String> tasks(String after, int limit);

    /** Events that were met and could not be read, at most {@value #UNREADABLE}: all else goes on without them. */
    default List<Unreadable> unreadable() {
        return List.of();
    }

    /** Of so many of the newest events a repeat is known in any case. */
    int REMEMBERED = 250_000;

    /** Most unreadable events that are remembered. */
    int UNREADABLE = 100;

    /** An event that cannot be read: its place, and what is wrong with it, without its contents. */
    record Unreadable(long seq, String why) {}
}
