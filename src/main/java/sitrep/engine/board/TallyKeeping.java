package sitrep.engine.board;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.TaskId;
import sitrep.engine.known.KnownTask;

/**
 * The board's tally, brought up to what changed only when it is asked for: a task that changed ten times since is
 * derived once. The writer notes what changes; anybody may ask.
 */
final class TallyKeeping {
    /** What is not counted yet, by what each task goes by now. */
    private final Map<TaskId, TaskChange> open = new HashMap<>();

    private BoardTally tally;

    TallyKeeping(BoardTally tally) {
        this.tally = tally;
    }

    synchronized void note(TaskChange change) {
        var counted = change.before().stream().flatMap(this::counted).toList();
        open.put(change.after().task().id(), new TaskChange(counted, change.after(), List.of()));
    }

    /** As what a task is counted: as it is, or as it was before what is not counted yet. */
    private Stream<KnownTask> counted(KnownTask known) {
        var change = Optional.ofNullable(open.remove(known.task().id()));
        return change.map(it -> it.before().stream()).orElseGet(() -> Stream.of(known));
    }

    /** Goes on from another tally, in which all that was noted is counted. */
    synchronized void anew(BoardTally other) {
        tally = other;
        open.clear();
    }

    /** Counts a task no more. */
    synchronized void without(KnownTask known) {
        tally = upToDate().without(known.sitrep());
    }

    /** As of what was noted last. */
    synchronized BoardTally upToDate() {
        for (var change : open.values()) tally = change.counted(tally);
        open.clear();
        return tally;
    }
}
