package sitrep.cli.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sitrep.core.event.Event;
import sitrep.core.event.EventCleaning;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.patience.Patience;
import sitrep.core.patience.Stamina;
import sitrep.core.silence.Watch;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.usual.Usuals;
import sitrep.core.why.TaskDetail;
import sitrep.json.SitrepJson;

/**
 * The board that events come to, by the same fold and watch as a server's, as it changes. What is told is the whole
 * board, each time that it has changed.
 */
final class ReplayedBoard {
    private final Consumer<RecordingReplay.Change> changes;
    private final Consumer<Event> events;
    private final Map<TaskId, Task> tasks = new HashMap<>();
    private final Map<TaskId, Stamina> staminas = new HashMap<>();
    private final Map<TaskId, TaskDetail> board = new LinkedHashMap<>();
    private final Map<TaskId, String> shown = new HashMap<>();
    private final Map<TaskId, Map<RunId, Instant>> pulses = new HashMap<>();
    private final Set<String> blind = new HashSet<>();
    private final Set<Event.Key> seen = new HashSet<>();
    private Instant from = Instant.EPOCH;
    private int verdicts;

    ReplayedBoard(Consumer<RecordingReplay.Change> changes, Consumer<Event> events) {
        this.changes = changes;
        this.events = events;
    }

    /** Looks for silence. */
    void look(Instant now) {
        var said = new ArrayList<Event>();
        for (var task : List.copyOf(tasks.values())) {
            var heard = new Watch.Heard(
                    pulses.getOrDefault(task.id(), Map.of()),
                    Set.copyOf(blind),
                    from,
                    staminas.getOrDefault(task.id(), Stamina.NONE),
                    Usuals.NONE);
            for (var fact : Watch.look(task, heard, Patience.USUAL, now)) {
                var key = new Event.Key(Event.OURS, "verdict-%06d".formatted(++verdicts));
                said.add(new Event(key, Optional.of(task.id()), now, now, fact));
            }
        }
        take(said, now);
    }

    /** Takes in what is told, as a server does. */
    void take(List<Event> told, Instant now) {
        var touched = new HashSet<TaskId>();
        for (var event : told) {
            if (!seen.add(event.key())) continue;
            var clean = EventCleaning.of(event);
            contact(clean);
            if (isHeartbeat(clean)) {
                beat(clean);
                continue;
            }
            events.accept(clean);
            clean.task().ifPresent(id -> {
                fold(id, clean);
                touched.add(id);
            });
        }
        show(touched, now);
    }

    private void fold(TaskId id, Event event) {
        var before = tasks.getOrDefault(id, Task.unheard(id));
        staminas.put(id, staminas.getOrDefault(id, Stamina.NONE).with(before, event));
        tasks.put(id, Fold.apply(before, event));
    }

    private void contact(Event event) {
        switch (event.fact()) {
            case Fact.SourceSeen _ -> {
                blind.remove(event.key().source());
                from = event.heard();
            }
            case Fact.SourceLost _ -> blind.add(event.key().source());
            default -> {}
        }
    }

    private static boolean isHeartbeat(Event event) {
        return event.fact() instanceof Fact.RunAdvanced advanced && advanced.isHeartbeat();
    }

    private void beat(Event event) {
        if (event.fact() instanceof Fact.RunAdvanced advanced) {
            event.task()
                    .ifPresent(id ->
                            pulses.computeIfAbsent(id, _ -> new HashMap<>()).put(advanced.run(), event.heard()));
        }
    }

    private void show(Set<TaskId> touched, Instant now) {
        var changed = false;
        for (var id : touched) {
            var task = tasks.get(id);
            if (task == null || task.signs().isEmpty()) continue;
            var detail = TaskDetail.of(task);
            var json = SitrepJson.full(detail);
            if (json.equals(shown.put(id, json))) continue;
            board.put(id, detail);
            changed = true;
        }
        if (changed) changes.accept(new RecordingReplay.Change(now, inOrder()));
    }

    private List<TaskDetail> inOrder() {
        return board.values().stream()
                .sorted(Comparator.comparing(detail -> detail.sitrep().place()))
                .toList();
    }
}
