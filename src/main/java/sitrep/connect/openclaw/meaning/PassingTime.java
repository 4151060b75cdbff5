package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Handover;
import sitrep.connect.openclaw.memory.ObservedTask;
import sitrep.connect.openclaw.memory.SteadyPhase;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** What follows from nothing but the passing of time. */
final class PassingTime {
    /** How long a model that has used tools may think in silence before it counts as planning. */
    private static final Duration THINKING = Duration.ofSeconds(20);

    /** How long a lesser sign of an end waits for the real one. */
    private static final Duration RUMOUR = Duration.ofSeconds(3);

    private final GatewayMemory book;
    private final RunNews runs;
    private final TurnEnds ends;
    private final CommandRuns commands;
    private final Prompts prompts;
    private final LedgerRows ledger;
    private final GatewayRestarts restarts;

    PassingTime(
            GatewayMemory book,
            RunNews runs,
            TurnEnds ends,
            CommandRuns commands,
            Prompts prompts,
            LedgerRows ledger,
            GatewayRestarts restarts) {
        this.book = book;
        this.runs = runs;
        this.ends = ends;
        this.commands = commands;
        this.prompts = prompts;
        this.ledger = ledger;
        this.restarts = restarts;
    }

    void tick(Instant now) {
        for (var turn : book.live()) {
            turn.dial.tick(now).ifPresent(change -> changed(turn, change));
            thinking(turn, now);
            commands.tick(turn, now);
            prompts.tick(turn, now);
            rumour(turn, now);
            restarts.tick(turn, now);
        }
        prompts.tick(now);
        for (var orphan : List.copyOf(book.orphans.values())) {
            var isKnown = book.turn(ForeignValue.text(orphan.row(), "runId")).isPresent();
            if (isKnown || isPast(orphan.heard(), OrphanRuns.PATIENCE, now)) ledger.adopt(orphan.row());
        }
        book.live().stream().map(turn -> turn.errand).distinct().forEach(errand -> handovers(errand, now));
    }

    /** With a phase that follows from words that are being written, the words so far are news. */
    private void changed(Turn turn, SteadyPhase.Change change) {
        runs.phase(turn, change);
        if (turn.textHeard.isPresent() && turn.calls.isEmpty()) runs.output(turn, turn.text, change.since());
    }

    private void thinking(Turn turn, Instant now) {
        if (!turn.isWorking() || turn.lastTool.isEmpty() || !turn.calls.isEmpty()) return;
        turn.thinking.filter(since -> isPast(since, THINKING, now)).ifPresent(since -> {
            turn.thinking = java.util.Optional.empty();
            var asked = turn.model.flatMap(act -> act.since()).orElse(since);
            runs.does(turn, Phase.PLANNING, asked);
        });
    }

    /** A turn that is heard of again may go on after all: the real end, or silence, is waited for anew. */
    private void rumour(Turn turn, Instant now) {
        turn.rumour
                .filter(it -> isPast(turn.heard.isAfter(it.heard()) ? turn.heard : it.heard(), RUMOUR, now))
                .ifPresent(it -> {
                    if (turn.kind == Turn.Kind.REPORT && it.outcome() == Outcome.SUCCEEDED) ends.takenUp(turn);
                    ends.over(turn, it.end());
                });
    }

    /** A result that nobody takes up is kept: the task is done, and not reported. */
    private void handovers(ObservedTask errand, Instant now) {
        if (errand.handovers.values().removeIf(handover -> isOver(errand, handover, now))) ends.settleAll(errand, now);
    }

    /** As long as the session that wants it works, it may yet take it up, and for as long again once it is free. */
    private static boolean isOver(ObservedTask errand, Handover handover, Instant now) {
        var turns = errand.turns.values().stream()
                .filter(turn -> turn.kind != Turn.Kind.EXEC && turn.session.equals(handover.session()))
                .toList();
        var free = turns.stream().map(turn -> turn.heard).max(Comparator.naturalOrder());
        return turns.stream().noneMatch(Turn::isWorking) && handover.isOver(free.orElse(Instant.MIN), now);
    }

    private static boolean isPast(Instant since, Duration limit, Instant now) {
        return Duration.between(since, now).compareTo(limit) >= 0;
    }
}
