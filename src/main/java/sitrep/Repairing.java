package sitrep;

import java.io.PrintStream;
import sitrep.store.sql.SqlStore;

/** Looks through a log, says what cannot be read, and sets it aside. */
final class Repairing {
    private static final int PAGE = 1_000;

    private final SqlStore store;
    private final PrintStream out;

    Repairing(SqlStore store, PrintStream out) {
        this.store = store;
        this.out = out;
    }

    void run(boolean isToBeDone) {
        out.println(read() + " events can be read.");
        var unreadable = store.unreadable();
        unreadable.forEach(event -> out.println("Event " + event.seq() + " cannot be read: " + event.why() + "."));
        if (isToBeDone) mend();
        else plan(!unreadable.isEmpty());
    }

    private long read() {
        var count = 0L;
        for (var page = store.after(0, PAGE);
                !page.isEmpty();
                page = store.after(page.getLast().seq(), PAGE)) {
            count += page.size();
        }
        return count;
    }

    private void plan(boolean isAnythingAside) {
        if (isAnythingAside) {
            out.println("What cannot be read would be taken out of the log and kept in the table 'aside' beside"
                    + " it, so that it can be sent again.");
        }
        out.println("The index of tasks would be rebuilt at the next start.");
        out.println("Nothing was changed: 'sitrep repair --yes' does it. Keep a copy of the log before.");
    }

    private void mend() {
        var aside = store.repair();
        if (aside > 0) out.println(aside + " of them were taken out of the log; they are in the table 'aside'.");
        out.println("The index of tasks is rebuilt at the next start.");
    }
}
