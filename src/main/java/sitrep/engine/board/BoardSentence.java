package sitrep.engine.board;

import java.util.ArrayList;
import sitrep.core.sitrep.Attention;
import sitrep.core.sitrep.Shelf;

/** The board in one sentence: first what wants somebody, then what does not. What lies on a shelf asks for nobody. */
final class BoardSentence {
    private BoardSentence() {}

    static String of(BoardTally tally) {
        var wanting = new ArrayList<String>();
        var needing = tally.unshelved(Attention.NEEDS_YOU);
        var taken = tally.on(Shelf.ON_IT);
        if (needing > 0) wanting.add((needing == 1 ? "1 task needs you" : needing + " tasks need you") + more(taken));
        var stuck = tally.unshelved(Attention.STUCK);
        if (stuck > 0) wanting.add(stuck == 1 ? "1 looks stuck" : stuck + " look stuck");
        if (tally.unshelved(Attention.UNREPORTED) > 0) wanting.add(unreported(tally));
        if (needing == 0 && taken > 0) {
            wanting.add(taken == 1 ? "1 has somebody on it" : taken + " have somebody on them");
        }
        var isCalm = needing + stuck + tally.unshelved(Attention.UNREPORTED) == 0;
        var first = (isCalm ? "Nothing needs you" + (wanting.isEmpty() ? "" : ", ") : "") + String.join(", ", wanting);
        return first + "." + rest(tally);
    }

    /** Those that somebody is on already. */
    private static String more(long taken) {
        if (taken == 0) return "";
        return taken == 1 ? " (1 more has somebody on it)" : " (" + taken + " more have somebody on them)";
    }

    private static String unreported(BoardTally tally) {
        var failed = tally.failed();
        var done = tally.unshelved(Attention.UNREPORTED) - failed;
        var are = done == 1 ? " is" : " are";
        if (failed == 0) return done + are + " done but unreported";
        return failed + " failed" + (done > 0 ? " and " + done + are + " done but unreported" : ", unreported");
    }

    private static String rest(BoardTally tally) {
        var working = tally.unshelved(Attention.WORKING);
        var queued = tally.unshelved(Attention.QUEUED);
        if (working > 0 && queued > 0) return " " + working + alone(working) + ", " + queued + " queued.";
        if (working > 0) return " " + working + alone(working) + ".";
        return queued > 0 ? " " + queued + " queued." : "";
    }

    private static String alone(long count) {
        return count == 1 ? " is working on its own" : " are working on their own";
    }
}
