package sitrep.connect.hooks.meaning;

import java.time.Instant;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Phase;

/** What is asked: it begins a turn, and may end another. */
final class Prompts {
    /** What is shorter than this names no task that has a name: as in {@code yes} or {@code go on}. */
    private static final int NAMING = 16;

    /** A turn of which it is not known what was asked. */
    static final String UNASKED = "main";

    private Prompts() {}

    /**
     * What is asked is a turn of its own; older ones that nobody said had ended are not gone on with. Of a turn that
     * was heard of before, the hook came late.
     */
    static void prompted(String text, HookMessage message, Telling telling) {
        var session = telling.session;
        message.turn().ifPresent(told -> adopt(session, told));
        var id = message.turn()
                .map(told -> session.known(told).map(turn -> turn.id).orElse(told))
                .or(() -> adopted(telling))
                .orElse("turn-" + telling.at().toEpochMilli());
        var isLate = session.known(id).filter(turn -> turn.told).isPresent();
        if (!isLate && telling.at().isAfter(session.leftAt)) session.left = Optional.empty();
        var isNew = isLate || supersedes(id, telling);
        var turn = session.turn(id, Optional.empty());
        var first = text.lines().filter(it -> !it.isBlank()).findFirst().orElse("");
        var line = ForeignValue.line(first, Limits.NAME);
        var names = !session.isNamed
                || (isNew && line.filter(it -> it.length() >= NAMING).isPresent());
        if (names && !telling.mayName()) unnamed(session, turn, line, text);
        if (names && line.isPresent() && telling.mayName()) {
            session.isNamed = true;
            session.isNew = false;
            var named = turn.first.isBefore(Instant.MAX) && telling.at().isBefore(turn.first);
            telling.say(turn, "asked", named ? turn.first.plusMillis(1) : telling.at(), telling.asked(line, text));
        }
        turn.isPrompted = true;
        telling.open(turn);
        var phase = Optional.of(Phase.PLANNING).filter(_ -> !isLate);
        telling.say(turn, "begun", telling.opened(turn, line, phase, telling.worker(turn, Optional.empty())));
        if (!isLate) telling.say(turn, "model", telling.advanced(turn, Optional.empty(), Optional.empty()));
    }

    private static void unnamed(Session session, Turn turn, Optional<String> line, String text) {
        if (line.isEmpty() || (session.unnamed.isPresent() && line.get().length() < NAMING)) return;
        session.unnamed = Optional.of(new Session.Unnamed(turn, line, text));
    }

    /** The task around a session turned out to be no more than itself, as where its process was heard of late. */
    static void named(Telling telling) {
        var unnamed = telling.session.unnamed.filter(_ -> telling.session.isOwn && !telling.session.isNamed);
        if (unnamed.isEmpty()) return;
        telling.session.isNamed = true;
        telling.session.unnamed = Optional.empty();
        telling.say(
                unnamed.get().turn(),
                "asked",
                telling.asked(unnamed.get().line(), unnamed.get().text()));
    }

    /** What was heard before it was heard what was asked. */
    private static Optional<String> adopted(Telling telling) {
        return telling.session
                .currentTurn()
                .filter(turn -> turn.id.equals(UNASKED)
                        && !turn.isPrompted
                        && telling.at().isBefore(turn.first))
                .map(turn -> turn.id);
    }

    /** The same where turns have ids, and this one was not heard of. */
    static void adopt(Session session, String id) {
        if (session.known(id).isPresent()) return;
        session.currentTurn()
                .filter(turn -> turn.id.equals(UNASKED) && !turn.isPrompted && !turn.ended)
                .ifPresent(turn -> session.goesOn(id, turn));
    }

    /** Whether what is asked is something new, rather than an answer or a word in the middle. */
    private static boolean supersedes(String id, Telling telling) {
        var session = telling.session;
        var before = session.currentTurn().filter(turn -> !turn.id.equals(id));
        var answers = before.filter(turn -> turn.question.isPresent()).isPresent();
        var goesOn = answers || before.filter(turn -> !turn.ended).isPresent();
        session.unended().stream()
                .filter(turn -> !turn.isChild() && !turn.id.equals(id))
                .forEach(turn -> TurnEnds.superseded(telling, turn, answers));
        return !goesOn;
    }
}
