package sitrep.connect.process;

/**
 * Holds what is done again and again to a small share of the time: the longer it took, the longer is the pause behind
 * it, up to a limit, for on a machine with too much to do it takes long without costing much.
 *
 * @param pause how many times as long as it took is the pause
 * @param least the shortest pause, in nanoseconds
 * @param rarest the longest one
 */
record Pace(int pause, long least, long rarest) {

    /** When it may be done again. */
    long next(long began, long ended) {
        return began + Math.clamp((ended - began) * pause, least, rarest);
    }
}
