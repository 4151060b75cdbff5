package sitrep.connect.openclaw.meaning;

import java.util.List;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Grip;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.text.Invalid;
import tools.jackson.databind.JsonNode;

/**
 * What follows from what one gateway says. The same signals give the same events, whoever listens: it reads no clock
 * and counts nothing itself. What was said before is remembered here, within the limits of {@link GatewayMemory}, so
 * one gateway has one of these, used by one thread.
 */
public final class GatewayFacts {
    private final Gateway gateway;
    private final GatewayMemory book = new GatewayMemory();
    private final EventsOfStep chronicle;
    private final ScheduledJobs jobs;
    private final Prompts prompts;
    private final TypedRequests requests;
    private final AgentFrames agents;
    private final SessionFrames sessions;
    private final LedgerRows ledger;
    private final SessionHistory history;
    private final OrphanRuns strangers;
    private final InquiryAnswers answers;
    private final AcpSessions acp;
    private final GatewayRestarts restarts;
    private final PassingTime clockwork;

    public GatewayFacts(Gateway gateway) {
        this.gateway = gateway;
        chronicle = new EventsOfStep(gateway);
        var runs = new RunNews(book, chronicle, gateway);
        var ends = new TurnEnds(book, chronicle, runs);
        restarts = new GatewayRestarts(book, runs, ends);
        var joining = new TaskOfRun(book, runs, ends);
        var commands = new CommandRuns(book, runs, ends);
        prompts = new Prompts(book, chronicle, runs);
        var calls = new ToolCalls(book, chronicle, joining, runs, commands, prompts);
        requests = new TypedRequests(book, chronicle, joining, runs);
        agents = new AgentFrames(book, chronicle, joining, calls, prompts, restarts, requests);
        sessions = new SessionFrames(book, chronicle, joining, runs, calls, requests);
        jobs = new ScheduledJobs(book, chronicle, runs, ends, gateway);
        ledger = new LedgerRows(book, chronicle, joining, runs, calls, commands, jobs);
        strangers = new OrphanRuns(book);
        history = new SessionHistory(book, chronicle, joining, agents, sessions, requests, ledger);
        answers = new InquiryAnswers(book, chronicle, history, ledger, sessions, jobs, prompts);
        acp = new AcpSessions(book, chronicle, runs);
        clockwork = new PassingTime(book, runs, ends, commands, prompts, ledger, restarts);
    }

    /** What follows from one more signal. */
    public Translated next(Signal signal) {
        chronicle.begin(signal.at());
        try {
            read(signal);
        } catch (Invalid e) {
            var skipped = Translated.Skipped.refused(e.field());
            chronicle.skip(skipped.what(), skipped.reason());
        }
        return chronicle.end();
    }

    /** Sessions in which work goes on of which too little is known: what was said there would tell. */
    public List<String> unfamiliar() {
        return history.wanted();
    }

    /** Sessions over ACP at work there of which it is not known by which name their agent knows them. */
    public List<String> nameless() {
        return acp.wanted();
    }

    /** What is to be known of the runs that these events are about by whoever acts on them. */
    public List<Grip> grips(List<Event> events) {
        var told = book.takeChanged();
        for (var event : events) {
            if (event.fact() instanceof Fact.OfRun fact)
                book.turn(fact.run().text()).ifPresent(told::add);
        }
        return told.stream().map(Grip::of).toList();
    }

    private void read(Signal signal) {
        switch (signal) {
            case Signal.Frame it -> {
                // What was held back comes first: a run is told of in the order in which it went on.
                strangers.released(it.at()).forEach(this::frame);
                if (!strangers.hold(it.frame(), it.at())) frame(it.frame());
            }
            case Signal.Answer it -> {
                if (it.method().equals(AcpSessions.KEPT)) acp.read(it.payload());
                else answers.read(it);
            }
            case Signal.Tick it -> {
                strangers.released(it.at()).forEach(this::frame);
                clockwork.tick(it.at());
            }
            case Signal.Connected it -> {
                chronicle.say("seen", new Fact.SourceSeen(Optional.of("OpenClaw " + gateway.name())));
                restarts.connected(it);
            }
            case Signal.Disconnected it -> {
                restarts.disconnected(it.at());
                chronicle.say("lost", new Fact.SourceLost(ForeignValue.line(it.why(), ForeignValue.NEWS)));
            }
        }
    }

    private void frame(JsonNode frame) {
        var payload = frame.path("payload");
        var at = chronicle.now();
        switch (ForeignValue.text(frame, "event")) {
            case "agent" -> agents.read(payload);
            case "session.tool" -> sessions.tool(payload);
            case "session.message" -> sessions.message(payload);
            case "sessions.changed" -> sessions.changed(payload);
            case "chat" -> requests.chat(payload);
            case "task" -> ledger.pushed(payload);
            case "cron" -> jobs.pushed(payload);
            case "session.approval" ->
                prompts.record(
                        payload.path("approval"), ForeignValue.text(payload, "sourceSessionKey", "sessionKey"), at);
            case "exec.approval.requested", "plugin.approval.requested" ->
                prompts.record(payload, ForeignValue.text(payload, "sessionKey"), at);
            case "exec.approval.resolved", "plugin.approval.resolved" -> prompts.decided(payload, at);
            case "question.requested" -> prompts.question(payload, at);
            case "question.resolved" -> prompts.questionResolved(payload, at);
            case "presence", "tick", "health", "heartbeat", "connect.challenge", "shutdown", "skills.changed" -> {}
            case "chat.metadata.changed", "progressCard.changed", "gateway.suspension", "update.available" -> {}
            case "session.observer", "sessions.approval", "node.changed", "config.changed" -> {}
            default -> chronicle.skip("event", "of a name that is not known");
        }
    }
}
