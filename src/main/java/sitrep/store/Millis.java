package sitrep.store;

import java.time.Duration;
import java.time.Instant;

/** Times as stores keep them: whole milliseconds. Those beyond the range of a long become its ends. */
public final class Millis {
    private Millis() {}

    public static long of(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException _) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    public static long of(Duration length) {
        try {
            return length.toMillis();
        } catch (ArithmeticException _) {
            return length.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Rounded up, for a deadline must not come early. */
    public static long upFrom(Instant time) {
        var millis = of(time);
        return millis < Long.MAX_VALUE && Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
    }
}
