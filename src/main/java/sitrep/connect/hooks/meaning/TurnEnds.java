package sitrep.connect.hooks.meaning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.foreign.LastWords;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.core.event.Awaited;
import sitrep.core.event.BlockId;
import sitrep.core.event.End;
import sitrep.core.event.Fact;
import sitrep.core.event.Report;
import sitrep.core.event.RunId;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;

/**
 * How turns end. An answer ends one, but not while what it began goes on in the background, and not where the answer
 * ends with a question: then its user is waited for.
 */
final class TurnEnds {
    static final BlockId BACKGROUND = new BlockId("background");
    static final BlockId ANSWER = new BlockId("answer");
    static final BlockId PROVIDER = new BlockId("provider");
    private static final String SHOWN = "shown there as its answer";

    private static final String IDLE = "Its session is idle, and nobody said how it ended; perhaps it was interrupted";

    /** How an agent says in words alone that its provider let it down. */
    private static final Pattern TROUBLE = Pattern.compile(
            "(?i)^(API Error|Invalid API key|Please run /login|Credit balance|Request timed out)|\\blimit reached\\b");

    /** Who was heard of since then goes on although the session is resumed: the word of that came late. */
    private static final Duration STALE = Duration.ofSeconds(10);

    private TurnEnds() {}

    /** The agent has answered. */
    static void answered(Telling telling, Turn turn, Signal.TurnEnded said) {
        if (turn.isOverForGood()) {
            answeredLate(telling, turn, said);
            return;
        }
        turn.ended = turn.ended && !turn.guessed;
        turn.open.clear();
        Waits.allOver(telling, turn, "it went on");
        turn.answer = said.answer();
        var goesOn = said.background().stream()
                .filter(each -> !telling.session.isBackgroundOver(each.id()))
                .toList();
        if (!goesOn.isEmpty()) {
            waits(telling, turn, goesOn);
            return;
        }
        othersOver(telling, turn);
        var question = said.answer().flatMap(LastWords::question);
        if (question.isPresent()) asks(telling, turn, question.get());
        else done(telling, turn, said);
    }

    /** What it answered is known only now: it may ask for something. */
    private static void answeredLate(Telling telling, Turn turn, Signal.TurnEnded said) {
        if (!turn.answered || turn.answer.isPresent()) return;
        turn.answer = said.answer();
        var question = said.answer().flatMap(LastWords::question);
        if (question.isEmpty()) return;
        turn.ended = false;
        turn.answered = false;
        asks(telling, turn, question.get());
    }

    private static void waits(Telling telling, Turn turn, List<Signal.Background> goesOn) {
        goesOn.forEach(each -> Children.background(telling, turn, each));
        turn.awaited.clear();
        turn.waits = true;
        goesOn.forEach(each -> turn.awaited.add(each.id()));
        var titles =
                String.join(", ", goesOn.stream().map(Signal.Background::title).toList());
        var text = ForeignValue.cut("In the background: " + titles, Limits.TEXT);
        var on = goesOn.size() == 1
                ? Optional.<Awaited>of(
                        new Awaited.OfRun(new RunId(goesOn.getFirst().id())))
                : Optional.<Awaited>empty();
        var news = turn.answer.flatMap(ForeignValue::news);
        telling.say(turn, "answered/" + turn.step, telling.advanced(turn, Optional.empty(), news));
        telling.say(
                turn,
                "background/" + turn.step,
                new Fact.RunBlocked(
                        turn.run(),
                        BACKGROUND,
                        BlockReason.SUBAGENT,
                        text,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        on,
                        List.of()));
    }

    /** What is at work in the background wakes the turn that waits for it. */
    static void goesOn(Telling telling, Turn turn, String mark) {
        turn.awaited.clear();
        turn.waits = false;
        var how = Optional.of("it goes on with what came of it");
        telling.say(turn, "woken/" + mark + "/over", new Fact.RunUnblocked(turn.run(), BACKGROUND, how));
    }

    /** Nothing else of the session goes on when an answer says that nothing is in the background. */
    private static void othersOver(Telling telling, Turn turn) {
        for (var other : telling.session.unended()) {
            if (other == turn || other.question.isPresent() || isNewer(other, turn)) continue;
            var of = other.answer.or(() -> turn.answer.filter(_ -> !other.isChild()));
            end(telling, other, guessed(Outcome.SUCCEEDED, of));
        }
    }

    /** Whether it was asked for while the other one was at work already, and so is next. */
    private static boolean isNewer(Turn next, Turn before) {
        return !next.isChild() && next.isPrompted && next.first.isAfter(before.first);
    }

