package sitrep.engine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sitrep.engine.known.KnownTask;
import sitrep.store.memory.MemoryStore;

class TallyKeepingTest {
    private static final BoardTally NONE = BoardTally.of(new MemoryStore());
    private static final List<String> REPORTS = List.of(
            "{'phase':'testing'}",
            "{'phase':'waiting_user'}",
            "{'phase':'failed'}",
            "{'phase':'done'}",
            "{'phase':'done','reported':'#ops'}");

    private final Random random = new Random(7);
    private final Map<String, KnownTask> tasks = new HashMap<>();
    private final TallyKeeping keeping = new TallyKeeping(NONE);

    @Test
    void it_is_that_of_the_tasks_however_often_they_changed_and_joined_since_it_was_asked_for() {
        for (var step = 0; step < 2_000; step++) {
            var id = "t" + random.nextInt(8);
            if (random.nextInt(5) == 0) change(id, "t" + random.nextInt(8));
            else change(id, id);
            if (random.nextInt(7) == 0) assertEquals(counted(), keeping.upToDate());
        }
    }

    @Test
    void a_task_that_changed_ten_times_is_derived_as_it_stands() {
        change("t", "t");
        for (var i = 0; i < 9; i++) change("t", "t");
        assertEquals(counted(), keeping.upToDate());
        assertEquals(counted(), keeping.upToDate());
    }

    /** A task, and another that joins it by that. */
    private void change(String id, String other) {
        var before = Stream.of(id, other)
                .distinct()
                .flatMap(each -> Optional.ofNullable(tasks.remove(each)).stream())
                .toList();
        var after = Tasks.of(id, REPORTS.get(random.nextInt(REPORTS.size())));
        tasks.put(id, after);
        keeping.note(new TaskChange(before, after, List.of()));
    }

    private BoardTally counted() {
        var tally = NONE;
        for (var known : tasks.values()) tally = tally.moved(List.of(), known.sitrep());
        return tally;
    }
}
