package sitrep.connect.acp.meaning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.foreign.LastWords;
import sitrep.connect.foreign.TraceContext;
import sitrep.connect.tee.Side;
import sitrep.core.event.Action;
import sitrep.core.event.BlockId;
import sitrep.core.event.End;
import sitrep.core.event.Fact;
import sitrep.core.event.Owner;
import sitrep.core.event.Report;
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
import tools.jackson.databind.JsonNode;

/** What is known of a pair so far: its sessions, its open requests, and what the two are called. */
final class AcpMemory {
    /** Sessions that are remembered; of more, the oldest in which nothing goes on is forgotten. */
    private static final int SESSIONS = 100;

    final AcpPair pair;
    final Telling telling;
    final Asked.Requests requests = new Asked.Requests();
    final Map<String, AcpSession> sessions = new LinkedHashMap<>();

    private static final BlockId ANSWER = new BlockId("answer");
    private static final String SHOWN = "as the answer to its request";

    private String client = "the client";
    private String agent;
    private String program = "";
    private boolean isSecondVersion;
    private int turns;
    private int questions;

    AcpMemory(AcpPair pair) {
        this.pair = pair;
        this.telling = new Telling(pair);
        this.agent = pair.agent();
    }

    /** What the client is called, as people read it. */
    String client() {
        return client;
    }

    boolean isSecondVersion() {
        return isSecondVersion;
    }

    void introduced(Side side, JsonNode said) {
        if (side == Side.AGENT) isSecondVersion = said.path("protocolVersion").asInt(1) > 1;
        var about = said.path("info").isObject()
                ? said.path("info")
                : said.path(side == Side.CLIENT ? "clientInfo" : "agentInfo");
        var name = ForeignValue.line(ForeignValue.text(about, "title", "name"), Limits.NAME);
        if (side == Side.AGENT) program = ForeignValue.text(about, "name");
        if (name.isEmpty()) return;
        if (side == Side.CLIENT) client = name.get();
        else agent = name.get();
    }

    /** The session of this name, be it one of which the beginning was missed. */
    AcpSession session(String id, JsonNode params) {
        var known = Optional.ofNullable(sessions.get(id));
        var session = known.orElseGet(() -> begun(id));
        about(session, params);
        return session;
    }

    private AcpSession begun(String id) {
        var explicit = pair.around().task();
        var session = new AcpSession(
                id, explicit.orElseGet(() -> new TaskId("acp-" + ForeignValue.id(id))), explicit.isEmpty());
        session.parent = pair.around().run();
        session.traced = pair.around().traced();
        session.owner = pair.owner();
        sessions.put(id, session);
        if (sessions.size() > SESSIONS) forget();
        return session;
    }

    private void forget() {
        sessions.values().stream()
                .filter(AcpSession::isIdle)
                .findFirst()
                .ifPresent(session -> sessions.remove(session.id));
    }

    /** What a request says of the task beside what it is for. Once the task is told of, that stands. */
    private void about(AcpSession session, JsonNode params) {
        var folder = ForeignValue.text(params, "cwd");
        var place = ForeignValue.line(folder.substring(folder.lastIndexOf('/') + 1), Limits.NAME);
        if (place.isPresent()) session.owner = session.owner.map(who -> new Owner(who.name(), place));
        if (session.isOpened) return;
        var meta = params.path("_meta");
        session.traced = session.traced.or(
                () -> TraceContext.of(ForeignValue.text(meta, "traceparent")).map(TraceContext::task));
        var task = ForeignValue.text(meta.path("sitrep"), "task");
        if (task.isBlank() || !session.isOwnTask) return;
        session.task = new TaskId(ForeignValue.id(task));
        session.isOwnTask = false;
        var run = ForeignValue.text(meta.path("sitrep"), "run");
        session.parent = run.isBlank() ? Optional.empty() : Optional.of(new RunId(ForeignValue.id(run)));
    }

    /**
     * A turn begins: somebody asks, or the agent goes to work by itself. It goes by its place among those of the pair,
     * for numbers of requests may come twice, and as texts.
     */
    AcpRun turn(AcpSession session, PromptText prompt) {
        open(session, prompt);
        var run = new AcpRun(session.task, new RunId("acp-" + pair.id() + "-" + ++turns), telling);
        run.isQueued = !session.turns.isEmpty();
        session.turns.addLast(run);
        run.say(new Fact.RunOpened(
                run.id,
                Optional.empty(),
                OptionalInt.empty(),
                session.parent,
                Optional.of(worker(session)),
                prompt.name(),
                Optional.of(run.isQueued ? Phase.QUEUED : Phase.STARTING),
                Optional.empty()));
        run.thinks();
        return run;
    }

    /** A task of its own goes by what was asked last, unless that is a reply; another's keeps what it is called. */
    private void open(AcpSession session, PromptText prompt) {
        if (session.isOwnTask && (!session.isOpened || prompt.renames())) {
            var goal = prompt.whole().filter(text -> !prompt.name().equals(Optional.of(text)));
            telling.say(session.task, named(prompt.name(), session.owner, goal));
        }
        if (session.isOpened) return;
        session.isOpened = true;
        if (!session.isOwnTask) {
            telling.say(session.task, new Fact.TaskAlias(new TaskId("acp-" + ForeignValue.id(session.id))));
        }
        hooks(session).ifPresent(name -> telling.say(session.task, new Fact.TaskAlias(name)));
        session.traced.ifPresent(name -> telling.say(session.task, new Fact.TaskAlias(name)));
    }

