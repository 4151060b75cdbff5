package sitrep.engine.board;

import java.util.ArrayList;
import sitrep.core.sitrep.Attention;

/** The board in one sentence: first what wants somebody, then what does not. */
final class BoardSentence {
    private BoardSentence() {}

    static String of(BoardTally tally) {
        var wanting = new ArrayList<String>();
        var needing = tally.of(Attention.NEEDS_YOU);
        if (needing > 0) wanting.add(needing == 1 ? "1 task needs you" : needing + " tasks need you");
        var stuck = tally.of(Attention.STUCK);
        if (stuck > 0) wanting.add(stuck == 1 ? "1 looks stuck" : stuck + " look stuck");
        if (tally.of(Attention.UNREPORTED) > 0) wanting.add(unreported(tally));
        var first = wanting.isEmpty() ? "Nothing needs you." : String.join(", ", wanting) + ".";
        return first + rest(tally);
    }

    private static String unreported(BoardTally tally) {
        var failed = tally.failed();
        var done = tally.of(Attention.UNREPORTED) - failed;
        var are = done == 1 ? " is" : " are";
        if (failed == 0) return done + are + " done but unreported";
        return failed + " failed" + (done > 0 ? " and " + done + are + " done but unreported" : ", unreported");
    }

    private static String rest(BoardTally tally) {
        var working = tally.of(Attention.WORKING);
        var queued = tally.of(Attention.QUEUED);
        if (working > 0 && queued > 0) return " " + working + alone(working) + ", " + queued + " queued.";
        if (working > 0) return " " + working + alone(working) + ".";
        return queued > 0 ? " " + queued + " queued." : "";
    }

    private static String alone(long count) {
        return count == 1 ? " is working on its own" : " are working on their own";
    }
}
