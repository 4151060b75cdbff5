package sitrep.core.event;

import java.time.Instant;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;

/** What exactly a run waits for, by name: the wait is over when that is. */
public sealed interface Awaited {

    /** Another task, until it has ended. */
    record OfTask(TaskId task) implements Awaited {}

    /** Another run of the same task, until it has ended. */
    record OfRun(RunId run) implements Awaited {}

    /** A piece of the same task, until its newest attempt has ended. */
    record OfSlot(String slot) implements Awaited {
        public OfSlot {
            slot = Check.id("block.on.slot", slot);
        }
    }

    /** Something that only one may hold. Nobody but its source can tell when it is free. */
    record OfLock(String lock) implements Awaited {
        public OfLock {
            Check.text("block.on.lock", lock, Limits.NAME);
        }
    }

    /** A time. */
    record OfTime(Instant time) implements Awaited {}

    /** As people read it. */
    default String spoken() {
        return switch (this) {
            case OfTask(var task) -> "task " + task.text();
            case OfRun(var run) -> "run " + run.text();
            case OfSlot(var slot) -> slot;
            case OfLock(var lock) -> "lock " + lock;
            case OfTime(var time) -> time.toString();
        };
    }
}
