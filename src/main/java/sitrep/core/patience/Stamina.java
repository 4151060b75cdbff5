package sitrep.core.patience;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.BlockReason;

/**
 * The silences that the workers of a task came out of by themselves, and the alarms that proved false: what makes us
 * more patient with them. Unlike a {@link Task} it goes by the order in which we heard, because it is about our own
 * listening; the same log gives the same stamina.
 */
public record Stamina(Map<Key, Lived> lived) {

    /** Nothing is remembered of shorter silences: no limit is shorter. */
    private static final Duration NOTABLE = Duration.ofSeconds(30);

    /** Most that is remembered of one task; past it nothing new is. */
    static final int LIMIT = 64;

    public static final Stamina NONE = new Stamina(Map.of());

    /** Whose silence, and in which state: the word of what it had open, or of its phase. */
    public record Key(String who, String state) {}

    /**
     * What it came out of.
     *
     * @param longest the longest silence
     * @param alarms how often we suspected it and were wrong, since its last run ended
     */
    public record Lived(Duration longest, int alarms) {
        public static final Lived NOTHING = new Lived(Duration.ZERO, 0);
    }

    /** What is remembered of a run in the state that it is in. */
    public Lived of(Run run) {
        return lived.isEmpty() ? Lived.NOTHING : lived.getOrDefault(key(run), Lived.NOTHING);
    }

    /** After one more event, with the task as it was before. */
    public Stamina with(Task before, Event event) {
        if (!event.isObservation() || !(event.fact() instanceof Fact.OfRun fact)) return this;
        var run = before.runs().get(fact.run());
        if (run == null || run.signs().isEmpty()) return this;
        if (fact instanceof Fact.RunEnded) return lived.isEmpty() ? this : calmed(run);
        return fact.isProgress() ? survived(before, run, event) : this;
    }

    private Stamina survived(Task before, Run run, Event event) {
        if (Duration.between(run.lastSign(), event.heard()).compareTo(NOTABLE) < 0) return this;
        var silence = Duration.between(before.lastSign(run), event.heard());
        if (silence.compareTo(NOTABLE) < 0 || !isNotable(run) || !LivedSilence.is(run, event, silence)) return this;
        var key = key(run);
        var known = lived.getOrDefault(key, Lived.NOTHING);
        if (!lived.containsKey(key) && lived.size() >= LIMIT) return this;
        var longest = silence.compareTo(known.longest()) > 0 ? silence : known.longest();
        var next = new HashMap<>(lived);
        next.put(key, new Lived(longest, known.alarms() + (run.doubted().isPresent() ? 1 : 0)));
        return new Stamina(Map.copyOf(next));
    }

    /** A wait for a person, known or probable, says nothing of how long the worker itself can be silent. */
    public static boolean isNotable(Run run) {
        return run.isLive()
                && run.held().noneMatch(BlockedSpan::needsHuman)
                && run.doubted()
                        .map(said -> said.value().verdict().reason() == BlockReason.SUSPECTED_STALL)
                        .orElse(true);
    }

    private Stamina calmed(Run run) {
        var who = who(run);
        var next = new HashMap<>(lived);
        next.replaceAll((key, known) -> key.who().equals(who) ? new Lived(known.longest(), 0) : known);
        return new Stamina(Map.copyOf(next));
    }

    private static Key key(Run run) {
        return new Key(who(run), RunState.of(run).word());
    }

    private static String who(Run run) {
        return run.about()
                .worker()
                .map(said -> said.value().text())
                .orElse(run.id().text());
    }
}
