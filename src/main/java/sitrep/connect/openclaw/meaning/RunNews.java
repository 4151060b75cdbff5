package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.ControlLinks;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.ObservedTask;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.SteadyPhase;
import sitrep.connect.openclaw.memory.TaskNaming;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.event.OpenCall;
import sitrep.core.event.Owner;
import sitrep.core.event.PastCall;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.Voice;
import sitrep.core.vocabulary.WorkerKind;

/** What is said of tasks and runs while they go on; how they end is told by {@link TurnEnds}. */
final class RunNews {
    /** The least time between two lines of output, and between two signs of life, of one run. */
    static final Duration BREATH = Duration.ofSeconds(5);

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final Gateway gateway;
    private final ControlLinks ways;

    RunNews(GatewayMemory book, EventsOfStep chronicle, Gateway gateway) {
        this.book = book;
        this.chronicle = chronicle;
        this.gateway = gateway;
        this.ways = new ControlLinks(gateway);
    }

    ObservedTask openTask(String id, Session session, Instant at, Optional<Owner> owner) {
        var errand = new ObservedTask(new TaskId(ForeignValue.id(id)), session.key, chronicle.now());
        errand.owner = owner;
        errand.isOwnerSaid = owner.isPresent();
        book.add(errand);
        return errand;
    }

    /** A session has got a label, which may tell who asks there: what was asked before was asked by the same. */
    void owned(Session session, Instant at) {
        for (var errand : book.errands.values()) {
            var owner = TaskNaming.owner(session);
            if (!errand.session.equals(session.key) || errand.isOwnerSaid || errand.owner.equals(Optional.of(owner))) {
                continue;
            }
            errand.owner = Optional.of(owner);
            name(errand, session, Optional.empty(), Optional.empty(), at);
        }
    }

    /** Says what a task is called and who asked for it. */
    void name(ObservedTask errand, Session session, Optional<String> name, Optional<String> goal, Instant at) {
        var links = ways.link(session).map(List::of).orElse(List.of());
        var after = errand.calledAt
                .map(called -> called.isBefore(at) ? at : called.plusMillis(1))
                .orElse(at);
        errand.calledAt = Optional.of(after);
        var owner = errand.owner.or(() -> Optional.of(TaskNaming.owner(session)));
        errand.owner = owner;
        var fact = new Fact.TaskOpened(name, owner, goal, Optional.empty(), Map.of(), links);
        chronicle.say(errand, ForeignValue.id(errand.id.text()), goal.isPresent() ? "asked" : "called", after, fact);
    }

    /** Makes a run known, and says so. */
    Turn open(
            String run, Session session, ObservedTask errand, Turn.Kind kind, Optional<Turn> parent, Opening opening) {
        var id = new RunId(ForeignValue.id(run));
        var turn = new Turn(id, session.key, errand, kind, opening.phase(), opening.at(), chronicle.now());
        turn.parent = parent.filter(Turn::isLive);
        turn.label = opening.label();
        turn.unnamed = session.label.isBlank() ? opening.label() : "";
        errand.turns.put(run, turn);
        // What was told stands, unless there is more to tell: a report of it is none.
        if (kind != Turn.Kind.REPORT) errand.told = Optional.empty();
        if (kind == Turn.Kind.MAIN) errand.excused = Optional.empty();
        errand.reported = false;
        if (errand.root.isEmpty() || turn.parent.isEmpty()) errand.root = Optional.of(turn);
        if (kind != Turn.Kind.EXEC) {
            session.errand = Optional.of(errand);
            session.turn = Optional.of(turn);
        }
        attempt(turn, opening.slot());
        book.add(run, turn);
        say(turn, Optional.of(opening.phase()), opening.at(), Optional.of(worker(turn, session, opening)));
        return turn;
    }

    /** Makes a run known that is over and being told of: it begins nothing, and there is no more to tell for it. */
    Turn recall(String run, Session session, ObservedTask errand, Turn.Kind kind, Opening opening) {
        var root = errand.root;
        var told = errand.told;
        var reported = errand.reported;
        var turn = open(run, session, errand, kind, root, opening);
        errand.root = root;
        errand.told = told;
        errand.reported = reported;
        return turn;
    }

    /**
     * How a run begins.
     *
     * @param slot which piece it attempts; a run that attempts what an earlier one failed at is another attempt
     * @param worker the name of what executes it, where the session does not tell
     */
    record Opening(Phase phase, Instant at, String label, String slot, Optional<WorkerSeen> worker) {
        static Opening of(Phase phase, Instant at, String label) {
            return new Opening(phase, at, label, "", Optional.empty());
        }
    }

    private static void attempt(Turn turn, String slot) {
        if (slot.isBlank()) return;
        turn.slot = slot;
        turn.errand.turns.values().stream()
                .filter(other -> other != turn && other.slot.equals(slot))
                .filter(other ->
                        other.outcome.filter(it -> it != Outcome.SUCCEEDED).isPresent())
                .mapToInt(other -> other.attempt)
                .max()
                .ifPresent(last -> turn.attempt = last + 1);
    }

