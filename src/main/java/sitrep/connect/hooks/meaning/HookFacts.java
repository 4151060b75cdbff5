package sitrep.connect.hooks.meaning;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.dialect.Agent;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.connect.hooks.dialect.ToolCall;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.ListedRun;
import sitrep.core.event.TaskId;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * What follows from what one agent says by its hooks, and from what other witnesses say of its sessions. A session is a
 * task, what is asked in it are the runs of its main worker, and sub-agents and commands in the background are runs
 * that serve them. Hooks may come twice, late and in any order.
 */
public final class HookFacts {
    /** Sessions that are remembered; past it the one that was heard of the longest ago is forgotten. */
    private static final int SESSIONS = 500;

    private final Agent agent;
    private final String source;
    private final Recollection recollection;
    private final SequencedMap<String, Session> sessions = new LinkedHashMap<>();

    /** Sessions of which nothing is recollected: it is asked once. */
    private final SequencedSet<String> unknown = new LinkedHashSet<>();

    /** @param source whose word the events are, as in {@code claude-code@office} */
    public HookFacts(Agent agent, String source, Recollection recollection) {
        this.agent = agent;
        this.source = source;
        this.recollection = recollection;
    }

    /**
     * The events that follow from a hook.
     *
     * @param at when it happened, by the clock of whoever told of it
     * @param heard when we heard of it
     */
    public List<Event> next(HookMessage message, Instant at, Instant heard) {
        return next(message, Optional.empty(), at, heard);
    }

    /**
     * The same of a hook that says of what its session is a part.
     *
     * @param around absent where the teller does not know
     */
    public List<Event> next(HookMessage message, Optional<Around> around, Instant at, Instant heard) {
        var session = session(message.session());
        around.ifPresent(work -> within(session, work));
        if (session.isRepeat(message, at)) return List.of();
        if (at.isAfter(session.last)) session.last = at;
        var telling = new Telling(source, agent.spoken(), session, message.mark(), at, heard);
        var left = session.left;
        for (var signal : message.signals()) hear(signal, message, telling);
        Prompts.named(telling);
        if (left.equals(session.left)) left.ifPresent(how -> TurnEnds.late(telling, how));
        return telling.events();
    }

    private void within(Session session, Around around) {
        session.around = around;
        session.isOwn = session.isOwn || isOwn(session, around);
    }

    /** One that another session began by a command is a part of what that does. */
    private boolean isOwn(Session session, Around around) {
        if (around.task().isEmpty() || around.run().isEmpty()) return false;
        return sessions.values().stream()
                        .noneMatch(it -> it != session && it.isOwn && it.left.isEmpty() && serves(it, around))
                && recollection.isOwn(around.task().get(), around.run().get(), agent.program(), source);
    }

    private static boolean serves(Session session, Around around) {
        return session.around.task().equals(around.task())
                && session.around.run().equals(around.run());
    }

    /**
     * When a hook is taken to have been that came without a time: after all that was heard of its session before, for
     * its order is all that is known of it.
     */
    public Instant timeOf(HookMessage message, Instant heard) {
        var session = Optional.ofNullable(sessions.get(message.session().id()));
        return session.map(it -> it.last)
                .filter(last -> !heard.isAfter(last))
                .map(last -> last.plusMillis(1))
                .orElse(heard);
    }

    private TaskId task(String session) {
        return new TaskId(agent.agent() + "-" + session);
    }

    /** Whether a session is known in which anything was asked, or in which something went on before we were started. */
    public boolean knows(String session) {
        if (sessions.containsKey(session)) return !sessions.get(session).turns.isEmpty();
        if (unknown.contains(session)) return false;
        var isKnown =
                recollection.of(task(session)).filter(runs -> !runs.isEmpty()).isPresent();
        if (!isKnown) unknown.add(session);
        if (unknown.size() > SESSIONS) unknown.removeFirst();
        return isKnown;
    }

    private Session session(HookMessage.Session about) {
        var known = sessions.remove(about.id());
        var session = known == null ? begun(about) : known;
        if (about.folder().isPresent()) session.about = about;
        sessions.put(about.id(), session);
        if (sessions.size() > SESSIONS) sessions.pollFirstEntry();
        return session;
    }

    /** Of one that was heard of before we were started, what goes on is known still. */
    private Session begun(HookMessage.Session about) {
        var session = new Session(task(about.id()), about, agent.queues());
        recollection.of(session.task).ifPresent(session::recollect);
        return session;
    }

