package sitrep.connect.openclaw.meaning;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Handover;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.core.event.OpenCall;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/** What a run itself pushes: its life, its words, its plan. */
final class AgentFrames {
    private static final Set<String> QUIET_TOOLS = Set.of("heartbeat_respond", "session_status");

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final TaskOfRun joining;
    private final RunNews runs;
    private final TurnEnds ends;
    private final ToolCalls calls;
    private final ProviderFailures failures;
    private final Prompts prompts;
    private final GatewayRestarts restarts;
    private final TypedRequests requests;

    AgentFrames(
            GatewayMemory book,
            EventsOfStep chronicle,
            TaskOfRun joining,
            ToolCalls calls,
            Prompts prompts,
            GatewayRestarts restarts,
            TypedRequests requests) {
        this.book = book;
        this.chronicle = chronicle;
        this.joining = joining;
        this.runs = joining.runs();
        this.ends = joining.ends();
        this.calls = calls;
        this.failures = new ProviderFailures(joining.runs());
        this.prompts = prompts;
        this.restarts = restarts;
        this.requests = requests;
    }

    void read(JsonNode payload) {
        var run = ForeignValue.text(payload, "runId");
        var session = ForeignValue.text(payload, "sessionKey");
        var stream = ForeignValue.text(payload, "stream");
        var data = payload.path("data");
        if (run.isBlank() || session.isBlank() || !data.isObject()) {
            chronicle.skip("agent", "without run, session or data");
            return;
        }
        var at = ForeignValue.time(payload, "ts").orElse(chronicle.now());
        // A session that is only made shorter is at nobody's work.
        if (stream.equals("compaction") && book.turn(run).isEmpty()) return;
        var heartbeat =
                payload.path("isHeartbeat").asBoolean(false) && book.turn(run).isEmpty();
        if (heartbeat && isHushed(run, session, stream, data, at)) return;
        var turn = joining.turn(run, session, ForeignValue.text(payload, "spawnedBy"), begins(stream, data), at);
        turn.overheard = false;
        turn.called = false;
        restarts.resumed(turn, at);
        turn.waiting = false;
        requests.begun(run, turn);
        if (turn.over
                && stream.equals("lifecycle")
                && ForeignValue.text(data, "phase").equals("start")) ends.resumed(turn, at);
        if (!turn.over || isEnd(data)) read(turn, stream, data, at);
        runs.heard(turn, at);
    }

    private static Phase begins(String stream, JsonNode data) {
        return stream.equals("lifecycle") && ForeignValue.text(data, "phase").equals("queued")
                ? Phase.QUEUED
                : Phase.STARTING;
    }

    private static boolean isEnd(JsonNode data) {
        var phase = ForeignValue.text(data, "phase");
        return phase.equals("end") || phase.equals("error");
    }

    /** A heartbeat's turn is passed over until it calls a tool or says something. */
    private boolean isHushed(String run, String session, String stream, JsonNode data, Instant at) {
        var hush = book.hushed.get(run);
        if (hush == null) {
            hush = new GatewayMemory.Hush(session, at, false);
            if (joining.isToldBy(hush)) {
                joining.heartbeat(run, hush, at);
                return false;
            }
            GatewayMemory.keep(book.hushed, run, hush);
        }
        var acts = stream.equals("item")
                && ForeignValue.text(data, "kind").equals("tool")
                && !QUIET_TOOLS.contains(ForeignValue.text(data, "name"));
        var speaks = stream.equals("lifecycle") && isEnd(data) && isVisible(data);
        if (!acts && !speaks) return true;
        book.hushed.remove(run);
        joining.heartbeat(run, hush, at);
        return false;
    }

    private void read(Turn turn, String stream, JsonNode data, Instant at) {
        switch (stream) {
            case "lifecycle" -> lifecycle(turn, data, at);
            case "run_status" -> status(turn, data, at);
            case "item" -> item(turn, data, at);
            case "assistant" -> assistant(turn, data, at);
            case "thinking" -> thinks(turn, at);
            case "command_output" ->
                calls.output(turn, ForeignValue.text(data, "toolCallId"), ForeignValue.text(data, "output"), at);
            case "plan" -> plan(turn, data, at);
            case "acp" -> acp(turn, data, at);
            case "approval" -> prompts.requested(turn, data, at);
            case "usage", "execution", "tool", "compaction", "patch" -> {}
            default -> chronicle.skip("agent", "unknown stream");
        }
    }

