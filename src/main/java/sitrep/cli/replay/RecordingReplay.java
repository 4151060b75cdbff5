package sitrep.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import sitrep.connect.openclaw.meaning.GatewayFacts;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.connect.openclaw.replay.RecordedAnswers;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.Event;
import sitrep.core.why.TaskDetail;

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
    private final ReplayedBoard board;
    private final Map<Translated.Skipped, Integer> skipped = new LinkedHashMap<>();
    private Instant looked = Instant.EPOCH;

    private RecordingReplay(List<Signal> signals, Gateway gateway, Consumer<Change> changes, Consumer<Event> events) {
        this.facts = new GatewayFacts(gateway);
        this.recollection = new RecordedAnswers(signals);
        this.board = new ReplayedBoard(changes, events);
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
        board.take(step.events(), now);
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
        board.look(now);
    }
}
