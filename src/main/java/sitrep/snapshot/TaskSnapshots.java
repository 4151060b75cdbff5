package sitrep.snapshot;

import java.util.Optional;
import java.util.Set;
import sitrep.core.event.Stamp;
import sitrep.core.patience.Stamina;
import sitrep.core.task.Block;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;

/** What is known of a task as bytes and back. Safe for use by many threads. */
public final class TaskSnapshots {
    private TaskSnapshots() {}

    /** All that is folded of a task. */
    public record Known(Task task, Stamina stamina) {}

    private static final Format FORMAT = Format.of(Known.class, Set.of(Stamp.class, Block.Key.class), Fold.VERSION);

    public static byte[] write(Task task, Stamina stamina) {
        return FORMAT.write(new Known(task, stamina));
    }

    /** Nothing for what is damaged, or was written by a Sitrep whose tasks had another shape or another meaning. */
    public static Optional<Known> read(byte[] snapshot) {
        return FORMAT.read(snapshot).map(Known.class::cast);
    }
}
