package sitrep.connect.openclaw.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.memory.EventsOfStep;
import sitrep.connect.openclaw.memory.GatewayMemory;
import sitrep.connect.openclaw.memory.Handover;
import sitrep.connect.openclaw.memory.ObservedTask;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.memory.TaskOutcome;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.connect.openclaw.memory.TurnEnd;
import sitrep.connect.openclaw.words.AbortWords;
import sitrep.core.event.Fact;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/**
 * How runs and tasks end. A turn that is over is not the end of its run: that goes on while children of it live, or
 * while a child's result is on its way to it. The first end that is seen counts. A task is done when the run that it
 * began with has ended, and reported when its result reached the session in which it was asked for.
 */
final class TurnEnds {
    private static final String CHILDREN = "children";
    private static final String STOPPED = "stopped on request";
    private static final String DELETED = "its session was deleted";
    private static final String SHOWN = "error shown in the chat";

    /** What stands within the names of the turns that tell of all children. */
    private static final String SETTLING = ":requester-settle:";

    private final GatewayMemory book;
    private final EventsOfStep chronicle;
    private final RunNews runs;

    TurnEnds(GatewayMemory book, EventsOfStep chronicle, RunNews runs) {
        this.book = book;
        this.chronicle = chronicle;
        this.runs = runs;
    }

    /** A turn is over. Only the first time counts. */
    void over(Turn turn, TurnEnd end) {
        if (turn.over || turn.ended) return;
        turn.over = true;
        turn.outcome = Optional.of(end.outcome());
        turn.endedAt = Optional.of(end.at());
        turn.rumour = Optional.empty();
        turn.dial.settle();
        turn.model = Optional.empty();
        turn.thinking = Optional.empty();
        var text = end.outcome() != Outcome.SUCCEEDED && AbortWords.saysNoMore(end.text()) ? "" : end.text();
        if (!text.isBlank()) turn.text = text;
        endCommands(turn, end);
        var open = !turn.calls.isEmpty();
        turn.calls.clear();
        List.copyOf(turn.blocks.keySet()).stream()
                .filter(id -> end.outcome() == Outcome.SUCCEEDED || !id.equals(ProviderFailures.BLOCK))
                .forEach(id -> runs.unblock(turn, id, how(end.outcome()), end.at()));
        tellIfAnswered(turn, end);
        settle(turn, end.at());
        if (turn.ended) return;
        runs.news(turn, text, end.at());
        if (open) runs.acts(turn, end.at());
    }

    /** A lesser sign tells of an end: it counts when the real one does not come. */
    void rumour(Turn turn, Outcome outcome, String text, boolean visible, Instant at) {
        if (turn.rumour.isEmpty()) {
            turn.rumour = Optional.of(new Turn.Rumour(outcome, text, visible, at, chronicle.now()));
        }
    }

    /** The session of a turn was deleted: the turn with it, and nothing reaches that session any more. */
    void deleted(Turn turn, Instant at) {
        var errand = turn.errand;
        if (turn.session.equals(errand.session)) errand.excused = Optional.of(new ObservedTask.Excused(DELETED, at));
        errand.handovers.values().removeIf(handover -> handover.session().equals(turn.session));
        if (turn.isWorking()) rumour(turn, Outcome.CANCELLED, "", false, at);
        else settleAll(errand, at);
    }

    /** A turn that had only paused goes on under the same id. */
    void resumed(Turn turn, Instant at) {
        if (turn.ended) return;
        turn.over = false;
        turn.outcome = Optional.empty();
        turn.endedAt = Optional.empty();
        runs.unblock(turn, CHILDREN, "it goes on", at);
    }

    /** It may be gone; unless something is heard of it soon, it is. */
    void doubt(Turn turn, String why) {
        if (turn.doubt.isEmpty() && turn.isLive() && turn.interrupted.isEmpty())
            turn.doubt = Optional.of(new Turn.Doubt(why, chronicle.now()));
    }

