package sitrep.connect.hooks.meaning;

import java.util.Optional;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** What goes on beside a turn: sub-agents, and commands in the background. */
final class Children {
    private Children() {}

    /** A sub-agent of which a hook tells. */
    static Turn agent(Telling telling, Turn parent, String id, String kind) {
        var turn = telling.session.turn(id, Optional.of(parent.id));
        if (turn.told) return turn;
        turn.told = true;
        var worker = telling.worker(turn, Optional.of(kind));
        telling.say(turn, "open", telling.opened(turn, Optional.of(kind), Optional.of(Phase.STARTING), worker));
        return turn;
    }

    /** Something that was left behind at work. What is over already is not begun again. */
    static void background(Telling telling, Turn parent, Signal.Background launched) {
        if (launched.id().equals(parent.id)) return;
        var turn = telling.session.turn(launched.id(), Optional.of(parent.id));
        turn.told = true;
        var isOver = telling.session.isBackgroundOver(launched.id());
        var worker =
                launched.isAgent() ? telling.worker(turn, Optional.empty()) : telling.process(turn, launched.title());
        var phase = launched.isAgent() ? Optional.<Phase>empty() : Optional.of(Phase.TESTING);
        telling.say(
                turn,
                "launched",
                telling.opened(turn, Optional.of(launched.title()), phase.filter(_ -> !isOver), worker));
    }

    /** It came to its end, by its own word or by that which wakes the agent. */
    static void over(Telling telling, String id, Outcome outcome, Optional<String> summary) {
        var waiting = telling.session.unsaid().stream()
                .filter(turn -> turn.awaited.contains(id))
                .toList();
        telling.session.backgroundOver(id);
        telling.session
                .known(id)
                .filter(turn -> turn.told && (!turn.ended || turn.guessed))
                .ifPresent(turn -> TurnEnds.end(telling, turn, TurnEnds.known(outcome, summary)));
        waiting.stream()
                .filter(turn -> turn.waits && turn.awaited.isEmpty() && wasTaken(telling, id))
                .forEach(turn -> TurnEnds.end(telling, turn, TurnEnds.known(Outcome.SUCCEEDED, turn.answer)));
    }

    /** Whether what wakes the agent came before that which was to wake it, and the turn that took it is over. */
    private static boolean wasTaken(Telling telling, String id) {
        return telling.session.isWokenBy(id)
                && telling.session.currentTurn().filter(turn -> turn.ended).isPresent();
    }
}
