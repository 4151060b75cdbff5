package sitrep.core.task;

import java.util.Optional;
import sitrep.core.event.ActFact;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;

/**
 * How an event changes what we know of a task: the only place where state changes.
 *
 * <p>Pure: no clock, no I/O, no randomness. Total: any event may follow any other, for connectors join late and
 * networks reorder. And for any set of events about a task the result is the same whatever their order, their repeats
 * and their batching, because every part of a task is a join: the newest said, the earliest said, or a set.
 */
public final class Fold {
    private Fold() {}

    /** The version of the meaning: raised when the same events come to something else than before. */
    public static final int VERSION = 16;

    /** What we know after one more event. An event about something else changes nothing. */
    public static Task apply(Task before, Event event) {
        if (!event.task().equals(Optional.of(before.id()))) return before;
        var stamp = event.stamp();
        return switch (event.fact()) {
            case Fact.OfTask fact ->
                apply(event.isObservation() ? before.heard(event, stamp) : before, fact, event, stamp);
            case Fact.OfSource _ -> before;
        };
    }

    private static Task apply(Task task, Fact.OfTask fact, Event event, Stamp stamp) {
        return switch (fact) {
            case Fact.TaskOpened it -> task.with(task.intent().with(it, stamp));
            case Fact.TaskEnded it -> news(task.with(it.end(), stamp), it, stamp);
            case Fact.TaskReported it -> task.with(it, stamp);
            case Fact.TaskAlias it -> task.with(it);
            case Fact.TaskNoted(var note, var by) -> task.with(task.triage().with(note, by, stamp));
            case ActFact it -> task.with(it, stamp);
            case Fact.SlowNoticed it -> task.with(it, stamp);
            case Fact.OfRun it -> advanced(task, it, event, stamp);
        };
    }

    private static Task advanced(Task task, Fact.OfRun fact, Event event, Stamp stamp) {
        var run = task.run(fact.run()).with(fact, event, stamp);
        var next = news(task.with(run), fact, stamp);
        return fact instanceof Fact.RunOpened opened
                ? opened.worker().map(seen -> next.with(seen, stamp)).orElse(next)
                : next;
    }

    private static Task news(Task task, Fact fact, Stamp stamp) {
        return NewsLine.of(fact).map(line -> task.with(line, stamp)).orElse(task);
    }
}
