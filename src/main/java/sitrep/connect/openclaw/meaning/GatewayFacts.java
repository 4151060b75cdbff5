package sitrep.connect.openclaw.meaning;

import java.util.List;
import java.util.Optional;
import sitrep.connect.openclaw.memory.Book;
import sitrep.connect.openclaw.memory.Chronicle;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Step;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.connect.openclaw.words.Plain;
import sitrep.core.event.Fact;
import sitrep.core.text.Invalid;
import tools.jackson.databind.JsonNode;

/**
 * What follows from what one gateway says. The same signals give the same events, whoever listens: it reads no clock
 * and counts nothing itself. What was said before is remembered here, within the limits of {@link Book}, so one gateway
 * has one of these, used by one thread.
 */
public final class GatewayFacts {
    private final Gateway gateway;
    private final Chronicle chronicle;
    private final Jobs jobs;
    private final Prompts prompts;
    private final Requests requests;
    private final AgentFrames agents;
    private final SessionFrames sessions;
    private final LedgerRows ledger;
    private final History history;
    private final Strangers strangers;
    private final Answers answers;
    private final Restarts restarts;
    private final Clockwork clockwork;

    public GatewayFacts(Gateway gateway) {
        this.gateway = gateway;
        var book = new Book();
        chronicle = new Chronicle(gateway);
        var runs = new Runs(book, chronicle, gateway);
        var ends = new Ends(book, chronicle, runs);
        restarts = new Restarts(book, runs, ends);
        var joining = new Joining(book, runs, ends);
        var commands = new Commands(book, runs, ends);
        prompts = new Prompts(book, chronicle, runs);
        var calls = new Calls(book, chronicle, joining, runs, commands, prompts);
        requests = new Requests(book, chronicle, joining, runs);
        agents = new AgentFrames(book, chronicle, joining, calls, prompts, restarts, requests);
        sessions = new SessionFrames(book, chronicle, joining, runs, calls, requests);
        jobs = new Jobs(book, chronicle, runs, ends, gateway);
        ledger = new LedgerRows(book, chronicle, joining, runs, calls, commands, jobs);
        strangers = new Strangers(book);
        history = new History(book, chronicle, joining, agents, sessions, requests, ledger);
        answers = new Answers(book, chronicle, history, ledger, sessions, jobs, prompts);
        clockwork = new Clockwork(book, runs, ends, commands, prompts, ledger, restarts);
    }

    /** What follows from one more signal. */
    public Step next(Signal signal) {
        chronicle.begin(signal.at());
        try {
            read(signal);
        } catch (Invalid e) {
            var skipped = Step.Skipped.refused(e.field());
            chronicle.skip(skipped.what(), skipped.reason());
        }
        return chronicle.end();
    }

    /** Sessions in which work goes on of which too little is known: what was said there would tell. */
    public List<String> unfamiliar() {
        return history.wanted();
    }

    private void read(Signal signal) {
        switch (signal) {
            case Signal.Frame it -> {
                // What was held back comes first: a run is told of in the order in which it went on.
                strangers.released(it.at()).forEach(this::frame);
                if (!strangers.hold(it.frame(), it.at())) frame(it.frame());
            }
            case Signal.Answer it -> answers.read(it);
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
                chronicle.say("lost", new Fact.SourceLost(Plain.line(it.why(), Plain.NEWS)));
            }
        }
    }

    private void frame(JsonNode frame) {
        var payload = frame.path("payload");
        var at = chronicle.now();
        switch (Plain.text(frame, "event")) {
            case "agent" -> agents.read(payload);
            case "session.tool" -> sessions.tool(payload);
            case "session.message" -> sessions.message(payload);
            case "sessions.changed" -> sessions.changed(payload);
            case "chat" -> requests.chat(payload);
            case "task" -> ledger.pushed(payload);
            case "cron" -> jobs.pushed(payload);
            case "session.approval" ->
                prompts.record(payload.path("approval"), Plain.text(payload, "sourceSessionKey", "sessionKey"), at);
            case "exec.approval.requested", "plugin.approval.requested" ->
                prompts.record(payload, Plain.text(payload, "sessionKey"), at);
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
