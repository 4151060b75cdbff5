package sitrep.connect.process.look;

/**
 * Holds what is done again and again to a small share of the time: the more small files a look at processes reads, the
 * longer is the pause behind it, up to a limit. The files are counted and no time is taken, for the first look of a
 * program, or any on a machine with too much to do, takes a hundred times as long as it costs: whoever went by that
 * would see the least where there is the most to wait for.
 *
 * @param each the pause for each file, in nanoseconds
 * @param least the shortest pause
 * @param rarest the longest one
 */
public record LookPace(long each, long least, long rarest) {
    /** A file takes some fifteen microseconds to read: this is four hundred times as much. */
    private static final long EACH = 6_250_000;

    /** A pace that costs a four-hundredth of a core, between these limits. */
    public static LookPace between(long least, long rarest) {
        return new LookPace(EACH, least, rarest);
    }

    /** When it may be done again. */
    public long next(long began, long readings) {
        return began + Math.clamp(readings * each, least, rarest);
    }
}
