package sitrep;

import java.io.PrintStream;
import sitrep.store.upkeep.LogCheck;

/** Says what a look through a log found. */
final class Verifying {
    private static final int SHOWN = 10;

    private final PrintStream out;

    Verifying(PrintStream out) {
        this.out = out;
    }

    /** Answers whether it is as it was written. */
    boolean tell(LogCheck.Findings found) {
        if (found.chunks() == 0) out.println("The log is empty.");
        else contents(found);
        found.unreadable().stream()
                .limit(SHOWN)
                .forEach(event -> out.println("Event " + event.seq() + " cannot be read: " + event.why() + "."));
        if (found.unread() > 0) {
            out.println(found.unread() + " events cannot be read and are left out; 'sitrep repair' sets them aside.");
        }
        if (found.isWhole()) {
            out.println("Each event follows from all before it: nothing was changed, left out or put in.");
            return true;
        }
        found.broken().stream().limit(SHOWN).forEach(out::println);
        var more = found.broken().size() - SHOWN;
        if (more > 0) out.println("So it is at " + more + " more places.");
        out.println("The log is not as it was written.");
        return false;
    }

    private void contents(LogCheck.Findings found) {
        out.println(found.events() + " events, from event " + found.first() + " to event " + found.last() + ", in "
                + found.chunks() + " chunks of " + found.bytes() + " bytes: "
                + found.bytes() / Math.max(1, found.events()) + " bytes an event.");
        if (found.gaps() > 0) {
            out.println(found.gaps() + " gaps, where events were taken out on purpose.");
        }
    }
}
