package sitrep.json;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Makes ids for what comes without one: 26 characters that sort by the time they were made (the layout of a ULID: 48
 * bits of milliseconds, then 80 random bits, in Crockford's base 32). Within one millisecond they count up.
 */
public final class Ids implements Supplier<String> {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private long lastMillis = -1;
    private long low;
    private int high;

    public Ids(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized String get() {
        var millis = Math.max(clock.millis(), lastMillis);
        if (millis == lastMillis) {
            low++;
        } else {
            lastMillis = millis;
            low = random.nextLong() >>> 1;
            high = random.nextInt(1 << 16);
        }
        return encode(millis, high, low);
    }

    private static String encode(long millis, int high, long low) {
        var text = new char[26];
        for (var i = 25; i >= 13; i--) {
            text[i] = ALPHABET[(int) (low & 31)];
            low >>>= 5;
        }
        for (var i = 12; i >= 10; i--) {
            text[i] = ALPHABET[high & 31];
            high >>>= 5;
        }
        for (var i = 9; i >= 0; i--) {
            text[i] = ALPHABET[(int) (millis & 31)];
            millis >>>= 5;
        }
        return new String(text);
    }
}
