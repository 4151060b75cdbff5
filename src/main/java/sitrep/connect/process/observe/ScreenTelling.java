package sitrep.connect.process.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sitrep.connect.process.output.Screenful;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;

/**
 * Tells what is on a command's screen: soon at first, and the more rarely the longer it goes on, so that a day's output
 * fills no log; at once when it waits for somebody, and at the end.
 */
final class ScreenTelling {
    private static final Duration SOONEST = Duration.ofSeconds(2);
    private static final Duration LATEST = Duration.ofMinutes(2);
    private static final int SHARE = 10;

    private final RunId run;
    private final Instant began;
    private final boolean isWanted;
    private Instant next;
    private long changes;
    private String told = "";

    /** @param isWanted whether anything is told at all */
    ScreenTelling(RunId run, Instant began, boolean isWanted) {
        this.run = run;
        this.began = began;
        this.isWanted = isWanted;
        this.next = began.plus(SOONEST);
    }

    /** @param now whether it is not to be put off */
    List<Fact.RunPrinted> look(Instant at, Screenful screen, boolean now) {
        if (!isWanted || screen.changes() == changes || (!now && at.isBefore(next))) return List.of();
        changes = screen.changes();
        var text = screen.text();
        if (text.isBlank() || text.equals(told)) return List.of();
        told = text;
        next = at.plus(pause(Duration.between(began, at)));
        return List.of(new Fact.RunPrinted(run, text));
    }

    private static Duration pause(Duration age) {
        var share = age.dividedBy(SHARE);
        if (share.compareTo(SOONEST) < 0) return SOONEST;
        return share.compareTo(LATEST) > 0 ? LATEST : share;
    }
}
