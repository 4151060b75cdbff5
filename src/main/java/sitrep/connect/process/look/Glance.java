package sitrep.connect.process.look;

import sitrep.connect.commands.Doing;

/** What a command is doing, looked at only as often as costs little: a program of many threads more rarely. */
public final class Glance {
    private static final long QUARTER = 250_000_000L;

    /** Forty files are read at every call; no tree is looked at more rarely than every four seconds. */
    private static final LookPace PACE = LookPace.between(QUARTER / 2, 16 * QUARTER);

    private final ProgramActivity activity;
    private final long pid;
    private long next = System.nanoTime();
    private Doing seen = new Doing.Quiet(false);

    public Glance(ProgramActivity activity, long pid) {
        this.activity = activity;
        this.pid = pid;
    }

    public Doing now() {
        var began = System.nanoTime();
        if (began - next < 0) return seen;
        var before = activity.table().readings();
        seen = activity.now(pid);
        next = PACE.next(began, activity.table().readings() - before);
        return seen;
    }
}
