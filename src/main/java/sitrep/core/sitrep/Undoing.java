package sitrep.core.sitrep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.TaskId;
import sitrep.core.task.Fold;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.task.Triage;

/**
 * What takes an operator's newest mark on a task back: notes that bring about what stood before it. Such a note is a
 * mark itself, so whoever undoes twice has done nothing.
 */
public final class Undoing {
    private Undoing() {}

    /**
     * Nothing where there is no mark.
     *
     * @param marks what operators said of the task, in order
     * @param by who undoes it; what stands again stands in the name of whoever noted it first
     */
    public static List<Fact.TaskNoted> of(Task task, List<Event> marks, Optional<String> by) {
        if (marks.isEmpty()) return List.of();
        var last = marks.getLast();
        var before = fold(task.id(), marks.subList(0, marks.size() - 1));
        if (!(last.fact() instanceof Fact.TaskNoted(var note, var _))) return placed(before, by);
        return switch (note) {
            case OperatorNote.Acknowledged _,
                    OperatorNote.Snoozed _,
                    OperatorNote.Dismissed _,
                    OperatorNote.Restored _ -> placed(before, by);
            case OperatorNote.Renamed _ ->
                noted(new OperatorNote.Renamed(before.name().flatMap(Said::value)), by);
            case OperatorNote.Labelled it -> noted(labelled(it, before, task), by);
            case OperatorNote.Remarked _ ->
                noted(new OperatorNote.Withdrawn(last.key().id()), by);
            case OperatorNote.Withdrawn(var remark) ->
                Optional.ofNullable(before.remarks().get(remark)).flatMap(Said::value).stream()
                        .map(it -> new Fact.TaskNoted(new OperatorNote.Remarked(it.text()), it.by()))
                        .toList();
        };
    }

    private static List<Fact.TaskNoted> noted(OperatorNote note, Optional<String> by) {
        return List.of(new Fact.TaskNoted(note, by));
    }

    private static Triage fold(TaskId id, List<Event> marks) {
        var task = Task.unheard(id);
        for (var mark : marks) task = Fold.apply(task, mark);
        return task.triage();
    }

    /** Where it lay before: taken back first, for only what is noted after that holds. */
    private static List<Fact.TaskNoted> placed(Triage before, Optional<String> by) {
        var notes = new ArrayList<>(noted(new OperatorNote.Restored(), by));
        var restored = before.shelved().filter(said -> said.value() instanceof OperatorNote.Restored);
        before.acknowledged()
                .filter(said ->
                        restored.map(it -> said.stamp().isAfter(it.stamp())).orElse(true))
                .ifPresent(said -> notes.add(new Fact.TaskNoted(new OperatorNote.Acknowledged(), said.value())));
        before.shelved()
                .filter(_ -> restored.isEmpty())
                .ifPresent(said -> notes.add(new Fact.TaskNoted(said.value(), by)));
        return List.copyOf(notes);
    }

    /** What operators never labelled has the label of its sources again. */
    private static OperatorNote labelled(OperatorNote.Labelled note, Triage before, Task task) {
        var touched = new HashSet<>(note.labels().keySet());
        touched.addAll(note.removed());
        var labels = new HashMap<String, String>();
        var removed = new TreeSet<String>();
        for (var key : touched) {
            Optional.ofNullable(before.labels().get(key))
                    .map(Said::value)
                    .orElseGet(() ->
                            Optional.ofNullable(task.intent().labels().get(key)).map(Said::value))
                    .ifPresentOrElse(value -> labels.put(key, value), () -> removed.add(key));
        }
        return new OperatorNote.Labelled(labels, removed);
    }
}