    private void lifecycle(Turn turn, JsonNode data, Instant at) {
        switch (ForeignValue.text(data, "phase")) {
            case "start" -> started(turn, at);
            case "model" -> model(turn, data, at);
            case "waiting-approval" -> prompts.waiting(turn, data, at);
            case "approval-resolved" -> prompts.resolved(turn, data, at);
            case "fallback_step" -> fallback(turn, data, at);
            case "end" -> end(turn, data, at);
            case "error" -> error(turn, data, at);
            case "finishing" -> finishing(turn, data);
            default -> {}
        }
    }

    private void started(Turn turn, Instant at) {
        if (turn.dial.phase() == Phase.QUEUED) runs.does(turn, Phase.STARTING, at);
        failures.over(turn, at);
    }

    /** The model is asked, or, without a name, has been let go. */
    private void model(Turn turn, JsonNode data, Instant at) {
        if (ForeignValue.text(data, "model").isBlank()) {
            answered(turn, at);
            return;
        }
        failures.over(turn, at);
        turn.thinking = Optional.of(chronicle.now());
        turn.model = Optional.of(new OpenCall(
                "model",
                OpenCall.Kind.MODEL,
                ForeignValue.line(ForeignValue.text(data, "model"), ForeignValue.NEWS),
                Optional.of(at),
                Optional.empty(),
                false));
        runs.acts(turn, at);
    }

    private void answered(Turn turn, Instant at) {
        turn.thinking = Optional.empty();
        if (turn.model.isEmpty()) return;
        turn.model = Optional.empty();
        runs.acts(turn, at);
    }

    private void finishing(Turn turn, JsonNode data) {
        turn.thinking = Optional.empty();
        if (data.path("error").isString()) turn.dial.settle();
    }

    private void fallback(Turn turn, JsonNode data, Instant at) {
        var from = ForeignValue.text(data, "fallbackStepFromModel");
        var to = ForeignValue.text(data, "fallbackStepToModel");
        var why = ForeignValue.text(data, "fallbackStepFromFailureDetail", "fallbackStepFromFailureReason");
        var what = to.isBlank() ? from + " failed" : from + " failed, goes on with " + to;
        runs.news(turn, why.isBlank() ? what : what + ": " + why, at);
    }

    private void end(Turn turn, JsonNode data, Instant at) {
        var ended = ForeignValue.time(data, "endedAt").orElse(at);
        if (data.path("yielded").asBoolean(false)) {
            if (!turn.over) ends.over(turn, new TurnEnd(Outcome.SUCCEEDED, "", false, ended));
            return;
        }
        var outcome = outcome(data, Outcome.SUCCEEDED);
        if (joining.isOfUnknown(turn) && !turn.over) {
            ends.told(turn, new TurnEnd(outcome, said(turn, data), isVisible(data), ended));
            return;
        }
        if (turn.kind == Turn.Kind.REPORT && !turn.over) ends.takenUp(turn);
        expectHandover(turn);
        if (outcome == Outcome.SUCCEEDED) expectDelivery(turn);
        ends.over(turn, new TurnEnd(outcome, said(turn, data), isVisible(data), ended));
    }

    private void error(Turn turn, JsonNode data, Instant at) {
        var ended = ForeignValue.time(data, "endedAt").orElse(at);
        var text = ForeignValue.text(data, "error");
        if (!turn.over) failures.failed(turn, data, book.session(turn.session, chronicle.now()), text, ended);
        expectHandover(turn);
        ends.over(turn, new TurnEnd(outcome(data, Outcome.FAILED), text, false, ended));
    }

    /** The result of a child goes to the session that asked for it, which takes a while. */
    private void expectHandover(Turn turn) {
        if (turn.over) return;
        child(turn)
                .or(() ->
                        turn.parent.filter(it -> turn.kind == Turn.Kind.REPORT).flatMap(AgentFrames::child))
                .ifPresent(child -> {
                    var spawnedBy = book.session(child.session, chronicle.now()).spawnedBy;
                    if (!spawnedBy.isBlank()) {
                        ends.await(turn.errand, child.id.text(), spawnedBy, Handover.PENDING);
                    }
                });
    }

    /** What a job found is delivered before the job is over. */
    private void expectDelivery(Turn turn) {
        if (turn.over
                || !turn.errand.isJob
                || turn.errand.root.filter(turn::equals).isEmpty()) return;
        ends.await(turn.errand, ScheduledJobs.DELIVERY, turn.session, ScheduledJobs.DELIVERING);
    }

    /** A child that had waited for its own children ends with the turn that takes up what they found. */
    private static Optional<Turn> child(Turn turn) {
        var isChild = turn.kind == Turn.Kind.SUBAGENT || turn.kind == Turn.Kind.ACP;
        return Optional.of(turn).filter(it -> isChild && it.isLive());
    }