    private static String how(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> "the turn went on";
            case CANCELLED -> "the turn was aborted";
            case TIMED_OUT -> "the turn ran out of time";
            case LOST, FAILED -> "the turn failed";
        };
    }

    /** Commands in the foreground of a turn end with it; or else, where it came to its end, they went on behind it. */
    void endCommands(Turn turn, TurnEnd end) {
        for (var call : turn.calls.keySet()) {
            book.turn(Turn.ofCommand(call)).filter(Turn::isLive).ifPresent(command -> {
                if (end.outcome() == Outcome.SUCCEEDED) {
                    command.doubt = Optional.of(new Turn.Doubt("Its turn ended, and nobody saw how it did", end.at()));
                } else {
                    over(command, new TurnEnd(end.outcome(), "", false, end.at()));
                }
            });
        }
    }

    /** An answer that whoever asked can see is a report, unless children are still to come. */
    private void tellIfAnswered(Turn turn, TurnEnd end) {
        var errand = turn.errand;
        if (!turn.session.equals(errand.session) || turn.kind == Turn.Kind.EXEC) return;
        var isLast = !turn.isBesideOthers() || turn.kind == Turn.Kind.REPORT;
        if (end.visible() && isLast && errand.isToldOfAll()) {
            told(errand, "reply in " + name(errand.session), end.at());
            if (turn.kind == Turn.Kind.REPORT) tellOthers(turn, end.at());
        } else if (turn.shown && end.outcome() != Outcome.SUCCEEDED) {
            notOwed(errand, SHOWN, end.at());
        } else if (end.outcome() == Outcome.CANCELLED && errand.excused.isEmpty()) {
            notOwed(errand, STOPPED, end.at());
        }
    }

    /** A turn that tells of a command tells of all that had ended in its session, whichever message they belong to. */
    private void tellOthers(Turn report, Instant at) {
        if (report.id.text().startsWith(TaskOfRun.ANNOUNCE)) return;
        book.errands.values().stream()
                .filter(errand -> errand != report.errand && errand.session.equals(report.session))
                .filter(errand -> errand.isUntold()
                        && errand.commandEnded().filter(report.opened::isAfter).isPresent())
                .forEach(errand -> told(errand, "reply in " + name(report.session), at));
    }

    private String name(String session) {
        return Optional.ofNullable(book.sessions.get(session))
                .map(Session::spoken)
                .orElse(session);
    }

    /** The chat shows why a turn failed: whoever asked there sees it. */
    void shown(Turn turn, Instant at) {
        turn.shown = turn.session.equals(turn.errand.session) && !turn.errand.byProgram;
        if (turn.shown && turn.outcome.filter(it -> it != Outcome.SUCCEEDED).isPresent()) {
            notOwed(turn.errand, SHOWN, at);
        }
    }

    /** Ends a run whose turn is over, if nothing keeps it; else says what it waits for. */
    void settle(Turn turn, Instant at) {
        if (turn.ended || !turn.over) return;
        var isRoot = turn.errand.root.filter(turn::equals).isPresent();
        var children = turn.errand.turns.values().stream()
                .filter(other -> other != turn && other.isLive())
                .filter(other -> isRoot || other.parent.filter(turn::equals).isPresent())
                .toList();
        var waited = children.stream()
                .filter(child -> child.kind != Turn.Kind.REPORT)
                .toList();
        if (!children.isEmpty()
                && turn.outcome.filter(it -> it == Outcome.CANCELLED).isPresent()) {
            end(turn, at);
        } else if (!waited.isEmpty()) {
            await(turn, waited, at);
        } else if (!children.isEmpty() || (isAwaited(turn) && (isRoot || turn.kind != Turn.Kind.REPORT))) {
            runs.unblock(turn, CHILDREN, "they have ended", at);
            runs.does(turn, Phase.SUMMARIZING, at);
        } else {
            end(turn, at);
        }
    }

    /** Whether a child's result is on its way to the session of this run. */
    private static boolean isAwaited(Turn turn) {
        return turn.errand.handovers.values().stream()
                .anyMatch(handover -> handover.session().equals(turn.session));
    }

    private void await(Turn turn, List<Turn> children, Instant at) {
        var agents =
                children.stream().filter(child -> child.kind != Turn.Kind.EXEC).toList();
        var waited = agents.isEmpty() ? children : agents;
        var names = waited.stream().map(Turn::spoken).distinct().collect(Collectors.joining(", "));
        var text = (agents.isEmpty() ? "Waits for a command: " : "Waits for ") + names;
        var reason = agents.isEmpty() ? BlockReason.EXTERNAL_API : BlockReason.SUBAGENT;
        runs.block(turn, CHILDREN, reason, text, ForeignValue.line(names, Limits.NAME), at);
    }

    /** A run is given up, whatever it waited for. */
    void end(Turn turn, TurnEnd end) {
        over(turn, end);
        end(turn, end.at());
    }

    /** A run has ended. */
    void end(Turn turn, Instant at) {
        if (turn.ended) return;
        var errand = turn.errand;
        var isRoot = errand.root.filter(turn::equals).isPresent();
        var outcome = turn.outcome.orElse(Outcome.SUCCEEDED);
        var saidBefore = ForeignValue.news(turn.text)
                .filter(line -> line.equals(turn.news))
                .isPresent();
        var summary =
                saidBefore || saysChild(errand, turn) ? Optional.<String>empty() : ForeignValue.summary(turn.text);
        var told = turn.endedAt.filter(at::isBefore).orElse(at);
        var last = told.isAfter(turn.opened) ? told : turn.opened.plusMillis(1);
        runs.unblock(turn, CHILDREN, "they have ended", last);
        runs.tell(turn, "ended", last, Fact.RunEnded.seen(turn.id, outcome, summary));
        turn.ended = true;
        turn.over = true;
        turn.outcome = Optional.of(outcome);
        turn.endedAt = Optional.of(last);
        if (isRoot) taskEnded(errand, outcome, last);
        turn.parent.ifPresent(parent -> afterChild(parent, turn, last));
        errand.root.ifPresent(root -> settle(root, last));
    }

    /** How a run ended that was given up for lost. */
    void found(Turn turn, TurnEnd end) {
        turn.outcome = Optional.of(end.outcome());
        var summary = ForeignValue.summary(end.text());
        runs.tell(turn, "found", end.at(), Fact.RunEnded.seen(turn.id, end.outcome(), summary));
        corrected(turn.errand);
    }

    /** What a run that is known only now came to changes what its task did. */
    private void corrected(ObservedTask errand) {
        errand.root.filter(root -> root.ended).flatMap(root -> root.endedAt).ifPresent(at -> {
            var fact = new Fact.TaskEnded(TaskOutcome.of(errand), Optional.empty());
            chronicle.say(errand, ForeignValue.id(errand.id.text()), "found", at.plusMillis(1), fact);
        });
    }

    /** A turn that came to its end tells of something unknown: its end counts once that is known, or in a moment. */
    void told(Turn report, TurnEnd end) {
        report.rumour =
                Optional.of(new Turn.Rumour(end.outcome(), end.text(), end.visible(), end.at(), chronicle.now()));
    }

    /** It is known what a turn tells of. */
    void known(Turn report) {
        var rumour = report.rumour;
        if (rumour.isPresent() && report.isWorking()) {
            takenUp(report);
            over(report, rumour.get().end());
        } else {
            corrected(report.errand);
        }
    }

    /** A task may come out worse than the run that it began with. */
    private void taskEnded(ObservedTask errand, Outcome own, Instant at) {
        var outcome = TaskOutcome.of(errand);
        if (outcome != own) {
            var fact = new Fact.TaskEnded(outcome, Optional.empty());
            chronicle.say(errand, ForeignValue.id(errand.id.text()), "over", at.plusMillis(1), fact);
        }
        // What a person stopped is cancelled with all that came of it, and that person knows.
        if (outcome == Outcome.CANCELLED && errand.excused.isEmpty()) {
            errand.excused = Optional.of(new ObservedTask.Excused(STOPPED, at));
        }
        report(errand, at);
    }

    private void afterChild(Turn parent, Turn child, Instant at) {
        if (parent.isWorking()) runs.goesOn(parent, at.plusMillis(1));
        if (parent.over) settle(parent, at);
        else if (child.kind != Turn.Kind.EXEC) runs.unblock(parent, CHILDREN, "they have ended", at);
    }

    /** What a report said need not be said again by the run that waited for it. */
    private static boolean saysChild(ObservedTask errand, Turn turn) {
        return turn.kind != Turn.Kind.REPORT
                && errand.root.filter(turn::equals).isPresent()
                && errand.turns.values().stream().anyMatch(other -> other != turn && other.kind == Turn.Kind.REPORT);
    }

    /** The result reached whoever asked. */
    void told(ObservedTask errand, String how, Instant at) {
        told(errand, errand.whoAsked(), how, at);
    }

    void told(ObservedTask errand, String to, String how, Instant at) {
        errand.told = Optional.of(new ObservedTask.Told(to, how, at));
        if (errand.root.filter(Turn::isLive).isEmpty()) report(errand, at);
    }

    /** Nobody is owed the result: who asked knows how it ended, or wanted none. */
    void notOwed(ObservedTask errand, String why, Instant at) {
        errand.excused = Optional.of(new ObservedTask.Excused(why, at));
        if (errand.root.filter(Turn::isLive).isEmpty()) report(errand, at);
    }

    private void report(ObservedTask errand, Instant at) {
        if (errand.reported) return;
        var told = errand.told.filter(it -> !it.at().isBefore(TaskOutcome.lastBeside(errand)));
        if (told.isPresent()) {
            report(errand, told.get().to(), told.get().how(), latest(told.get().at(), at));
        } else {
            errand.excused.ifPresent(it -> report(errand, errand.whoAsked(), it.why(), latest(it.at(), at)));
        }
    }

    private void report(ObservedTask errand, String to, String how, Instant at) {
        errand.reported = true;
        var fact = new Fact.TaskReported(
                ForeignValue.line(to, Limits.NAME).orElse("owner"), ForeignValue.line(how, Limits.TEXT));
        chronicle.say(errand, ForeignValue.id(errand.id.text()), "told", at.plusMillis(2), fact);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A child's result is on its way. */
    void await(ObservedTask errand, String child, String session, Duration patience) {
        var known = errand.handovers.get(child);
        if (known != null && known.patience().equals(patience)) return;
        errand.handovers.put(child, new Handover(session, chronicle.now(), patience));
    }

    /** The turn that takes it up is called for: from now on it may take as long as if the child had ended now. */
    void called(ObservedTask errand, String child, String session) {
        errand.handovers.put(child, new Handover(session, chronicle.now(), Handover.CALLED));
    }

    /** A child's result has arrived, or will not; whoever waited for it goes on. */
    void arrived(ObservedTask errand, String child, Instant at) {
        if (errand.handovers.remove(child) == null) return;
        settleAll(errand, at);
    }

    /**
     * A turn that takes up results is over: the ones that it names are there, or all for its session if it names none.
     * Where several children were told one by one, the gateway has their requester sum up once more.
     */
    void takenUp(Turn report) {
        var handovers = report.errand.handovers;
        var run = report.id.text();
        var ofSession = handovers.entrySet().stream()
                .filter(entry -> entry.getValue().session().equals(report.session))
                .map(Map.Entry::getKey)
                .toList();
        var named = ofSession.stream().filter(run::contains).toList();
        handovers.keySet().removeAll(named.isEmpty() || run.contains(SETTLING) ? ofSession : named);
        if (run.startsWith(TaskOfRun.ONE_BY_ONE) && handovers.isEmpty() && severalBegan(report)) {
            await(report.errand, ObservedTask.SUMMING_UP, report.session, Handover.PENDING);
        }
    }

    /** Several children of whoever asked; what those had others do for them is no matter of its own. */
    private boolean severalBegan(Turn report) {
        var errand = report.errand;
        var children = errand.turns.values().stream()
                .filter(turn -> turn.kind == Turn.Kind.SUBAGENT)
                .filter(child -> requester(child).equals(report.session));
        return report.session.equals(errand.session)
                && children.filter(turn -> !turn.isWorking()).count() > 1
                && errand.turns.values().stream().noneMatch(turn -> turn != report && turn.isWorking());
    }

    private String requester(Turn child) {
        return Optional.ofNullable(book.sessions.get(child.session))
                .map(session -> session.spawnedBy)
                .orElse("");
    }

    void settleAll(ObservedTask errand, Instant at) {
        for (var turn : List.copyOf(errand.turns.values())) settle(turn, at);
    }
}
