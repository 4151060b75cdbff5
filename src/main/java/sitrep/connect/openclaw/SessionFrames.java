package sitrep.connect.openclaw;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sitrep.core.Limits;
import sitrep.core.Outcome;
import sitrep.core.Owner;
import sitrep.core.Phase;
import tools.jackson.databind.JsonNode;

/** What is pushed about sessions: what was typed, which tools are called, how they stand. */
final class SessionFrames {
    private static final String TYPED = ":user";

    private final Book book;
    private final Chronicle chronicle;
    private final Joining joining;
    private final Runs runs;
    private final Ends ends;
    private final Calls calls;
    private final Overheard overheard;

    SessionFrames(Book book, Chronicle chronicle, Joining joining, Runs runs, Calls calls) {
        this.book = book;
        this.chronicle = chronicle;
        this.joining = joining;
        this.runs = runs;
        this.ends = joining.ends();
        this.calls = calls;
        this.overheard = new Overheard(book, joining, runs, calls);
    }

    void tool(JsonNode payload) {
        var run = Plain.text(payload, "runId");
        var session = Plain.text(payload, "sessionKey");
        if (run.isBlank() || session.isBlank() || !payload.path("data").isObject()) {
            chronicle.skip("session.tool", "without run, session or data");
            return;
        }
        var at = Plain.time(payload, "ts").orElse(chronicle.now());
        if (book.hushed.containsKey(run)) return;
        var turn = joining.turn(run, session, Plain.text(payload, "spawnedBy"), Phase.STARTING, at);
        if (!turn.over) calls.tool(turn, payload.path("data"), at);
        runs.heard(turn, at);
    }

    void message(JsonNode payload) {
        var key = Plain.text(payload, "sessionKey");
        var message = payload.path("message");
        if (key.isBlank() || !message.isObject()) {
            chronicle.skip("session.message", "without session or message");
            return;
        }
        switch (Plain.text(message, "role")) {
            case "user" -> typed(key, message);
            case "assistant" -> {
                answered(message);
                overheard.says(key, message);
            }
            default -> {}
        }
    }

    /** The run that a typed message began, by the key with which it was sent. */
    static String run(JsonNode message) {
        var key = Plain.text(message, "idempotencyKey");
        if (key.isBlank()) key = Plain.text(message.path("__openclaw"), "idempotencyKey");
        return key.endsWith(TYPED) ? key.substring(0, key.length() - TYPED.length()) : "";
    }

    static boolean isTyped(JsonNode message) {
        var kind = Plain.text(message.path("provenance"), "kind");
        return Plain.text(message, "role").equals("user") && !kind.startsWith("internal") && !kind.startsWith("inter");
    }

    private void typed(String key, JsonNode message) {
        var session = book.session(key, chronicle.now());
        var text = Plain.content(message.path("content"));
        var run = run(message);
        if (session.isMadeByProgram() || !isTyped(message) || run.isBlank() || book.hushed.containsKey(run)) return;
        var at = Plain.time(message, "timestamp").orElse(chronicle.now());
        var name = Naming.of(text);
        session.said = name.orElse("");
        var known = book.turn(run);
        if (known.isPresent()) {
            if (known.get().errand.root.filter(known.get()::equals).isPresent())
                ask(known.get().errand, session, message, text, at);
            else steer(known.get().errand, text, reached(message, at));
            return;
        }
        var steered = session.errand.filter(Joining::steers);
        if (steered.isPresent()) {
            steer(steered.get(), text, reached(message, at));
            return;
        }
        var turn = joining.turn(run, key, "", Phase.QUEUED, at);
        ask(turn.errand, session, message, text, at);
    }

    /** What a task is: the words in which it was asked for. */
    void ask(Errand errand, Session session, JsonNode message, String text, Instant at) {
        if (errand.named) return;
        errand.named = true;
        errand.owner = Optional.of(owner(session, message, errand));
        var asked = Naming.asked(text);
        var name = Naming.of(text);
        var goal = name.filter(asked::equals).isPresent() ? Optional.<String>empty() : Plain.summary(asked);
        runs.name(errand, session, name, goal.or(() -> name), at);
    }

    private static Owner owner(Session session, JsonNode message, Errand errand) {
        var sender = Plain.text(message, "senderLabel", "senderName");
        if (sender.isBlank()) sender = Plain.text(message.path("sender"), "name", "id");
        var usual = errand.owner.orElseGet(() -> Naming.owner(session));
        var said = Plain.line(sender, Limits.NAME).filter(name -> !name.equals(usual.name()));
        errand.isOwnerSaid |= said.isPresent();
        var isChannel = usual.name().startsWith("#");
        var place = isChannel ? Plain.line(usual.where().orElse("") + " " + usual.name(), Limits.NAME) : usual.where();
        return said.map(name -> new Owner(name, place)).orElse(usual);
    }

