package sitrep.connect.hooks.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.core.event.TaskId;

/** What is remembered of one session of an agent: its task, and the turns of it. */
final class Session {
    /** Turns that are remembered; past it the oldest that ended is forgotten, or else the oldest. */
    private static final int TURNS = 200;

    private static final int MARKS = 512;
    private static final int IDS = 512;

    /** Tasks that it may be a part of, as when it is resumed again and again; more are not told. */
    private static final int JOINED = 20;

    /** Two hooks that are the same in every word and this close are one that came twice. */
    private static final Duration TWICE = Duration.ofSeconds(5);

    final TaskId task;
    final boolean queues;
    HookMessage.Session about;

    /** The work that it is a part of. */
    Around around = Around.NONE;

    /** Which other tasks it was said to be a part of. */
    private final SequencedSet<TaskId> joined = new LinkedHashSet<>();

    /** Whether the task around it is no more than itself: then that goes by what is asked in it. */
    boolean isOwn;

    final SequencedMap<String, Turn> turns = new LinkedHashMap<>();

    /** Which turn goes on under another id of the agent's. */
    private final SequencedMap<String, String> goesOn = new LinkedHashMap<>();

    private final SequencedMap<String, Instant> marks = new LinkedHashMap<>();
    private final SequencedMap<String, String> asked = new LinkedHashMap<>();
    private final SequencedSet<String> over = new LinkedHashSet<>();
    final SequencedMap<String, Signal.Step> steps = new LinkedHashMap<>();
    /** What woke the agent. */
    private final SequencedSet<String> woken = new LinkedHashSet<>();

    /** What holds turns up, by the agent's own id of it. */
    private final SequencedMap<String, String> holds = new LinkedHashMap<>();

    private final SequencedSet<String> freed = new LinkedHashSet<>();
    private final SequencedMap<String, Instant> freedAlike = new LinkedHashMap<>();

    Optional<String> current = Optional.empty();

    /** How it was left, while nobody went on with it. */
    Optional<Signal.Leaving> left = Optional.empty();

    Instant leftAt = Instant.EPOCH;

    Instant last = Instant.EPOCH;
    boolean isNamed;

    /** What was asked while the task around it was not known yet to be no more than itself. */
    Optional<Unnamed> unnamed = Optional.empty();

    /** What would name the task, and of which turn it is. */
    record Unnamed(Turn turn, Optional<String> line, String text) {}

    /** Whether it was never heard of before: then it is not known what it has open. */
    boolean isNew = true;

    /** @param queues whether what is asked while a turn is at work waits until it is over */
    Session(TaskId task, HookMessage.Session about, boolean queues) {
        this.task = task;
        this.about = about;
        this.queues = queues;
    }

    /** Takes up what was told of it before we were started. */
    void recollect(List<Recollection.KnownRun> runs) {
        isNew = false;
        isNamed = true;
        for (var run : runs) {
            var turn = turn(run.id(), run.parent());
            turn.told = true;
            if (run.parent().isEmpty()) current = Optional.of(run.id());
            run.waits().forEach(wait -> recollect(turn, wait, runs));
        }
    }

    private static void recollect(Turn turn, Recollection.KnownWait wait, List<Recollection.KnownRun> runs) {
        var name = wait.name();
        if (name.equals(TurnEnds.ANSWER.text())) turn.question = Optional.of(wait.text());
        if (name.equals(TurnEnds.PROVIDER.text())) turn.trouble = Optional.of(wait.text());
        if (name.equals(TurnEnds.BACKGROUND.text())) {
            turn.waits = true;
            runs.stream()
                    .filter(run -> run.parent().filter(turn.id::equals).isPresent())
                    .forEach(run -> turn.awaited.add(run.id()));
        }
        var asks = name.indexOf('/') + 1;
        if (asks > 0) turn.restored(name, name.substring(asks), wait.since());
    }

    /** Whether a hook came before. */
    boolean isRepeat(HookMessage message, Instant at) {
        var before = Optional.ofNullable(marks.get(message.mark()));
        marks.remove(message.mark());
        marks.put(message.mark(), before.filter(at::isBefore).orElse(at));
        if (marks.size() > MARKS) marks.pollFirstEntry();
        return before.filter(time ->
                        message.isUnique() || Duration.between(time, at).abs().compareTo(TWICE) <= 0)
                .isPresent();
    }

