package sitrep.connect.hooks.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.Owner;
import sitrep.core.event.RunId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;

/**
 * What is told of one session while one hook is heard. The id of an event is made of the agent's own ids, so that the
 * same hook gives the same events whichever way and how often it comes.
 */
final class Telling {
    /** As long as the id of an event may be. */
    private static final int ID = Limits.ID;

    private final String source;
    private final String spoken;
    private final Instant at;
    private final Instant heard;
    private final List<Event> events = new ArrayList<>();
    private final SequencedSet<Turn> touched = new LinkedHashSet<>();
    private final String mark;
    final Session session;

    /**
     * @param source who says so
     * @param spoken what the agent is called
     * @param mark that of the hook
     * @param at when it happened, by the clock of whoever told of it
     */
    Telling(String source, String spoken, Session session, String mark, Instant at, Instant heard) {
        this.source = source;
        this.spoken = spoken;
        this.session = session;
        this.mark = mark;
        this.at = at;
        this.heard = heard;
    }

    Instant at() {
        return at;
    }

    String mark() {
        return mark;
    }

    /** The turns of which anything was told. */
    List<Turn> touched() {
        return List.copyOf(touched);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** Where what is said in it is shown. */
    String place() {
        return session.about.folder().map(folder -> "its session in " + folder).orElse("its session");
    }

    void say(Turn turn, String what, Fact.OfTask fact) {
        say(turn, what, at, fact);
    }

    void say(Turn turn, String what, Instant time, Fact.OfTask fact) {
        touched.add(turn);
        if (time.isAfter(turn.last)) turn.last = time;
        if (time.isBefore(turn.first)) turn.first = time;
        session.joins()
                .ifPresent(task -> add("joins/" + ForeignValue.digest(task.text()), time, new Fact.TaskAlias(task)));
        add(turn.id + "/" + what, time, fact);
    }

    private void add(String what, Instant time, Fact.OfTask fact) {
        var id = session.about.id() + "/" + what;
        var key = new Event.Key(source, id.length() <= ID ? id : ForeignValue.digest(id));
        events.add(new Event(key, Optional.of(session.task), time, heard, fact));
    }

    /** Makes sure that a turn was told of, before anything else is. */
    Turn open(Turn turn) {
        if (turn.told) return turn;
        turn.told = true;
        if (!turn.isChild()) {
            if (session.isNew && mayName()) say(turn, "session", named());
            session.isNew = false;
            session.current = Optional.of(turn.id);
        }
        say(turn, "open", opened(turn, Optional.empty(), Optional.empty(), worker(turn, Optional.empty())));
        return turn;
    }

    /** What a session goes by of which nobody heard what was asked in it. */
    private Fact.TaskOpened named() {
        var where = session.about.folder().map(folder -> " in " + folder).orElse("");
        return asked(ForeignValue.line(spoken + where, Limits.NAME), "");
    }

    Fact.TaskOpened asked(Optional<String> name, String goal) {
        var owner = session.about.user().map(user -> new Owner(user, session.about.folder()));
        var whole = ForeignValue.cut(goal, Limits.SUMMARY);
        return new Fact.TaskOpened(name, owner, whole, Optional.empty(), Map.of(), List.of());
    }

    /** A task that is somebody else's as well has a name already. */
    boolean mayName() {
        return session.around.task().isEmpty() || session.isOwn;
    }

    /** What is asked in a session serves the run around it, if there is one. */
    Fact.RunOpened opened(Turn turn, Optional<String> label, Optional<Phase> phase, WorkerSeen worker) {
        return new Fact.RunOpened(
                turn.run(),
                Optional.empty(),
                OptionalInt.empty(),
                turn.parent.map(RunId::new).or(session.around::run),
                Optional.of(worker),
                label,
                phase,
                Optional.<Duration>empty());
    }

    /** The session itself, or the sub-agent that a turn is. */
    WorkerSeen worker(Turn turn, Optional<String> name) {
        if (!turn.isChild()) return main(Optional.empty());
        return new WorkerSeen(
                new WorkerId(session.task.text() + "/" + turn.id),
                Optional.of(WorkerKind.SUBAGENT),
                name,
                session.about.folder(),
                Optional.of(mainId()));
    }

    /** @param command what to type to get at it */
    WorkerSeen main(Optional<String> command) {
        return new WorkerSeen(
                mainId(),
                Optional.of(WorkerKind.MAIN),
                Optional.of(spoken),
                session.about.folder(),
                Optional.empty(),
                command);
    }

    /** A command in the background. */
    WorkerSeen process(Turn turn, String command) {
        return new WorkerSeen(
                new WorkerId(session.task.text() + "/" + turn.id),
                Optional.of(WorkerKind.PROCESS),
                Optional.of(command),
                session.about.folder(),
                Optional.of(mainId()));
    }

    private WorkerId mainId() {
        return new WorkerId(session.task.text());
    }

    /** What it has open now, with a phase and a line of news where there are any. */
    Fact.RunAdvanced advanced(Turn turn, Optional<Phase> phase, Optional<String> update) {
        return new Fact.RunAdvanced(
                turn.run(), phase, update, Optional.empty(), Optional.of(turn.calls()), Optional.empty());
    }

    /** The same in the words of what it does, rather than its own. */
    Fact.RunAdvanced acted(Turn turn, Optional<Phase> phase, Optional<String> update) {
        return advanced(turn, phase, update).in(Voice.ACT);
    }

    /** Its context is being shortened, and the model answers when that is done. */
    Fact.RunAdvanced compacting(Turn turn) {
        var call = OpenCall.of("compaction", OpenCall.Kind.COMPACTION);
        var update = Optional.of("Shortening its context");
        return new Fact.RunAdvanced(
                        turn.run(),
                        Optional.<Phase>empty(),
                        update,
                        Optional.empty(),
                        Optional.of(List.of(call)),
                        Optional.empty())
                .in(Voice.ACT);
    }
}
