package sitrep.connect.process;

import sitrep.connect.Doing;

/** What a command is doing, looked at only as often as costs little: a program of many threads more rarely. */
final class Glance {
    private static final long QUARTER = 250_000_000L;

    /** It costs a four-hundredth of the time; no rarer than every four seconds. */
    private static final Pace PACE = new Pace(400, QUARTER / 2, 16 * QUARTER);

    private final Activity activity;
    private final long pid;
    private long next = System.nanoTime();
    private Doing seen = new Doing.Quiet(false);

    Glance(Activity activity, long pid) {
        this.activity = activity;
        this.pid = pid;
    }

    Doing now() {
        var began = System.nanoTime();
        if (began - next < 0) return seen;
        seen = activity.now(pid);
        next = PACE.next(began, System.nanoTime());
        return seen;
    }
}