    private static void asks(Telling telling, Turn turn, String question) {
        if (turn.waits) goesOn(telling, turn, telling.mark());
        turn.question = Optional.of(question);
        telling.say(turn, "answered/" + turn.step, telling.advanced(turn, Optional.empty(), news(turn)));
        telling.say(
                turn,
                "answer/" + turn.step,
                new Fact.RunBlocked(
                        turn.run(),
                        ANSWER,
                        BlockReason.USER_INPUT,
                        Optional.of(question),
                        telling.session.about.user(),
                        Optional.of(Waits.where(telling, BlockReason.USER_INPUT))));
    }

    private static Optional<String> news(Turn turn) {
        return turn.answer.flatMap(ForeignValue::news);
    }

    /** Whoever wakes by itself later is done until then. */
    private static void done(Telling telling, Turn turn, Signal.TurnEnded said) {
        end(telling, turn, known(Outcome.SUCCEEDED, said.answer()));
        turn.answered = true;
        var known = said.answer().isPresent() ? "; it ends with no question" : ", which was not heard";
        var wakes = said.schedules().isEmpty() ? "" : "; it wakes by itself: " + String.join(", ", said.schedules());
        shown(telling, turn, SHOWN + known + wakes);
    }

    private static void shown(Telling telling, Turn turn, String how) {
        var report = new Report.Delivered(telling.place(), Optional.of(how));
        telling.say(turn, "shown/" + turn.step, new Fact.TaskReported(report));
    }

    /** Whoever asked sees the error there and then. */
    private static void errorShown(Telling telling, Turn turn) {
        var report = new Report.NotOwed("the error was shown where it was asked");
        telling.say(turn, "shown/" + turn.step, new Fact.TaskReported(report));
    }

    /** The agent could not go on: it waits for what would clear it, or it failed. */
    static void failed(Telling telling, Turn turn, Signal.TurnFailed said) {
        if (turn.isOverForGood()) return;
        turn.ended = turn.ended && !turn.guessed;
        turn.open.clear();
        Waits.allOver(telling, turn, "it could not go on");
        var text = ForeignValue.summary(said.text())
                .or(() -> Optional.of(turn.spoke).filter(it -> !it.isBlank()))
                .or(() -> Optional.of("It could not go on, and did not say why"));
        if (said.reason().isEmpty()) {
            end(telling, turn, known(Outcome.FAILED, text));
            errorShown(telling, turn);
            return;
        }
        turn.trouble = text;
        var reason = said.reason().get();
        telling.say(
                turn,
                "trouble/" + turn.step,
                new Fact.RunBlocked(
                        turn.run(),
                        PROVIDER,
                        reason,
                        ForeignValue.asked(said.text()),
                        Optional.of("its provider").filter(_ -> reason == BlockReason.EXTERNAL_API),
                        Optional.of(Waits.where(telling, reason)),
                        Optional.empty(),
                        said.until().map(Awaited.OfTime::new),
                        List.of()));
    }

    /** Something else is asked: a turn that asked for something has its answer, one that was at work was stopped. */
    static void superseded(Telling telling, Turn turn, boolean answers) {
        if (turn.question.isPresent()) {
            told(telling, turn, answers ? "answered" : "something else was asked");
            end(telling, turn, known(Outcome.SUCCEEDED, turn.answer));
        } else if (turn.trouble.isPresent()) {
            end(telling, turn, known(Outcome.FAILED, turn.trouble));
        } else if (!turn.waits && !turn.isChild() && !telling.session.queues) {
            if (concluded(telling, turn)) return;
            var text = "Something else was asked before it had answered";
            end(telling, turn, by(telling, Outcome.CANCELLED, Optional.of(text)));
        }
    }

    private static void told(Telling telling, Turn turn, String how) {
        telling.say(turn, "answer/" + turn.step + "/over", new Fact.RunUnblocked(turn.run(), ANSWER, Optional.of(how)));
    }

    /** A person stopped it. */
    static void interrupted(Telling telling, Turn turn) {
        if (turn.ended && !turn.guessed) return;
        var text = Optional.of("Its user interrupted it");
        var who = telling.session.about.user();
        var end = new End(Outcome.CANCELLED, text, Optional.of(Certainty.WORD), who, false, Optional.empty());
        end(telling, turn, end);
    }

    /**
     * The session is idle, though nobody said that its turn had ended: it was interrupted, which its transcript tells,
     * or the hook that says how it ended was lost.
     */
    static void idle(Telling telling) {
        telling.session
                .currentTurn()
                .filter(turn -> turn.told && turn.isAtWork() && turn.asked.isEmpty())
                .filter(turn -> !concluded(telling, turn))
                .ifPresent(turn -> end(telling, turn, guessed(Outcome.LOST, Optional.of(IDLE))));
    }

