package sitrep.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.Phase;

/**
 * When what was recorded is told. Minutes were recorded and a day is told: what is before the live part is stretched
 * and over when the telling begins, the live part is told as it came.
 *
 * @param live when the live part began, by the clock of the recording
 * @param begins when its telling begins
 */
record Retelling(Instant live, Instant begins) {

    /** A recorded minute that is over is told as an hour. */
    private static final int STRETCH = 60;

    Instant told(Instant recorded) {
        var since = Duration.between(live, recorded);
        return begins.plus(since.isNegative() ? since.multipliedBy(STRETCH) : since);
    }

    /** Events that are about no task. */
    List<Event> told(List<Event> events) {
        return events.stream().map(event -> told(event, told(event.at()))).toList();
    }

    /**
     * All that was said of one task, in the order of time. It ends when its end is told; how long it took to start,
     * which on a busy machine is long enough, is not stretched.
     */
    List<Event> told(TaskId id, List<Event> events) {
        var recorded =
                events.stream().sorted(Comparator.comparing(Event::at)).toList().reversed();
        var starting = starting(id, recorded.reversed()).reversed();
        var told = new ArrayList<Event>();
        for (var index = 0; index < recorded.size(); index++) {
            var event = recorded.get(index);
            var at = index == 0
                    ? told(event.at())
                    : told.getLast().at().minus(took(event, recorded.get(index - 1), starting.get(index)));
            told.add(told(event, at));
        }
        return told.reversed();
    }

    private static Event told(Event event, Instant at) {
        return new Event(event.key(), event.task(), at, at, event.fact());
    }

    private Duration took(Event from, Event until, boolean starting) {
        return starting ? Duration.between(from.at(), until.at()) : Duration.between(told(from.at()), told(until.at()));
    }

    /** After which of its events a task is starting. */
    private static List<Boolean> starting(TaskId id, List<Event> events) {
        var starting = new ArrayList<Boolean>();
        var task = Task.unheard(id);
        for (var event : events) {
            task = Fold.apply(task, event);
            starting.add(Sitrep.of(task).phase().value() == Phase.STARTING);
        }
        return starting;
    }
}
