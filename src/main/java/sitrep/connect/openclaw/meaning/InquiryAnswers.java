package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.core.vocabulary.Outcome;
import tools.jackson.databind.JsonNode;

/**
 * What a gateway answers when it is asked how things stand. It is the truth against which what was pushed is held: what
 * it lists is known from then on, and what it does not list any more has ended.
 */
public final class InquiryAnswers {
    /** How long a run must have been silent before its absence from a list means anything: lists are slow. */
    private static final Duration SILENT = Duration.ofSeconds(10);

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final TurnEnds ends;
    private final LedgerRows ledger;
    private final SessionFrames sessions;
    private final ScheduledJobs jobs;
    private final Prompts prompts;
    private final SessionHistory history;

    /** The runs on the pages so far of the list of what goes on. */
    private final Set<String> listed = new HashSet<>();

    InquiryAnswers(
            GatewayMemory book,
            EventsOfStep chronicle,
            SessionHistory history,
            LedgerRows ledger,
            SessionFrames sessions,
            ScheduledJobs jobs,
            Prompts prompts) {
        this.book = book;
        this.chronicle = chronicle;
        this.history = history;
        this.ends = history.ends();
        this.ledger = ledger;
        this.sessions = sessions;
        this.jobs = jobs;
        this.prompts = prompts;
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
            case "chat.history" -> history.read(payload);
            default -> chronicle.skip("answer", "to a question that was not asked");
        }
    }

    private void approvals(JsonNode payload, Instant at) {
        var list = payload.isArray() ? payload : payload.path("approvals");
        for (var each : list) {
            var record = each.path("approval").isObject() ? each.path("approval") : each;
            prompts.record(record, ForeignValue.text(each, "sourceSessionKey", "sessionKey"), at);
        }
    }

    /** Whether a list is of what goes on: whatever is not on it has ended. */
    public static boolean isOfLive(JsonNode params) {
        return params.path("status").isArray();
    }

    /** A list, or a page of it. What is on none of its pages is not listed. */
    private void tasks(JsonNode params, JsonNode payload) {
        if (isOfLive(params) && !params.has("cursor")) listed.clear();
        // The oldest first: the ledger lists the newest first, and children come after those who made them.
        var rows = StreamSupport.stream(payload.path("tasks").spliterator(), false)
                .toList()
                .reversed();
        for (var row : rows) {
            if (isOfLive(params)) listed.add(ForeignValue.text(row, "runId"));
            ledger.row(row);
        }
        if (isOfLive(params) && isWhole(payload)) unlisted();
    }

    private static boolean isWhole(JsonNode payload) {
        return ForeignValue.text(payload, "nextCursor").isBlank()
                && !payload.path("hasMore").asBoolean(false);
    }

    /** What the ledger had and does not list as going on any more. It never has a command that a turn waits for. */
    private void unlisted() {
        for (var entry : Set.copyOf(book.turns.entrySet())) {
            var turn = entry.getValue();
            var inLedger = turn.kind == Turn.Kind.SUBAGENT
                    || turn.kind == Turn.Kind.ACP
                    || (entry.getKey().startsWith("exec:") && !turn.isForeground());
            if (!inLedger || !turn.isWorking() || listed.contains(entry.getKey())) continue;
            if (isSilent(turn)) ends.doubt(turn, GatewayRestarts.UNLISTED);
        }
    }

    private boolean isSilent(Turn turn) {
        return Duration.between(turn.heard, chronicle.now()).compareTo(SILENT) > 0;
    }

    private void sessions(JsonNode params, JsonNode payload) {
        var active = new HashSet<String>();
        for (var row : payload.path("sessions")) {
            var key = ForeignValue.text(row, "key");
            if (key.isBlank()) continue;
            var at = ForeignValue.time(row, "updatedAt").orElse(chronicle.now());
            var session = sessions.row(key, row, at);
            if (row.path("hasActiveRun").asBoolean(false)) active.add(key);
            settled(session, row);
        }
        if (params.path("activeOnly").asBoolean(false) && isWhole(payload)) idle(active);
    }

    /** A session says that its last run is over: if that is the one we thought alive, its end was missed. */
    private void settled(Session session, JsonNode row) {
        if (row.path("hasActiveRun").asBoolean(true)) return;
        var turn = session.turn.filter(Turn::isWorking).filter(it -> it.kind != Turn.Kind.EXEC);
        if (turn.isEmpty() || !isSilent(turn.get())) return;
        var at = ForeignValue.time(row, "endedAt")
                .or(() -> ForeignValue.time(row, "updatedAt"))
                .orElse(chronicle.now());
        if (at.isBefore(turn.get().opened)) return;
        var outcome = switch (ForeignValue.text(row, "status")) {
            case "done", "completed", "idle" -> Outcome.SUCCEEDED;
            case "failed", "error" -> Outcome.FAILED;
            case "timeout", "timed_out" -> Outcome.TIMED_OUT;
            case "aborted", "cancelled", "killed" -> Outcome.CANCELLED;
            default -> Outcome.LOST;
        };
        // Of one that was interrupted it may only not have been resumed yet.
        if (outcome == Outcome.LOST && turn.get().interrupted.isPresent()) return;
        var visible = outcome == Outcome.SUCCEEDED && turn.get().kind == Turn.Kind.MAIN;
        ends.over(turn.get(), new TurnEnd(outcome, turn.get().text, visible, at));
    }

    /** Sessions that are not active any more have no turn that works. */
    private void idle(Set<String> active) {
        for (var turn : book.live()) {
            var listed = turn.kind == Turn.Kind.EXEC || turn.session.isBlank() || active.contains(turn.session);
            if (!listed && turn.isWorking() && turn.kind != Turn.Kind.CRON && isSilent(turn)) {
                ends.doubt(turn, GatewayRestarts.UNLISTED);
            }
        }
    }
}