    /** When a message that steers reached the work: that may be long after it was typed. */
    private static Instant reached(JsonNode message, Instant typed) {
        return Plain.time(message.path("__openclaw"), "recordTimestampMs")
                .filter(typed::isBefore)
                .orElse(typed);
    }

    void steer(Errand errand, String text, Instant at) {
        Naming.of(text)
                .ifPresent(line -> errand.root.ifPresent(root -> runs.news(root, "Asked meanwhile: " + line, at)));
    }

    /** A word that the gateway itself puts into the chat when a turn fails reaches whoever asked. */
    private void answered(JsonNode message) {
        var internal = message.path("__openclaw");
        var key = Plain.text(internal, "idempotencyKey");
        if (!key.endsWith(":terminal-error")) return;
        var at = Plain.time(internal, "recordTimestampMs").orElse(chronicle.now());
        book.turn(Plain.text(internal, "runId"))
                .filter(turn -> turn.session.equals(turn.errand.session) && !turn.errand.byProgram)
                .ifPresent(turn -> ends.told(turn.errand, "error shown in the chat", at));
    }

    void changed(JsonNode payload) {
        var key = Plain.text(payload, "sessionKey");
        if (key.isBlank()) {
            // Such as that the schedule was loaded, which is about no session in particular.
            if (Plain.text(payload, "reason").isBlank()) chronicle.skip("sessions.changed", "without session");
            return;
        }
        var at = Plain.time(payload, "ts").orElse(chronicle.now());
        var row = payload.path("session");
        var session = row(key, row, at);
        for (var run : row.path("activeRunIds")) {
            var id = run.asString("");
            if (id.startsWith(Joining.ANNOUNCE) && !isOver(row)) announced(id, key, at);
        }
        var phase = Plain.text(payload, "phase");
        if (phase.equals("start")) overheard.begins(Plain.text(payload, "runId"), session, at);
        if (phase.equals("end") || phase.equals("error")) lesserEnd(payload, row, phase, at);
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
        return !Plain.text(row, "status").equals("running");
    }

    /** A row about a session, pushed or asked for. */
    Session row(String key, JsonNode row, Instant at) {
        var session = book.session(key, chronicle.now());
        var label = Plain.text(row, "label");
        if (label.isBlank() && session.isMadeByProgram()) label = Plain.text(row, "displayName", "derivedTitle");
        if (!label.isBlank() && !label.equals(session.label)) {
            session.label = label;
            session.turn.ifPresent(turn -> runs.renamed(turn, session, at));
            runs.owned(session, at);
        }
        var spawnedBy = Plain.text(row, "spawnedBy");
        if (!spawnedBy.isBlank()) session.spawnedBy = spawnedBy;
        session.active = row.path("hasActiveRun").asBoolean(session.active);
        if (!session.active) session.unaccounted = false;
        queued(session, Plain.text(row, "status").equals("queued"), at);
        if (!session.active) joining.past().listed(session, row);
        return session;
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
        book.turn(Plain.text(payload, "runId")).filter(Turn::isWorking).ifPresent(turn -> {
            var outcome = phase.equals("error") ? Outcome.FAILED : Outcome.SUCCEEDED;
            if (row.path("abortedLastRun").asBoolean(false)) outcome = Outcome.CANCELLED;
            var text = outcome == Outcome.FAILED ? Plain.text(row, "lastRunError") : turn.text;
            rumour(turn, outcome, text, false, at);
        });
    }

    /** The chat's end comes with the run's own, and counts when that was lost. */
    void chat(JsonNode payload) {
        var turn = book.turn(Plain.text(payload, "runId")).filter(Turn::isWorking);
        if (turn.isEmpty()) return;
        var text = Plain.content(payload.path("message").path("content"));
        switch (Plain.text(payload, "state")) {
            case "aborted" -> rumour(turn.get(), Outcome.CANCELLED, "", false, chronicle.now());
            case "error" ->
                rumour(turn.get(), Outcome.FAILED, Plain.text(payload, "errorMessage"), false, chronicle.now());
            case "final" -> rumour(turn.get(), Outcome.SUCCEEDED, text, !text.isBlank(), chronicle.now());
            default -> runs.heard(turn.get(), chronicle.now());
        }
    }

    private void rumour(Turn turn, Outcome outcome, String text, boolean visible, Instant at) {
        if (turn.rumour.isEmpty()) {
            turn.rumour = Optional.of(new Turn.Rumour(outcome, text, visible, at, chronicle.now()));
        }
    }
}
