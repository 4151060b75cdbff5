package sitrep.cli.replay;

import java.time.Duration;
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
import sitrep.connect.openclaw.meaning.GatewayFacts;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.connect.openclaw.replay.RecordedAnswers;
import sitrep.connect.openclaw.words.Gateway;
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
 * What a recording comes to: the same translation, fold and watch as a server's, on the recorded clock, and the same
 * questions, asked of the recording. What is told is the whole board, each time that it has changed.
 */
public final class RecordingReplay {
    /** How long after the last signal the clock goes on. */
    static final Duration BEYOND = Duration.ofSeconds(10);

    private static final Duration TICK = Duration.ofMillis(250);

    /** Silences are looked at as often as a server does. */
    private static final Duration LOOK = Duration.ofMillis(500);

    /** A gap in the recording longer than this is passed over in longer steps: nothing in it is that quick. */
    private static final Duration GAP = Duration.ofMinutes(10);

    /** Of a longer gap the rest is passed over at once: whatever time can bring about has come about by then. */
    private static final Duration LONGEST = Duration.ofHours(6);

    /** The board at a time, in its order. */
    public record Change(Instant at, List<TaskDetail> tasks) {}

    private final GatewayFacts facts;
    private final RecordedAnswers recollection;
    private final Consumer<Change> changes;
    private final Consumer<Event> events;
    private final Map<TaskId, Task> tasks = new HashMap<>();
    private final Map<TaskId, Stamina> staminas = new HashMap<>();
    private final Map<TaskId, TaskDetail> board = new LinkedHashMap<>();
    private final Map<TaskId, String> shown = new HashMap<>();
    private final Map<TaskId, Map<RunId, Instant>> pulses = new HashMap<>();
    private final Map<Translated.Skipped, Integer> skipped = new LinkedHashMap<>();
    private final Set<String> blind = new HashSet<>();
    private final Set<Event.Key> seen = new HashSet<>();
    private Instant from = Instant.EPOCH;
    private Instant looked = Instant.EPOCH;
    private int verdicts;

    private RecordingReplay(List<Signal> signals, Gateway gateway, Consumer<Change> changes, Consumer<Event> events) {
        this.facts = new GatewayFacts(gateway);
        this.recollection = new RecordedAnswers(signals);
        this.changes = changes;
        this.events = events;
    }

    /** Plays the signals; answers what was passed over, and how often. */
    public static Map<Translated.Skipped, Integer> play(
            List<Signal> signals, Gateway gateway, Consumer<Change> changes, Consumer<Event> events) {
        var replay = new RecordingReplay(signals, gateway, changes, events);
        if (signals.isEmpty()) return replay.skipped;
        var now = signals.getFirst().at();
        for (var signal : signals) {
            if (signal.at().isAfter(now)) {
                replay.passTime(now, signal.at());
                now = signal.at();
            }
            replay.hear(signal, now);
        }
        replay.passTime(now, now.plus(BEYOND).plus(TICK));
        return replay.skipped;
    }

    private void passTime(Instant from, Instant until) {
        var step = Duration.between(from, until).compareTo(GAP) > 0 ? LOOK : TICK;
        var end = from.plus(LONGEST).isBefore(until) ? from.plus(LONGEST) : until;
        for (var now = next(from, step); now.isBefore(end); now = now.plus(step)) {
            hear(new Signal.Tick(now), now);
            for (var answer : recollection.due(now, facts)) hear(answer, now);
            if (Duration.between(looked, now).compareTo(LOOK) >= 0) look(now);
        }
    }

    /** Ticks come at round times, whatever was recorded between them. */
    private static Instant next(Instant from, Duration step) {
        var length = step.toMillis();
        return Instant.ofEpochMilli((from.toEpochMilli() / length + 1) * length);
    }

    private void hear(Signal signal, Instant now) {
        recollection.hear(signal);
        var step = translated(signal);
        step.skipped().forEach(it -> skipped.merge(it, 1, Integer::sum));
        take(step.events(), now);
    }

    /** A mistake in the translation costs one signal, as it does in a server. */
    private Translated translated(Signal signal) {
        try {
            return facts.next(signal);
        } catch (RuntimeException e) {
            var mistake = new Translated.Skipped("translation", e.getClass().getSimpleName());
            return new Translated(List.of(), List.of(mistake));
        }
    }

    private void look(Instant now) {
        looked = now;
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

    private void take(List<Event> told, Instant now) {
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
        if (changed) changes.accept(new Change(now, inOrder()));
    }

    private List<TaskDetail> inOrder() {
        return board.values().stream()
                .sorted(Comparator.comparing(detail -> detail.sitrep().place()))
                .toList();
    }
}
