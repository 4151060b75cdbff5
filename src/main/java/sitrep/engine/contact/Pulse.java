package sitrep.engine.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.task.Task;

/**
 * When each run last gave a sign of life that is not worth an event. Soft: in memory only, for heartbeats would swamp
 * the log. The price is that after a restart every run is granted one full limit of silence before it is suspected.
 */
public final class Pulse {
    /** Most runs remembered; past it, those that beat longest ago are forgotten. */
    static final int LIMIT = 100_000;

    private static final Duration STALE = Duration.ofHours(1);

    private record Beating(TaskId task, RunId run) {}

    private final Map<Beating, Instant> beats = new ConcurrentHashMap<>();

    public void beat(TaskId task, RunId run, Instant heard) {
        beats.merge(new Beating(task, run), heard, Pulse::later);
        if (beats.size() > LIMIT) forget(heard);
    }

    /** Of each run the last, by whichever of its task's names. */
    public Map<RunId, Instant> of(Task task) {
        var known = new HashMap<RunId, Instant>();
        collect(task, task.id(), known);
        task.aliases().forEach(name -> collect(task, new TaskId(name), known));
        return known;
    }

    private void collect(Task task, TaskId name, Map<RunId, Instant> known) {
        for (var run : task.runs().keySet()) {
            var beat = beats.get(new Beating(name, run));
            if (beat != null) known.merge(run, beat, Pulse::later);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void forget(Instant now) {
        beats.values().removeIf(beat -> beat.isBefore(now.minus(STALE)));
        if (beats.size() <= LIMIT) return;
        var median = beats.values().stream()
                .sorted()
                .skip(beats.size() / 2)
                .findFirst()
                .orElse(now);
        beats.values().removeIf(beat -> beat.isBefore(median));
    }
}
