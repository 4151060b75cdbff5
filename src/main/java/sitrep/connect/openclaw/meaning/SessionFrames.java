package sitrep.connect.openclaw.meaning;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/** What is pushed about sessions: what was typed, which tools are called, how they stand. */
final class SessionFrames {
    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final TaskOfRun joining;
    private final RunNews runs;
    private final TurnEnds ends;
    private final ToolCalls calls;
    private final TypedRequests requests;
    private final OverheardTurns overheard;

    SessionFrames(
            GatewayMemory book,
            EventsOfStep chronicle,
            TaskOfRun joining,
            RunNews runs,
            ToolCalls calls,
            TypedRequests requests) {
        this.book = book;
        this.chronicle = chronicle;
        this.joining = joining;
        this.runs = runs;
        this.ends = joining.ends();
        this.calls = calls;
        this.requests = requests;
        this.overheard = new OverheardTurns(book, joining, runs, calls);
    }

    void tool(JsonNode payload) {
        var run = ForeignValue.text(payload, "runId");
        var session = ForeignValue.text(payload, "sessionKey");
        if (run.isBlank() || session.isBlank() || !payload.path("data").isObject()) {
            chronicle.skip("session.tool", "without run, session or data");
            return;
        }
        var at = ForeignValue.time(payload, "ts").orElse(chronicle.now());
        if (book.hushed.containsKey(run)) return;
        var turn = joining.turn(run, session, ForeignValue.text(payload, "spawnedBy"), Phase.STARTING, at);
        if (!turn.over) calls.tool(turn, payload.path("data"), at);
        runs.heard(turn, at);
    }

    void message(JsonNode payload) {
        var key = ForeignValue.text(payload, "sessionKey");
        var message = payload.path("message");
        if (key.isBlank() || !message.isObject()) {
            chronicle.skip("session.message", "without session or message");
            return;
        }
        switch (ForeignValue.text(message, "role")) {
            case "user" -> requests.typed(key, message);
            case "assistant" -> {
                answered(message);
                overheard.says(key, message);
            }
            default -> {}
        }
    }

    /** A word that the gateway itself puts into the chat when a turn fails reaches whoever asked. */
    private void answered(JsonNode message) {
        var internal = message.path("__openclaw");
        var key = ForeignValue.text(internal, "idempotencyKey");
        if (!key.endsWith(":terminal-error")) return;
        var at = ForeignValue.time(internal, "recordTimestampMs").orElse(chronicle.now());
        book.turn(ForeignValue.text(internal, "runId")).ifPresent(turn -> ends.shown(turn, at));
    }

    void changed(JsonNode payload) {
        var key = ForeignValue.text(payload, "sessionKey");
        if (key.isBlank()) {
            // Such as that the schedule was loaded, which is about no session in particular.
            if (ForeignValue.text(payload, "reason").isBlank()) chronicle.skip("sessions.changed", "without session");
            return;
        }
        var at = ForeignValue.time(payload, "ts").orElse(chronicle.now());
        if (ForeignValue.text(payload, "reason").equals("delete")) {
            deleted(book.session(key, chronicle.now()), at);
            return;
        }
        var row = payload.path("session");
        var session = row(key, row, at);
        for (var run : row.path("activeRunIds")) {
            var id = run.asString("");
            if (id.startsWith(TaskOfRun.ANNOUNCE) && !isOver(row)) announced(id, key, at);
        }
        var phase = ForeignValue.text(payload, "phase");
        if (phase.equals("start")) overheard.begins(ForeignValue.text(payload, "runId"), session, at);
        if (phase.equals("end") || phase.equals("error")) lesserEnd(payload, row, phase, at);
    }

    /** A session that is deleted takes with it what goes on there. */
    private void deleted(Session session, Instant at) {
        session.deleted = Optional.of(at);
        session.active = false;
        for (var turn : book.live()) {
            if (turn.session.equals(session.key) && turn.kind != Turn.Kind.EXEC) ends.deleted(turn, at);
        }
    }

    /**
     * The turn that takes up a result has been called for. It may still fail to begin, so it is no run yet, unless the
     * task had been over with nobody taking that result up.
     */
    private void announced(String run, String key, Instant at) {
        book.errandOf(key).ifPresent(errand -> {
            if (book.turn(run).isEmpty() && joining.reopens(errand, run)) {
                joining.turn(run, key, "", Phase.SUMMARIZING, at).called = true;
            }
            for (var entry : Map.copyOf(errand.handovers).entrySet()) {
                if (entry.getValue().session().equals(key)) ends.called(errand, entry.getKey(), key);
            }
        });
    }

    private static boolean isOver(JsonNode row) {
        return !ForeignValue.text(row, "status").equals("running");
    }

    /** A row about a session, pushed or asked for. */
    Session row(String key, JsonNode row, Instant at) {
        var session = book.session(key, chronicle.now());
        var label = ForeignValue.text(row, "label");
        if (label.isBlank() && session.isMadeByProgram()) label = ForeignValue.text(row, "displayName", "derivedTitle");
        if (!label.isBlank() && !label.equals(session.label)) {
            session.label = label;
            session.turn.ifPresent(turn -> runs.renamed(turn, session, at));
            runs.owned(session, at);
        }
        var spawnedBy = ForeignValue.text(row, "spawnedBy");
        if (!spawnedBy.isBlank()) session.spawnedBy = spawnedBy;
        session.active = row.path("hasActiveRun").asBoolean(session.active);
        if (!session.active) session.unaccounted = false;
        if (row.has("hasActiveRun")) idle(session, at);
        queued(session, ForeignValue.text(row, "status").equals("queued"), at);
        if (!session.active) joining.past().listed(session, row);
        return session;
    }

    /** Nothing runs in a session any more: what it had still to do, and is dealt with, will not be done. */
    private void idle(Session session, Instant at) {
        session.idle = session.active ? Optional.empty() : Optional.of(at);
        if (!session.active) session.turn.ifPresent(turn -> requests.dropped(turn, session));
    }

    /** A session whose turn waits for a place. The ledger calls it running all the same. */
    private void queued(Session session, boolean queued, Instant at) {
        if (queued == session.queued) return;
        session.queued = queued;
        session.turn
                .filter(Turn::isWorking)
                .filter(turn -> turn.lastTool.isEmpty())
                .ifPresent(turn -> {
                    if (queued && turn.dial.phase() == Phase.STARTING) runs.does(turn, Phase.QUEUED, at);
                    else if (!queued && turn.dial.phase() == Phase.QUEUED) runs.does(turn, Phase.STARTING, at);
                });
    }

    /** The row's end comes behind the run's own, and counts when that was lost. */
    private void lesserEnd(JsonNode payload, JsonNode row, String phase, Instant at) {
        book.turn(ForeignValue.text(payload, "runId")).filter(Turn::isWorking).ifPresent(turn -> {
            var outcome = phase.equals("error") ? Outcome.FAILED : Outcome.SUCCEEDED;
            if (row.path("abortedLastRun").asBoolean(false)) outcome = Outcome.CANCELLED;
            var text = outcome == Outcome.FAILED ? ForeignValue.text(row, "lastRunError") : turn.text;
            ends.rumour(turn, outcome, text, false, at);
        });
    }
}
