package sitrep.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import sitrep.core.event.Event;
import sitrep.core.patience.Stamina;
import sitrep.core.task.Fold;
import sitrep.core.task.Histories;
import sitrep.core.task.Story;
import sitrep.core.task.Task;
import sitrep.snapshot.TaskSnapshots.Known;

/** What is opened from a snapshot is what was written, and goes on as that would. */
class TaskSnapshotsTest {
    private static final Known UNHEARD = new Known(Task.unheard(Story.TASK), Stamina.NONE);

    @Provide
    Arbitrary<List<Event>> histories() {
        return Histories.within(60);
    }

    @Property(tries = 3_000)
    void whatIsReadIsWhatWasWritten(@ForAll("histories") List<Event> history) {
        var known = folded(UNHEARD, history);
        assertEquals(Optional.of(known), again(known));
    }

    private static Optional<Known> again(Known known) {
        return TaskSnapshots.read(TaskSnapshots.write(known.task(), known.stamina()));
    }

    private static Known folded(Known known, List<Event> events) {
        for (var event : events) {
            known = new Known(Fold.apply(known.task(), event), known.stamina().with(known.task(), event));
        }
        return known;
    }
}