    private void say(Turn turn, Optional<Phase> phase, Instant at, Optional<WorkerSeen> worker) {
        var fact = new Fact.RunOpened(
                turn.id,
                ForeignValue.line(turn.slot, Limits.ID),
                turn.slot.isBlank() ? OptionalInt.empty() : OptionalInt.of(turn.attempt),
                turn.parent.map(it -> it.id),
                worker,
                ForeignValue.line(turn.label, Limits.NAME),
                phase,
                Optional.empty());
        tell(turn, "opened", at, fact);
    }

    /** A session has got a better name: its run goes by that. */
    void renamed(Turn turn, Session session, Instant at) {
        var named = turn.kind == Turn.Kind.CRON || !turn.label.equals(turn.unnamed);
        if (named || turn.ended || turn.label.equals(session.spoken())) return;
        turn.label = session.spoken();
        turn.slot = turn.slot.isBlank() || turn.kind == Turn.Kind.MAIN ? turn.slot : turn.label;
        say(turn, Optional.empty(), at, Optional.of(worker(turn, session, Opening.of(Phase.STARTING, at, turn.label))));
    }

    /** Says more of the worker of a run. */
    void worker(Turn turn, WorkerSeen worker, Instant at) {
        var fact = new Fact.RunOpened(
                turn.id,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(worker),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        tell(turn, "on", at, fact);
    }

    /** Says by which name the agent of a run knows the session. */
    void session(Turn turn, WorkerId name, Instant at) {
        var worker = new WorkerSeen(
                new WorkerId(ForeignValue.id(turn.session)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(name));
        worker(turn, worker, at);
    }

    private WorkerSeen worker(Turn turn, Session session, Opening opening) {
        return opening.worker()
                .orElseGet(() -> new WorkerSeen(
                        new WorkerId(ForeignValue.id(session.key)),
                        Optional.of(kind(turn.kind, session)),
                        ForeignValue.line(session.spoken(), Limits.NAME),
                        ForeignValue.line(gateway.name(), Limits.NAME),
                        session.spawnedBy.isBlank()
                                ? Optional.empty()
                                : Optional.of(new WorkerId(ForeignValue.id(session.spawnedBy))),
                        ways().open(session)));
    }

    WorkerSeen process(String id, String name, Session owner) {
        return new WorkerSeen(
                new WorkerId(ForeignValue.id(id)),
                Optional.of(WorkerKind.PROCESS),
                ForeignValue.line(name, Limits.NAME),
                ForeignValue.line(gateway.name(), Limits.NAME),
                owner.key.isBlank() ? Optional.empty() : Optional.of(new WorkerId(ForeignValue.id(owner.key))),
                ways().open(owner));
    }

    private static WorkerKind kind(Turn.Kind kind, Session session) {
        return switch (kind) {
            case SUBAGENT -> WorkerKind.SUBAGENT;
            case ACP -> WorkerKind.ACP;
            case CRON -> WorkerKind.CRON;
            case EXEC -> WorkerKind.PROCESS;
            case MAIN, REPORT -> {
                if (session.isSubagent()) yield WorkerKind.SUBAGENT;
                if (session.isAcp()) yield WorkerKind.ACP;
                yield session.isCron() ? WorkerKind.CRON : WorkerKind.MAIN;
            }
        };
    }

    /** A signal for a phase, which counts when the dial says so. */
    void seems(Turn turn, Phase phase, String signal, Instant at) {
        turn.dial.signal(phase, signal, at, chronicle.now()).ifPresent(change -> phase(turn, change));
    }

    /** A phase that counts at once. */
    void does(Turn turn, Phase phase, Instant at) {
        turn.dial.set(phase, at).ifPresent(change -> phase(turn, change));
    }

    void phase(Turn turn, SteadyPhase.Change change) {
        if (turn.ended) return;
        advanced(turn, "phase=" + change.phase().word(), change.since(), Optional.of(change.phase()), Optional.empty());
    }

    /** Says again what a run does, for a child of it ended and it goes on. */
    void goesOn(Turn turn, Instant at) {
        if (turn.isWorking()) {
            advanced(turn, "phase=" + turn.dial.phase().word(), at, Optional.of(turn.dial.phase()), Optional.empty());
        }
    }

    /** A line of news, if it is one. */
    void news(Turn turn, String text, Instant at) {
        news(turn, Voice.NARRATIVE, text, at);
    }

    /** The same in these words. */
    void news(Turn turn, Voice voice, String text, Instant at) {
        ForeignValue.news(text).filter(line -> !line.equals(turn.news)).ifPresent(line -> {
            turn.news = line;
            turn.newsHeard = chronicle.now();
            var fact = new Fact.RunAdvanced(turn.id, Optional.empty(), Optional.of(line), Optional.empty());
            if (!turn.ended) tell(turn, "news=" + Integer.toHexString(line.hashCode()), at, fact.in(voice));
        });
    }

    /** A line of news about a run that may have ended. */
    void afterword(Turn turn, String text, Instant at) {
        ForeignValue.news(text).filter(line -> !line.equals(turn.news)).ifPresent(line -> {
            turn.news = line;
            var fact = new Fact.RunAdvanced(turn.id, Optional.empty(), Optional.of(line), Optional.empty());
            tell(turn, "news=" + Integer.toHexString(line.hashCode()), at, fact);
        });
    }

    /** The same for what comes in a stream: at most one line in a while. */
    void output(Turn turn, String text, Instant at) {
        if (Duration.between(turn.newsHeard, chronicle.now()).compareTo(BREATH) >= 0) {
            news(turn, Voice.OUTPUT, text, at);
        }
    }

    void progress(Turn turn, long done, long total, String text, Instant at) {
        if (turn.ended || total < 1 || done < 0 || done > total) return;
        var line = ForeignValue.news(text);
        line.ifPresent(it -> turn.news = it);
        var fact = new Fact.RunAdvanced(turn.id, Optional.empty(), line, Optional.of(new Progress(done, total)));
        tell(turn, "progress=" + done + "of" + total, at, fact);
    }

    /** Says what a run has open, all of it. */
    void acts(Turn turn, Instant at) {
        acts(turn, Optional.empty(), at);
    }

    /** The same, with what has just ended. */
    void acts(Turn turn, Optional<PastCall> deed, Instant at) {
        if (turn.ended) return;
        var acts = turn.open();
        var open = acts.size() > Limits.ACTS ? acts.subList(acts.size() - Limits.ACTS, acts.size()) : acts;
        var fact = new Fact.RunAdvanced(
                turn.id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(open),
                Optional.empty(),
                deed.stream().toList(),
                Voice.NARRATIVE);
        var what = deed.map(it -> "did=" + shortly(it.id()))
                .orElseGet(() -> "open=" + Integer.toHexString(ids(open).hashCode()));
        tell(turn, what, at, fact);
    }

    private static String ids(List<OpenCall> acts) {
        return String.join(
                " ",
                acts.stream().map(act -> act.id() + act.kind() + act.limit()).toList());
    }

    private void advanced(Turn turn, String what, Instant at, Optional<Phase> phase, Optional<String> news) {
        if (!turn.ended) tell(turn, what, at, new Fact.RunAdvanced(turn.id, phase, news, Optional.empty()));
    }

    /** A run waits for something other than a person. */
    void block(Turn turn, String id, BlockReason reason, String text, Optional<String> waitingOn, Instant at) {
        block(turn, id, new Turn.Asking(reason, text, waitingOn, Optional.empty(), Optional.empty()), at);
    }

    /** A run cannot go on; said again only if there is more to say. */
    void block(Turn turn, String id, Turn.Asking asking, Instant at) {
        if (turn.ended || !saysMore(turn, id, asking)) return;
        if (asking.reason().needsHuman()) turn.asks.put(id, asking);
        var first = !turn.blocks.containsKey(id);
        turn.blocks.put(id, asking.text());
        var fact = new Fact.RunBlocked(
                turn.id,
                new BlockId(ForeignValue.id(id)),
                asking.reason(),
                ForeignValue.asked(asking.text()),
                asking.waitingOn().flatMap(it -> ForeignValue.line(it, Limits.NAME)),
                asking.action(),
                asking.expires(),
                Optional.empty(),
                asking.options());
        var more = first
                ? ""
                : "~"
                        + Integer.toHexString(
                                asking.text().hashCode() + asking.expires().hashCode());
        tell(turn, "blocked=" + shortly(id) + more, at, fact);
    }

    /** Other words, or that it can be answered only until a time. */
    private static boolean saysMore(Turn turn, String id, Turn.Asking asking) {
        if (!asking.text().equals(turn.blocks.get(id))) return true;
        var known = turn.asks.get(id);
        return known != null
                && asking.expires().isPresent()
                && !asking.expires().equals(known.expires());
    }

    void unblock(Turn turn, String id, String how, Instant at) {
        turn.asks.remove(id);
        if (turn.blocks.remove(id) == null || turn.ended) return;
        var fact =
                new Fact.RunUnblocked(turn.id, new BlockId(ForeignValue.id(id)), ForeignValue.line(how, Limits.TEXT));
        tell(turn, "unblocked=" + shortly(id), at, fact);
    }

    /** An id within another id. */
    private static String shortly(String id) {
        return id.length() <= 12 ? ForeignValue.id(id) : Integer.toHexString(id.hashCode());
    }

    /** A frame about a run came; if nothing was said of the run for a while, that it lives. */
    void heard(Turn turn, Instant at) {
        turn.heard = chronicle.now();
        turn.doubt = Optional.empty();
        if (turn.ended || Duration.between(turn.told, chronicle.now()).compareTo(BREATH) < 0) return;
        tell(turn, "alive", at, new Fact.RunAdvanced(turn.id, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    void tell(Turn turn, String what, Instant at, Fact.OfTask fact) {
        turn.told = chronicle.now();
        chronicle.say(turn.errand, turn.id.text(), what, at, fact);
    }

    Instant now() {
        return chronicle.now();
    }

    ControlLinks ways() {
        return ways;
    }
}
