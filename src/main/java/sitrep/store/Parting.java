package sitrep.store;

import java.util.List;
import java.util.Set;
import sitrep.core.event.TaskId;

/**
 * Events that leave the log, all of them at once.
 *
 * @param names those that the tasks they are about go by in the log
 * @param places where they are, in order
 */
public record Parting(Set<TaskId> names, List<Long> places) {
    /** Most events of one: more of them leave in several, but those of one task always together. */
    public static final int EVENTS = 100_000;

    public Parting {
        names = Set.copyOf(names);
        places = List.copyOf(places);
    }
}