    /** By which mark it was asked about calls like this. */
    void asked(String likeness, String mark) {
        asked.put(likeness, mark);
        if (asked.size() > MARKS) asked.pollFirstEntry();
    }

    /** A call like one that is over begins: who is asked about it in the same words is asked another time. */
    void asksAnew(String likeness) {
        Optional.ofNullable(asked.remove(likeness)).ifPresent(marks::remove);
    }

    /** The turn by the agent's own id of it, if it is remembered. */
    Optional<Turn> known(String id) {
        return Optional.ofNullable(turns.get(goesOn.getOrDefault(id, id)));
    }

    Optional<Turn> currentTurn() {
        return current.flatMap(this::known);
    }

    void goesOn(String id, Turn turn) {
        if (id.equals(turn.id)) return;
        goesOn.put(id, turn.id);
        if (goesOn.size() > IDS) goesOn.pollFirstEntry();
    }

    /** That which goes by this id; a new one if nothing does. */
    Turn turn(String id, Optional<String> parent) {
        var known = known(id);
        if (known.isPresent()) return known.get();
        var turn = new Turn(id, parent);
        turns.put(id, turn);
        if (turns.size() > TURNS) {
            var oldest = turns.values().stream().filter(it -> it.ended).findFirst();
            turns.remove(oldest.orElseGet(() -> turns.firstEntry().getValue()).id);
        }
        return turn;
    }

    /** Those that nobody said had ended, the oldest first. */
    List<Turn> unended() {
        return new ArrayList<>(
                turns.values().stream().filter(turn -> turn.told && !turn.ended).toList());
    }

    /** Those of which nobody said how they ended, the oldest first. */
    List<Turn> unsaid() {
        return new ArrayList<>(turns.values().stream()
                .filter(turn -> turn.told && (!turn.ended || turn.guessed))
                .toList());
    }

    static String how(Signal.Leaving left) {
        return left == Signal.Leaving.BY_PERSON ? "its user left the session" : "the session ended";
    }

    /** The task around it, if that was not told yet. */
    Optional<TaskId> joins() {
        return around.whole().filter(id -> !id.equals(task) && joined.size() < JOINED && joined.add(id));
    }

    /** What is open by this id of the agent's, if it is. */
    Optional<String> hold(String id) {
        return Optional.ofNullable(holds.get(id));
    }

    void held(String id, String name) {
        holds.put(id, name);
        if (holds.size() > IDS) holds.pollFirstEntry();
    }

    /** Whatever goes by this id is over, be it that word of its begin comes later. */
    void freed(String id) {
        holds.remove(id);
        freed.add(id);
        if (freed.size() > IDS) freed.removeFirst();
    }

    /** The same for all that start like this, and began before. */
    void freedAlike(String start, Instant at) {
        freedAlike.merge(start, at, (one, other) -> one.isAfter(other) ? one : other);
        if (freedAlike.size() > IDS) freedAlike.pollFirstEntry();
    }

    /** Whether what goes by this id, and is told to have begun then, was over already. */
    boolean isFreed(String id, Instant at) {
        return freed.contains(id)
                || freedAlike.entrySet().stream()
                        .anyMatch(one ->
                                id.startsWith(one.getKey()) && one.getValue().isAfter(at));
    }

    void woken(String background) {
        woken.add(background);
        if (woken.size() > IDS) woken.removeFirst();
    }

    /** Whether the agent was woken by it. */
    boolean isWokenBy(String background) {
        return woken.contains(background);
    }

    /** Something in the background came to its end. */
    void backgroundOver(String id) {
        over.add(id);
        if (over.size() > IDS) over.removeFirst();
        turns.values().forEach(turn -> turn.awaited.remove(id));
    }

    boolean isBackgroundOver(String id) {
        return over.contains(id);
    }

    void step(Signal.Step step) {
        var before = Optional.ofNullable(steps.get(step.id()));
        var done = step.done() || before.filter(Signal.Step::done).isPresent();
        steps.put(step.id(), new Signal.Step(step.id(), step.title(), done, !done && step.current()));
        if (steps.size() > IDS) steps.pollFirstEntry();
    }
}
