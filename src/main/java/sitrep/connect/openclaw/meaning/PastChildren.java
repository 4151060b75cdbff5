package sitrep.connect.openclaw.meaning;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.ObservedTask;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.TaskNaming;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/**
 * Children that had ended before we listened. They are history and open nothing, until a turn tells of one: what is
 * being told of now is part of what goes on. The turn may come before or behind the row.
 */
final class PastChildren {
    private final GatewayMemory book;
    private final RunNews runs;
    private final TurnEnds ends;

    /** By their sessions, as a row of the ledger or of the session itself tells of them. */
    private final Map<String, Child> children = new LinkedHashMap<>();

    /** @param run empty where only the session's own row is known */
    private record Child(
            String run, String session, String label, Instant began, Instant ended, Outcome outcome, String why) {
        boolean isToldBy(String report) {
            return report.contains(session) || (!run.isBlank() && report.contains(run));
        }

        /** A report names the session and behind it the run. */
        String run(String report) {
            var begin = report.indexOf(session + ":");
            return run.isBlank() && begin >= 0 ? report.substring(begin + session.length() + 1) : run;
        }
    }

    PastChildren(GatewayMemory book, RunNews runs, TurnEnds ends) {
        this.book = book;
        this.runs = runs;
        this.ends = ends;
    }

    /** A row of the ledger about a child that is over. */
    void listed(JsonNode row) {
        var began = ForeignValue.time(row, "createdAt").or(() -> ForeignValue.time(row, "startedAt"));
        keep(new Child(
                ForeignValue.text(row, "runId"),
                ForeignValue.text(row, "childSessionKey"),
                ForeignValue.text(row, "title"),
                began.orElse(runs.now()),
                ForeignValue.time(row, "endedAt")
                        .or(() -> ForeignValue.time(row, "updatedAt"))
                        .orElse(runs.now()),
                LedgerRows.outcome(row),
                ForeignValue.text(row, "error", "terminalSummary")));
    }

    /** The row of a session that is over, which says how its last run ended. */
    void listed(Session session, JsonNode row) {
        var ended = ForeignValue.time(row, "endedAt");
        var isChild = session.isSubagent() || session.isAcp();
        if (!isChild || ended.isEmpty() || session.turn.isPresent() || children.containsKey(session.key)) return;
        outcome(ForeignValue.text(row, "status"))
                .ifPresent(outcome -> keep(new Child(
                        ForeignValue.text(row, "lastRunId"),
                        session.key,
                        session.label,
                        ForeignValue.time(row, "startedAt").orElse(ended.get()),
                        ended.get(),
                        outcome,
                        ForeignValue.text(row, "lastRunError"))));
    }

    private static Optional<Outcome> outcome(String status) {
        return switch (status) {
            case "done", "completed" -> Optional.of(Outcome.SUCCEEDED);
            case "failed", "error" -> Optional.of(Outcome.FAILED);
            case "timeout", "timed_out" -> Optional.of(Outcome.TIMED_OUT);
            case "killed", "aborted", "cancelled" -> Optional.of(Outcome.CANCELLED);
            default -> Optional.empty();
        };
    }

    private void keep(Child child) {
        GatewayMemory.keep(children, child.session(), child);
        book.turns.values().stream()
                .filter(turn -> turn.kind == Turn.Kind.REPORT && child.isToldBy(turn.id.text()))
                .findFirst()
                .ifPresent(report -> recall(report, child));
    }

    /** Whether a turn can tell of something that this task had done: not of what was begun before it was asked for. */
    boolean isOf(ObservedTask errand, String report) {
        var asked = errand.root.map(root -> root.opened).orElse(Instant.MIN);
        return children.values().stream()
                .noneMatch(child -> child.isToldBy(report) && child.began().isBefore(asked));
    }

    /** A turn begins to tell of children: those that it names belong to its task. */
    void recall(Turn report) {
        for (var child : List.copyOf(children.values())) {
            if (child.isToldBy(report.id.text())) recall(report, child);
        }
    }

    private void recall(Turn report, Child child) {
        var run = child.run(report.id.text());
        if (run.isBlank() || book.turn(run).isPresent()) return;
        var session = book.session(child.session(), runs.now());
        if (session.label.isBlank())
            session.label = ForeignValue.line(child.label(), TaskNaming.LONGEST).orElse("");
        if (session.spawnedBy.isBlank()) session.spawnedBy = report.session;
        var kind = session.isAcp() ? Turn.Kind.ACP : Turn.Kind.SUBAGENT;
        var opening =
                new RunNews.Opening(Phase.STARTING, child.began(), session.spoken(), session.label, Optional.empty());
        var turn = runs.recall(run, session, report.errand, kind, opening);
        ends.over(turn, new TurnEnd(child.outcome(), child.why(), false, child.ended()));
        ends.end(turn, child.ended());
        ends.known(report);
    }
}
