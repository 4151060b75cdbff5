package sitrep.engine.contact;

import java.time.Instant;

/** How many things happened in the last minute, counted by the second. Thread-safe. */
final class RateMeter {
    private static final int SECONDS = 60;

    private final long[] counts = new long[SECONDS];
    private long newest = Long.MIN_VALUE;

    synchronized void count(Instant at) {
        var second = at.getEpochSecond();
        if (second > newest) {
            forget(second);
            newest = second;
        }
        if (second > newest - SECONDS) counts[place(second)]++;
    }

    synchronized long lastMinute(Instant now) {
        var sum = 0L;
        for (var second = Math.max(now.getEpochSecond() - SECONDS + 1, newest - SECONDS + 1);
                second <= newest;
                second++) {
            sum += counts[place(second)];
        }
        return sum;
    }

    /** Makes room up to this second: what stood there is over a minute old. */
    private void forget(long second) {
        var from = newest == Long.MIN_VALUE ? second - SECONDS + 1 : Math.max(newest + 1, second - SECONDS + 1);
        for (var each = from; each <= second; each++) counts[place(each)] = 0;
    }

    private static int place(long second) {
        return Math.floorMod(second, SECONDS);
    }
}
