package sitrep.connect.openclaw;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.StreamSupport;
import sitrep.core.Outcome;
import sitrep.core.Phase;
import tools.jackson.databind.JsonNode;

/**
 * What a gateway answers when it is asked how things stand. It is the truth against which what was pushed is held: what
 * it lists is known from then on, and what it does not list any more has ended.
 */
final class Answers {
    /** How long a run must have been silent before its absence from a list means anything: lists are slow. */
    private static final Duration SILENT = Duration.ofSeconds(10);

    private final Book book;
    private final Chronicle chronicle;
    private final Joining joining;
    private final Ends ends;
    private final LedgerRows ledger;
    private final SessionFrames sessions;
    private final Jobs jobs;
    private final Prompts prompts;
    private final Restarts restarts;

    Answers(
            Book book,
            Chronicle chronicle,
            Joining joining,
            LedgerRows ledger,
            SessionFrames sessions,
            Jobs jobs,
            Prompts prompts) {
        this.book = book;
        this.chronicle = chronicle;
        this.joining = joining;
        this.ends = joining.ends();
        this.ledger = ledger;
        this.sessions = sessions;
        this.jobs = jobs;
        this.prompts = prompts;
        this.restarts = new Restarts(book, ends);
    }

    void read(Signal.Answer answer) {
        var payload = answer.payload();
        switch (answer.method()) {
            case "tasks.list" -> tasks(answer.params(), payload);
            case "tasks.get" -> ledger.row(payload.path("task"));
            case "sessions.list" -> sessions(answer.params(), payload);
            case "sessions.subscribe" -> sessions(answer.params(), payload.path("list"));
            case "cron.list" -> payload.path("jobs").forEach(jobs::job);
            case "question.list" -> payload.path("questions").forEach(it -> prompts.question(it, answer.at()));
            case "exec.approval.list", "plugin.approval.list" -> approvals(payload, answer.at());
            case "sessions.messages.subscribe" -> approvals(payload.path("approvalReplay"), answer.at());
            case "chat.history" -> history(payload);
            default -> chronicle.skip("answer", "to a question that was not asked");
        }
    }

    private void approvals(JsonNode payload, Instant at) {
        var list = payload.isArray() ? payload : payload.path("approvals");
        for (var each : list) {
            var record = each.path("approval").isObject() ? each.path("approval") : each;
            prompts.record(record, Plain.text(each, "sourceSessionKey", "sessionKey"), at);
        }
    }

    private void tasks(JsonNode params, JsonNode payload) {
        var listed = new HashSet<String>();
        // The oldest first: the ledger lists the newest first, and children come after those who made them.
        var rows = StreamSupport.stream(payload.path("tasks").spliterator(), false)
                .toList()
                .reversed();
        for (var row : rows) {
            listed.add(Plain.text(row, "runId"));
            ledger.row(row);
        }
        if (params.path("status").isArray() && !payload.path("hasMore").asBoolean(false)) unlisted(listed);
    }

    /** What the ledger had and does not list as going on any more. */
    private void unlisted(Set<String> listed) {
        for (var entry : Set.copyOf(book.turns.entrySet())) {
            var turn = entry.getValue();
            var inLedger = turn.kind == Turn.Kind.SUBAGENT
                    || turn.kind == Turn.Kind.ACP
                    || entry.getKey().startsWith("exec:");
            if (!inLedger || !turn.isWorking() || listed.contains(entry.getKey())) continue;
            if (isSilent(turn)) restarts.doubt(turn, Restarts.UNLISTED, chronicle.now());
        }
    }

    private boolean isSilent(Turn turn) {
        return Duration.between(turn.heard, chronicle.now()).compareTo(SILENT) > 0;
    }

    private void sessions(JsonNode params, JsonNode payload) {
        var active = new HashSet<String>();
        for (var row : payload.path("sessions")) {
            var key = Plain.text(row, "key");
            if (key.isBlank()) continue;
            var at = Plain.time(row, "updatedAt").orElse(chronicle.now());
            var session = sessions.row(key, row, at);
            if (row.path("hasActiveRun").asBoolean(false)) active.add(key);
            settled(session, row);
        }
        if (params.path("activeOnly").asBoolean(false)
                && !payload.path("hasMore").asBoolean(false)) idle(active);
    }

    /** A session says that its last run is over: if that is the one we thought alive, its end was missed. */
    private void settled(Session session, JsonNode row) {
        if (row.path("hasActiveRun").asBoolean(true)) return;
        var turn = session.turn.filter(Turn::isWorking).filter(it -> it.kind != Turn.Kind.EXEC);
        if (turn.isEmpty() || !isSilent(turn.get())) return;
        var at = Plain.time(row, "endedAt")
                .or(() -> Plain.time(row, "updatedAt"))
                .orElse(chronicle.now());
        if (at.isBefore(turn.get().opened)) return;
        var outcome = switch (Plain.text(row, "status")) {
            case "done", "completed", "idle" -> Outcome.SUCCEEDED;
            case "failed", "error" -> Outcome.FAILED;
            case "aborted", "cancelled" -> Outcome.CANCELLED;
            default -> Outcome.LOST;
        };
        var visible = outcome == Outcome.SUCCEEDED && turn.get().kind == Turn.Kind.MAIN;
        ends.over(turn.get(), new Ends.End(outcome, turn.get().text, visible, at));
    }

    /** Sessions that are not active any more have no turn that works. */
    private void idle(Set<String> active) {
        for (var turn : book.live()) {
            var listed = turn.kind == Turn.Kind.EXEC || turn.session.isBlank() || active.contains(turn.session);
            if (!listed && turn.isWorking() && turn.kind != Turn.Kind.CRON && isSilent(turn)) {
                restarts.doubt(turn, Restarts.UNLISTED, chronicle.now());
            }
        }
    }

    /** What was last typed in a session, for those that join late: it names the task that goes on there. */
    private void history(JsonNode payload) {
        var key = Plain.text(payload, "sessionKey");
        if (key.isBlank()) return;
        var session = book.session(key, chronicle.now());
        if (session.isMadeByProgram()) return;
        StreamSupport.stream(payload.path("messages").spliterator(), false)
                .filter(message -> SessionFrames.isTyped(message)
                        && !SessionFrames.run(message).isBlank())
                .reduce((_, newer) -> newer)
                .ifPresent(message -> typed(session, message));
    }

    private void typed(Session session, JsonNode last) {
        var run = SessionFrames.run(last);
        var key = session.key;
        var at = Plain.time(last, "timestamp").orElse(chronicle.now());
        var orphans = book.orphans.values().stream()
                .filter(orphan -> Plain.text(orphan.row(), "ownerKey").equals(key))
                .toList();
        var known = book.turn(run);
        if (known.isEmpty() && orphans.isEmpty() && !session.active) return;
        var turn = known.orElseGet(() -> joining.turn(run, key, "", Phase.STARTING, at));
        if (known.isEmpty() && !session.active) turn.over = true;
        sessions.ask(turn.errand, session, last, Plain.content(last.path("content")), at);
        orphans.forEach(orphan -> ledger.adopt(orphan.row()));
    }
}