    private void hear(Signal signal, HookMessage message, Telling telling) {
        var session = telling.session;
        switch (signal) {
            case Signal.SessionBegan(var resumed) -> {
                if (resumed) {
                    session.left = Optional.empty();
                    TurnEnds.resumed(telling);
                }
            }
            case Signal.Prompted(var text) -> Prompts.prompted(text, message, telling);
            case Signal.Woken woken -> woken(woken, message, telling);
            case Signal.Spoke(var text) -> spoke(text, message, telling);
            case Signal.CallBegan(var call) -> Calls.began(telling, turn(message, telling), call);
            case Signal.CallEnded ended -> ended(ended, message, telling);
            case Signal.CallDenied denied -> Calls.denied(telling, turn(message, telling), denied);
            case Signal.CallsOver(var calls) -> Calls.over(telling, turn(message, telling), calls, message.mark());
            case Signal.Asked(var call) -> {
                session.asked(call.likeness(), message.mark());
                Waits.asked(telling, turn(message, telling), call);
            }
            case Signal.Inquired inquiry -> Waits.inquired(telling, turn(message, telling), inquiry);
            case Signal.InquiryOver _ -> Waits.inquiryOver(telling);
            case Signal.Held held -> Waits.held(telling, turn(message, telling), held);
            case Signal.Freed(var id, var how) -> Waits.freed(telling, id, how);
            case Signal.FreedAlike(var start, var how) -> Waits.freedAlike(telling, start, how);
            case Signal.Stirred _ -> stirred(message, telling);
            case Signal.Reminded(var text) -> reminded(text, message, telling);
            case Signal.SignedIn _ -> {}
            case Signal.Idled _ -> TurnEnds.idle(telling);
            case Signal.Rested _ -> TurnEnds.rested(telling);
            case Signal.ChildBegan _ -> turn(message, telling);
            case Signal.ChildEnded(var id, var outcome, var summary) -> {
                turn(message, telling);
                Children.over(telling, id, outcome, summary);
            }
            case Signal.Compacting(var over) -> compacting(over, message, telling);
            case Signal.Planned(var steps) -> {
                session.steps.clear();
                steps.forEach(session::step);
                Calls.planned(telling, turn(message, telling), message.mark());
            }
            case Signal.StepTold(var step) -> {
                session.step(step);
                Calls.planned(telling, turn(message, telling), message.mark());
            }
            case Signal.TurnEnded said -> TurnEnds.answered(telling, main(message, telling), said);
            case Signal.TurnFailed said -> TurnEnds.failed(telling, main(message, telling), said);
            case Signal.SessionEnded(var how) -> left(how, telling);
            case Signal.Seen seen -> seen(seen, telling);
            case Signal.Gone(var how) -> TurnEnds.over(telling, false, how);
            case Signal.Interrupted _ -> {
                var turn = message.turn().isPresent() ? Optional.of(main(message, telling)) : toldOf(message, session);
                turn.ifPresent(it -> TurnEnds.interrupted(telling, it));
            }
        }
    }

    private static Optional<Turn> toldOf(HookMessage message, Session session) {
        return message.turn().flatMap(session::known).or(session::currentTurn).filter(turn -> turn.told);
    }

    /** A sign of life of what was told of and goes on. */
    private static void stirred(HookMessage message, Telling telling) {
        var session = telling.session;
        var main = toldOf(message, session);
        var turn = message.child().isEmpty()
                ? main
                : session.known(message.child().get().id());
        turn.filter(it -> it.told && !it.ended).ifPresent(it -> telling.say(it, "stirred/" + telling.at(), pulse(it)));
    }