    /** What the same session is called by the agent's own hooks, of those that give it one id everywhere. */
    private Optional<TaskId> hooks(AcpSession session) {
        return agentOfHooks().map(name -> new TaskId(name + "-" + ForeignValue.id(session.id)));
    }

    private Optional<String> agentOfHooks() {
        if (program.endsWith("/claude-agent-acp")) return Optional.of("claude-code");
        return switch (program) {
            case "gemini-cli" -> Optional.of("gemini");
            case "Copilot" -> Optional.of("copilot");
            default -> Optional.empty();
        };
    }

    static Fact.TaskOpened named(Optional<String> name, Optional<Owner> owner, Optional<String> goal) {
        return new Fact.TaskOpened(name, owner, goal, Optional.empty(), Map.of(), List.of());
    }

    private WorkerSeen worker(AcpSession session) {
        return new WorkerSeen(
                new WorkerId(ForeignValue.id(session.id)),
                Optional.of(WorkerKind.ACP),
                Optional.of(agent),
                Optional.of(pair.host()),
                Optional.empty());
    }

    /** The agent goes to work although nobody asked. */
    AcpRun byItself(AcpSession session, String about) {
        var name = ForeignValue.line(about, 120).or(() -> Optional.of("By itself"));
        var run = turn(session, new PromptText(name, Optional.empty(), false));
        run.isOfItself = true;
        return run;
    }

    /** A turn of the agent's own that a question began is over with its answer: nothing else would say so. */
    void settled(AcpSession session, AcpRun run) {
        if (!run.isOfItself || isSecondVersion || !run.blocks.isEmpty()) return;
        over(session, run, TurnEnd.of("end_turn", run.lastWords()));
    }

    /** A sub-agent goes to work within a turn. */
    AcpRun child(AcpSession session, AcpRun parent, String call, Optional<String> label) {
        var id = ForeignValue.id(call);
        var run = new AcpRun(session.task, new RunId(ForeignValue.id(parent.id.text() + "/" + id)), telling);
        parent.children.put(call, run);
        var worker = new WorkerSeen(
                new WorkerId(id),
                Optional.of(WorkerKind.SUBAGENT),
                label,
                Optional.of(pair.host()),
                Optional.of(new WorkerId(ForeignValue.id(session.id))));
        run.say(new Fact.RunOpened(
                run.id,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(parent.id),
                Optional.of(worker),
                label,
                Optional.of(Phase.STARTING),
                Optional.empty()));
        run.thinks();
        return run;
    }

    /** A turn has stopped by its own word. Where its answer ends with a question, its user is waited for. */
    void stopped(AcpSession session, AcpRun turn, String reason) {
        var end = TurnEnd.of(reason, turn.lastWords());
        var question = Optional.of(turn.endOfMessage()).flatMap(LastWords::question);
        if (end.outcome() != Outcome.SUCCEEDED || question.isEmpty() || session.turns.size() > 1) {
            over(session, turn, end, question.isEmpty() ? SHOWN + "; it ends with no question" : SHOWN);
            return;
        }
        session.turns.remove(turn);
        turn.settle("not answered");
        turn.rests();
        waits(session, turn, ANSWER, BlockReason.USER_INPUT, question, "Answer it in " + client);
        session.waiting = Optional.of(new AcpSession.Waiting(turn, end));
    }

    /** The name of a wait for somebody, which no other of the pair has. */
    BlockId question(String sort) {
        return new BlockId(sort + "-" + ++questions);
    }

    /** A turn cannot go on without its user. */
    void waits(
            AcpSession session,
            AcpRun turn,
            BlockId block,
            BlockReason reason,
            Optional<String> question,
            String step) {
        var who = session.owner.map(Owner::name);
        var action = new Action(step, who, Optional.empty(), Optional.empty());
        turn.blocks(new Fact.RunBlocked(turn.id, block, reason, question, who, Optional.of(action)));
    }

    /** Whether an answer of the session has ended with a question, and nobody has replied. */
    static boolean hasAsked(AcpSession session) {
        return session.waiting.filter(it -> it.run().blocks.contains(ANSWER)).isPresent();
    }

    /** What waited for its user is over: the user goes on, or goes. */
    void goesOn(AcpSession session, String how) {
        var waited = session.waiting;
        session.waiting = Optional.empty();
        waited.ifPresent(it -> {
            it.run().ends(it.end(), how);
            reported(session, it.end(), SHOWN);
        });
    }

    /** A turn is over. Where the session has the task for itself, the client has shown its result to whoever asked. */
    void over(AcpSession session, AcpRun turn, End end) {
        over(session, turn, end, SHOWN);
    }

    private void over(AcpSession session, AcpRun turn, End end, String shown) {
        session.turns.remove(turn);
        turn.ends(end, end.outcome() == Outcome.CANCELLED ? "cancelled" : "not answered");
        session.turn().filter(next -> next.isQueued).ifPresent(next -> {
            next.isQueued = false;
            next.advance(Optional.of(Phase.STARTING), Optional.empty(), Voice.ACT, List.of());
        });
        reported(session, end, shown);
    }

    private void reported(AcpSession session, End end, String shown) {
        if (!session.isOwnTask || !session.turns.isEmpty() || !end.isReal()) return;
        telling.say(session.task, new Fact.TaskReported(report(end, shown)));
    }

    private Report report(End end, String shown) {
        return switch (end.outcome()) {
            case SUCCEEDED -> new Report.Delivered(client, Optional.of(shown));
            case CANCELLED -> new Report.NotOwed("whoever asked stopped it");
            case FAILED, TIMED_OUT, LOST ->
                new Report.NotOwed("the error was shown in " + client + ", where it was asked");
        };
    }
}
