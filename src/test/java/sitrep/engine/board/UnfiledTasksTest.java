package sitrep.engine.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.engine.known.KnownTask;
import sitrep.store.PassingStore;
import sitrep.store.TaskIndex.Listed;
import sitrep.store.TaskIndex.Mark;
import sitrep.store.TaskQuery;

/** Pages are put together of what the index has and what it lacks. */
class UnfiledTasksTest {
    private static final int TASKS = 40;
    private static final int LIMIT = 4;

    /** An index that counts how often it is asked for a page. */
    private static final class Counting extends PassingStore {
        private int asked;

        @Override
        public List<Listed> page(TaskQuery query) {
            asked++;
            return super.page(query);
        }
    }

    private final Counting index = new Counting();
    private final UnfiledTasks unfiled = new UnfiledTasks();

    private static KnownTask task(int number, int minutes) {
        var reports = new ArrayList<String>();
        for (var i = 0; i < minutes; i++) reports.add("{'phase':'testing','update':'minute " + i + "'}");
        return Tasks.of("task-" + number, reports.toArray(String[]::new));
    }

    private List<String> page(Optional<Listed> behind) {
        return rows(behind).stream().map(row -> row.place().task().text()).toList();
    }

    private List<Listed> rows(Optional<Listed> behind) {
        return unfiled.page(index, TaskQuery.top(LIMIT).behind(behind.map(Listed::place)));
    }

    private void file(List<KnownTask> tasks) {
        index.put(tasks.stream().map(known -> known.row(Optional.empty())).toList(), new Mark(1, 1));
    }

    private static List<KnownTask> tasks(int longer) {
        var tasks = new ArrayList<KnownTask>();
        for (var i = 0; i < TASKS; i++) tasks.add(task(i, 1 + longer + i));
        return tasks;
    }

    /** All working tasks go on: every row of the index is out of date, and none is needed. */
    @Test
    void the_index_is_not_searched_for_what_cannot_be_on_the_page() {
        file(tasks(0));
        tasks(TASKS).forEach(unfiled::changed);
        assertEquals(List.of("task-39", "task-38", "task-37", "task-36"), page(Optional.empty()));
        assertEquals(1, index.asked);
    }

    @Test
    void page_by_page_each_task_comes_once_and_in_order() {
        file(tasks(0));
        var again = List.of(task(3, 100), task(39, 101), task(20, 102), task(50, 2));
        again.forEach(unfiled::changed);
        var seen = new ArrayList<String>();
        var behind = Optional.<Listed>empty();
        for (var rows = rows(behind); !rows.isEmpty(); rows = rows(behind)) {
            rows.forEach(row -> seen.add(row.place().task().text()));
            behind = Optional.of(rows.getLast());
        }
        assertEquals(TASKS + 1, seen.size());
        assertEquals(List.of("task-20", "task-39", "task-3", "task-38", "task-37"), seen.subList(0, 5));
        assertEquals(seen.stream().distinct().toList(), seen);
    }

    /** What changed may have left the page: then what was behind it moves up. */
    @Test
    void rows_that_are_out_of_date_are_made_up_for() {
        file(tasks(0));
        for (var i = 30; i < TASKS; i++) {
            unfiled.changed(Tasks.of("task-" + i, "{'phase':'testing'}", "{'phase':'done','reported':'#ops'}"));
        }
        assertEquals(List.of("task-29", "task-28", "task-27", "task-26"), page(Optional.empty()));
    }
}