    private static Fact.RunAdvanced pulse(Turn turn) {
        return new Fact.RunAdvanced(turn.run(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The runs that go on, as far as anybody said. */
    public Set<ListedRun> live() {
        return sessions.values().stream()
                .flatMap(session -> session.unended().stream().map(turn -> new ListedRun(session.task, turn.run())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The sessions in which anything goes on. */
    public Set<String> busy() {
        return sessions.entrySet().stream()
                .filter(session -> !session.getValue().unended().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The turn that a hook is of: by the agent's own id, or else the one that goes on. */
    private static Turn main(HookMessage message, Telling telling) {
        var session = telling.session;
        message.turn().ifPresent(id -> Prompts.adopt(session, id));
        var turn = message.turn()
                .map(id -> session.turn(id, Optional.empty()))
                .or(session::currentTurn)
                .orElseGet(() -> session.turn(Prompts.UNASKED, Optional.empty()));
        return telling.open(turn);
    }

    private static Turn turn(HookMessage message, Telling telling) {
        var main = main(message, telling);
        return message.child()
                .filter(child -> !child.id().equals(main.id))
                .map(child -> Children.agent(telling, main, child.id(), child.kind()))
                .orElse(main);
    }

    /** What was waited for in the background goes on in the turn that waits for it. */
    private static void woken(Signal.Woken woken, HookMessage message, Telling telling) {
        var session = telling.session;
        var waiting = session.unsaid().reversed().stream()
                .filter(turn -> !turn.isChild() && turn.waits)
                .max(Comparator.comparing(turn -> turn.awaited.contains(woken.background())));
        var goesOn = waiting.or(() -> session.currentTurn().filter(turn -> turn.told && !turn.ended));
        if (!woken.background().isEmpty()) {
            session.woken(woken.background());
            Children.over(telling, woken.background(), woken.outcome(), woken.summary());
        }
        var own = message.turn().flatMap(session::known).filter(turn -> turn.told);
        var turn = goesOn.orElseGet(() -> main(message, telling));
        if (waiting.isPresent()) TurnEnds.goesOn(telling, turn, message.mark());
        if (own.isPresent() && own.get() != turn) {
            if (waiting.isPresent() && own.get().ended) {
                TurnEnds.end(telling, turn, TurnEnds.known(Outcome.SUCCEEDED, own.get().answer));
            }
            return;
        }
        message.turn().ifPresent(id -> session.goesOn(id, turn));
        if (turn.ended) return;
        turn.step = message.turn().orElse(turn.step);
        telling.say(
                turn, "woken/" + message.mark(), telling.acted(turn, Optional.of(Phase.SUMMARIZING), woken.summary()));
    }

    private static void spoke(String text, HookMessage message, Telling telling) {
        var turn = turn(message, telling);
        if (turn.ended && turn.answer.filter(text::equals).isPresent()) return;
        turn.goesOn(telling.at());
        turn.spoke = text;
        turn.spokeLast = turn.open.isEmpty();
        if (!turn.ended) turn.step = message.mark();
        telling.say(turn, "spoke/" + message.mark(), telling.advanced(turn, Optional.empty(), Optional.of(text)));
    }

    private static void ended(Signal.CallEnded ended, HookMessage message, Telling telling) {
        var turn = turn(message, telling);
        ended.launched().ifPresent(launched -> Children.background(telling, turn, launched));
        Calls.ended(telling, turn, ended);
        if (ended.interrupted()) TurnEnds.interrupted(telling, main(message, telling));
    }

    private static void reminded(String text, HookMessage message, Telling telling) {
        var session = telling.session;
        var isUnknown = session.turns.isEmpty();
        var asking = new ToolCall.Asking(BlockReason.APPROVAL, text, List.of());
        var turn = isUnknown ? Optional.of(main(message, telling)) : session.currentTurn();
        Waits.reminded(telling, turn, isUnknown ? Optional.of(asking) : Optional.empty(), false);
    }

    private static void compacting(boolean over, HookMessage message, Telling telling) {
        if (telling.session.turns.isEmpty() && message.turn().isEmpty()) return;
        var turn = turn(message, telling);
        if (turn.ended) return;
        telling.say(
                turn,
                "compacting/" + message.mark(),
                over ? telling.acted(turn, Optional.empty(), Optional.empty()) : telling.compacting(turn));
    }

    private static void left(Signal.Leaving how, Telling telling) {
        TurnEnds.over(telling, how == Signal.Leaving.BY_PERSON, Session.how(how));
        telling.session.left = Optional.of(how);
        telling.session.leftAt = telling.at();
        telling.session
                .currentTurn()
                .filter(turn -> turn.told)
                .ifPresent(turn -> telling.say(
                        turn,
                        "left",
                        telling.opened(
                                turn,
                                Optional.empty(),
                                Optional.empty(),
                                telling.main(telling.session.about.resume()))));
    }

    /** What another witness sees counts for what was not heard of by a hook since. */
    private static void seen(Signal.Seen seen, Telling telling) {
        var isNews = seen.since().isAfter(telling.session.last) || telling.session.last.equals(telling.at());
        switch (seen.status()) {
            case BUSY -> Waits.answered(telling, seen.since());
            case WAITING -> {
                if (isNews) {
                    var asking = seen.waitsFor().map(Waits::unsaid);
                    var turn = telling.session.currentTurn().filter(it -> it.told);
                    Waits.reminded(telling, turn, asking, true);
                }
            }
            case IDLE -> {
                if (isNews) TurnEnds.idle(telling);
            }
        }
    }
}
