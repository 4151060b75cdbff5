package sitrep.connect.openclaw.meaning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.ControlLinks;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Handover;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.core.vocabulary.Outcome;
import tools.jackson.databind.JsonNode;

/** What became of the results of children, as the ledger tells it: on their way, delivered, or not to be delivered. */
final class ResultDeliveries {
    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final RunNews runs;
    private final TurnEnds ends;

    ResultDeliveries(GatewayMemory book, EventsOfStep chronicle, RunNews runs, TurnEnds ends) {
        this.book = book;
        this.chronicle = chronicle;
        this.runs = runs;
        this.ends = ends;
    }

    /** The child is just ending, and what it found is on its way. */
    void expect(Turn turn, JsonNode row) {
        if (ForeignValue.text(row, "deliveryStatus").equals("pending")) {
            ends.await(turn.errand, turn.id.text(), LedgerRows.owner(row), Handover.PENDING);
        }
    }

    /** What a row says of the result of a child that is over. */
    void read(Turn turn, JsonNode row) {
        var child = turn.id.text();
        var at = ForeignValue.time(row, "updatedAt").orElse(chronicle.now());
        if (ForeignValue.text(row, "terminalOutcome").equals("blocked")) {
            undelivered(turn, row, at);
            return;
        }
        switch (ForeignValue.text(row, "deliveryStatus")) {
            case "delivered" -> delivered(turn, row, at);
            case "session_queued" -> {
                if (turn.errand.handovers.containsKey(child)) {
                    ends.await(turn.errand, child, LedgerRows.owner(row), Handover.PENDING);
                }
            }
            case "failed", "parent_missing" -> undelivered(turn, row, at);
            case "dismissed", "not_applicable" -> ends.arrived(turn.errand, child, at);
            default -> {}
        }
    }

    private void delivered(Turn turn, JsonNode row, Instant at) {
        var errand = turn.errand;
        if (turn.isUndelivered) book.change(turn);
        turn.isUndelivered = false;
        var awaited = errand.handovers.remove(turn.id.text()) != null;
        tellers(turn, at).forEach(report -> over(report, at));
        var toAsker = LedgerRows.owner(row).equals(errand.session);
        if (toAsker && errand.isToldOfAll() && isLast(turn) && !errand.reported) {
            ends.told(
                    errand,
                    "handed over to "
                            + book.session(errand.session, chronicle.now()).spoken(),
                    at);
        }
        if (awaited) ends.settleAll(errand, at);
    }

    /** The turns that were telling of a child: what is delivered after one began proves that it came to its end. */
    private static List<Turn> tellers(Turn child, Instant delivered) {
        return child.errand.turns.values().stream()
                .filter(turn -> turn.kind == Turn.Kind.REPORT && turn.isWorking())
                .filter(turn -> turn.id.text().contains(child.id.text()) && turn.opened.isBefore(delivered))
                .toList();
    }

    private void over(Turn report, Instant at) {
        if (report.rumour.isPresent()) return;
        report.rumour = Optional.of(new Turn.Rumour(Outcome.SUCCEEDED, report.text, true, at, chronicle.now()));
    }

    private static boolean isLast(Turn turn) {
        return turn.errand.turns.values().stream().noneMatch(other -> other != turn && other.isWorking());
    }

    /** The work is done, but its result lies where nobody sees it. */
    private void undelivered(Turn turn, JsonNode row, Instant at) {
        var errand = turn.errand;
        turn.isUndelivered = true;
        book.change(turn);
        var text = "The result could not be handed over, but is kept for a week: ";
        if (!errand.reported) {
            errand.root.ifPresent(
                    root -> runs.afterword(root, text + ControlLinks.retry(ForeignValue.text(row, "id")), at));
        }
        ends.arrived(errand, turn.id.text(), at);
    }
}
