package sitrep.judge;

/**
 * What came of judging one group of sources, and all others without it: whether what is said of all holds of those who
 * were never looked at.
 *
 * @param own of its own sessions alone
 * @param others of all sessions but its own
 */
public record SourceGroup(String source, int sessions, Part own, Part others) {

    /** Sitrep's scores with approvals hidden and visible, and how good <i>probably waiting</i> is. */
    public record Part(Score hidden, Score visible, WaitVerdicts waits) {}
}