    private static Outcome outcome(JsonNode data, Outcome otherwise) {
        var reason = ForeignValue.text(data, "stopReason");
        if (data.path("aborted").asBoolean(false)
                || ForeignValue.text(data, "status").equals("cancelled")) {
            return reason.equals("timeout") ? Outcome.TIMED_OUT : Outcome.CANCELLED;
        }
        if (!ForeignValue.text(data, "timeoutPhase").isBlank() || reason.equals("timeout")) return Outcome.TIMED_OUT;
        return data.path("error").isString() ? Outcome.FAILED : otherwise;
    }

    private static String said(Turn turn, JsonNode data) {
        var reply = ForeignValue.text(data.path("terminalReply"), "text");
        if (!reply.isBlank()) return reply;
        var error = ForeignValue.text(data, "error");
        return error.isBlank() ? turn.text : error;
    }

    private static boolean isVisible(JsonNode data) {
        var delivery = ForeignValue.text(data.path("terminalDelivery"), "status");
        return ForeignValue.text(data.path("terminalReply"), "disposition").equals("visible")
                && !delivery.equals("suppressed")
                && !delivery.equals("failed");
    }

    private void status(Turn turn, JsonNode data, Instant at) {
        if (ForeignValue.text(data, "phase").equals("retrying")) {
            failures.retrying(turn, data, at);
        } else if (turn.dial.phase() == Phase.QUEUED) {
            runs.does(turn, Phase.STARTING, at);
        }
    }

    private void item(Turn turn, JsonNode data, Instant at) {
        switch (ForeignValue.text(data, "kind")) {
            case "preamble" -> {
                if (ForeignValue.text(data, "phase").equals("end")) preamble(turn, data, at);
            }
            case "tool" -> calls.item(turn, data, at);
            default -> {}
        }
    }

    /** What the model says before it calls a tool: news, and no closing words. */
    private void preamble(Turn turn, JsonNode data, Instant at) {
        answered(turn, at);
        turn.dial.settle();
        runs.news(turn, ForeignValue.text(data, "progressText"), at);
    }

    private void assistant(Turn turn, JsonNode data, Instant at) {
        failures.over(turn, at);
        var text = ForeignValue.text(data, "text");
        var item = ForeignValue.text(data, "itemId");
        if (text.isBlank()) return;
        turn.thinking = Optional.empty();
        turn.text = ForeignValue.summary(text).orElse("");
        if (!item.equals(turn.textItem) || turn.textHeard.isEmpty()) turn.textHeard = Optional.of(chronicle.now());
        turn.textItem = item;
        runs.seems(turn, writing(turn), "text " + item, at);
    }

    private static Phase writing(Turn turn) {
        var closing = turn.lastTool.isPresent() || turn.kind == Turn.Kind.REPORT;
        return closing && turn.calls.isEmpty() ? Phase.SUMMARIZING : Phase.RESEARCHING;
    }

    private void thinks(Turn turn, Instant at) {
        failures.over(turn, at);
        if (turn.lastTool.isEmpty()) runs.seems(turn, Phase.RESEARCHING, "thinking", at);
    }

    private void plan(Turn turn, JsonNode data, Instant at) {
        var steps = data.path("steps");
        var done = 0;
        var now = "";
        for (var step : steps) {
            if (ForeignValue.text(step, "status").equals("completed")) done++;
            else if (now.isEmpty() && ForeignValue.text(step, "status").equals("in_progress"))
                now = ForeignValue.text(step, "step");
        }
        runs.seems(turn, Phase.PLANNING, "plan " + at.toEpochMilli(), at);
        var text = now.isEmpty() ? ForeignValue.text(data, "explanation", "title") : now;
        if (steps.size() > 0) runs.progress(turn, done, steps.size(), text, at);
        else runs.news(turn, text, at);
    }

    private void acp(Turn turn, JsonNode data, Instant at) {
        switch (ForeignValue.text(data, "eventType")) {
            case "tool_call" -> calls.acp(turn, data, at);
            case "status" -> {
                if (ForeignValue.text(data, "tag").equals("plan")) {
                    if (turn.dial.isOnlyStarting()) runs.does(turn, Phase.PLANNING, at);
                    else runs.seems(turn, Phase.PLANNING, "plan " + at.toEpochMilli(), at);
                }
                runs.news(turn, ForeignValue.text(data, "text"), at);
            }
            case "error" -> runs.news(turn, ForeignValue.text(data, "message"), at);
            default -> {}
        }
    }

    ToolCalls calls() {
        return calls;
    }
}