    /** The session is idle, and nobody heard how its turn ended, nor those that serve it. */
    static void rested(Telling telling) {
        var how = Optional.of("Its session is idle, and nobody heard how it ended");
        for (var turn : telling.session.unended().reversed()) {
            var isCurrent = telling.session.currentTurn().filter(turn::equals).isPresent();
            if (!turn.isAtWork() || !(turn.isChild() || isCurrent)) continue;
            if (!concluded(telling, turn)) end(telling, turn, guessed(Outcome.LOST, how));
        }
    }

    /** A person stopped it, as far as can be told. Whoever did knows of it. */
    private static void stopped(Telling telling, Turn turn, String text) {
        end(telling, turn, by(telling, Outcome.CANCELLED, Optional.of(text)));
        telling.say(
                turn, "stopped/" + telling.mark(), new Fact.TaskReported(new Report.NotOwed("its user stopped it")));
    }

    /** The session is gone on with: what nobody heard of for a while is not at work any more. */
    static void resumed(Telling telling) {
        for (var turn : telling.session.unended().reversed()) {
            var isOld = turn.last.isBefore(telling.at().minus(STALE));
            if (isOld) over(telling, turn, false, "its session was left and resumed");
        }
    }

    /** The session is over, and with it all that goes on in it. */
    static void over(Telling telling, boolean byPerson, String how) {
        for (var turn : telling.session.unended().reversed()) over(telling, turn, byPerson, how);
    }

    /** Of a session that is over, hooks that came late say no more than what was before. */
    static void late(Telling telling, Signal.Leaving left) {
        var byPerson = left == Signal.Leaving.BY_PERSON;
        for (var turn : telling.touched()) {
            if (!turn.ended || turn.guessed) over(telling, turn, byPerson, Session.how(left));
        }
    }

    private static void over(Telling telling, Turn turn, boolean byPerson, String how) {
        if (turn.question.isPresent()) {
            told(telling, turn, how);
            end(telling, turn, known(Outcome.SUCCEEDED, turn.answer));
            shown(telling, turn, SHOWN + "; " + how + " without a reply to it");
        } else if (turn.trouble.isPresent()) {
            end(telling, turn, known(Outcome.FAILED, turn.trouble));
            errorShown(telling, turn);
        } else if (!concluded(telling, turn)) {
            var text = Character.toUpperCase(how.charAt(0)) + how.substring(1) + " before it was done";
            if (byPerson) stopped(telling, turn, text);
            else end(telling, turn, guessed(Outcome.LOST, Optional.of(text)));
        }
    }

    /**
     * Who said something last has perhaps answered, though no hook said so; or what it said came late. Nobody knows
     * then, save where the words are those of a provider that let it down.
     */
    private static boolean concluded(Telling telling, Turn turn) {
        if (!turn.spokeLast || turn.isChild() || turn.waits) return false;
        if (TROUBLE.matcher(turn.spoke).find()) {
            end(telling, turn, guessed(Outcome.FAILED, Optional.of(turn.spoke)));
            errorShown(telling, turn);
        } else {
            end(
                    telling,
                    turn,
                    guessed(Outcome.LOST, Optional.of("Nobody said how it ended. Its last words: " + turn.spoke)));
        }
        return true;
    }

    /** What its own source knows of an end. */
    static End known(Outcome outcome, Optional<String> summary) {
        return new End(outcome, summary, Optional.of(Certainty.WORD), Optional.empty(), false, Optional.empty());
    }

    static End guessed(Outcome outcome, Optional<String> summary) {
        return new End(outcome, summary, Optional.of(Certainty.GUESS), Optional.empty(), false, Optional.empty());
    }

    private static End by(Telling telling, Outcome outcome, Optional<String> summary) {
        var who = telling.session.about.user();
        return new End(outcome, summary, Optional.of(Certainty.GUESS), who, false, Optional.empty());
    }

    /** The run has an outcome. Who ended for want of something still waits for it. */
    static void end(Telling telling, Turn turn, End end) {
        turn.open.clear();
        if (!end.isGuess()) {
            turn.awaited.clear();
            turn.waits = false;
        }
        turn.question = Optional.empty();
        turn.trouble = Optional.empty();
        Waits.allOver(telling, turn, "it ended");
        turn.ended = true;
        turn.answered = false;
        turn.guessed = end.isGuess();
        turn.endedAfter = turn.step;
        turn.endedAt = telling.at();
        var known = turn.guessed ? "guess/" + telling.mark() : "word";
        telling.say(turn, "end/" + turn.step + "/" + known, time(telling), new Fact.RunEnded(turn.run(), end));
    }

    /** What ended with its session did so then, be it that a hook of an earlier time is heard later. */
    private static Instant time(Telling telling) {
        var left = telling.session.left.map(_ -> telling.session.leftAt);
        return left.filter(telling.at()::isBefore).orElse(telling.at());
    }
}
