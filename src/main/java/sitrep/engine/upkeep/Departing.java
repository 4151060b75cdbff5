package sitrep.engine.upkeep;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.TaskId;
import sitrep.engine.known.KnownTask;

/**
 * A task of which something is to leave the log.
 *
 * @param names all that it goes by in the log
 * @param places of the events that leave; none if it is a stub as it is
 * @param before the task as it stands
 * @param after what is left of it; nothing if all of it goes
 */
record Departing(Set<TaskId> names, List<Long> places, KnownTask before, Optional<KnownTask> after) {}
