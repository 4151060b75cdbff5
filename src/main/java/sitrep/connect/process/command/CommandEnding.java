package sitrep.connect.process.command;

import java.util.List;
import java.util.Optional;
import sitrep.core.event.End;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;

/**
 * How a command ended, from its exit status. A status over 128 is taken for a signal, as shells do. Whoever interrupts,
 * terminates or hangs up a command wants it to end: it is cancelled, also if it then ended in good order. A kill may as
 * well be the system's because memory ran out: it failed.
 *
 * @param status the exit status, 128 and the signal's number for one that died of a signal
 * @param told the signal by which it was asked to end, as in "SIGTERM"
 * @param unheard whether whoever read its output went away
 * @param tail the last lines that it wrote, preferably to standard error
 */
public record CommandEnding(int status, Optional<String> told, boolean unheard, List<String> tail) {
    private static final int SIGNALS = 128;
    private static final int LONGEST = 1_500;

    public Fact.RunEnded fact(RunId run) {
        var outcome = outcome();
        return ended(run, outcome, outcome == Outcome.SUCCEEDED ? Optional.empty() : Optional.of(summary()));
    }

    /** For a command that could not be started. */
    public static Fact.RunEnded notStarted(RunId run, int status, String message) {
        return ended(run, Outcome.FAILED, Optional.of(capped("exit " + status + ": " + message)));
    }

    /** For one of which only this is known: it is gone, and so is whoever would have seen how it ended. */
    public static Fact.RunEnded unseen(RunId run) {
        var summary = "sitrep run was killed, and the command has ended since; how is not known";
        return new Fact.RunEnded(
                run,
                new End(
                        Outcome.LOST,
                        Optional.of(summary),
                        Optional.of(Certainty.GUESS),
                        Optional.empty(),
                        false,
                        Optional.empty()));
    }

    private static Fact.RunEnded ended(RunId run, Outcome outcome, Optional<String> summary) {
        return new Fact.RunEnded(
                run, new End(outcome, summary, Optional.of(Certainty.EXIT), Optional.empty(), false, Optional.empty()));
    }

    Outcome outcome() {
        if (told.isPresent()) return Outcome.CANCELLED;
        if (status == 0) return Outcome.SUCCEEDED;
        return isEndingSignal() || (unheard && isSignal(13)) ? Outcome.CANCELLED : Outcome.FAILED;
    }

    private boolean isEndingSignal() {
        return isSignal(1) || isSignal(2) || isSignal(15);
    }

    private boolean isSignal(int number) {
        return status == SIGNALS + number;
    }

    private String summary() {
        var end = signalName().map(name -> "ended by " + name).orElse("exit " + status);
        var how = told.filter(_ -> signalName().isEmpty())
                .map(signal -> "told to stop by " + signal + ", then " + end)
                .orElse(end);
        return capped(tail.isEmpty() || outcome() != Outcome.FAILED ? how : how + ": " + String.join("\n", tail));
    }

    /** The signals that have the same number everywhere. */
    private Optional<String> signalName() {
        return switch (status - SIGNALS) {
            case 1 -> Optional.of("SIGHUP, hang-up");
            case 2 -> Optional.of("SIGINT, interrupted");
            case 3 -> Optional.of("SIGQUIT");
            case 4 -> Optional.of("SIGILL");
            case 6 -> Optional.of("SIGABRT, aborted");
            case 8 -> Optional.of("SIGFPE");
            case 9 -> Optional.of("SIGKILL, killed by somebody or because memory ran out");
            case 11 -> Optional.of("SIGSEGV, it crashed");
            case 13 -> Optional.of(unheard ? "SIGPIPE, nobody read its output any more" : "SIGPIPE");
            case 14 -> Optional.of("SIGALRM");
            case 15 -> Optional.of("SIGTERM, terminated");
            default -> Optional.empty();
        };
    }

    private static String capped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
