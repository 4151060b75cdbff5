package sitrep.cli.client;

/** What a command ends with, for scripts. Documented in docs/cli.md and shown by {@code sitrep help}. */
public final class ExitCode {
    private ExitCode() {}

    /** It worked; of {@code wait}: the task is done. */
    public static final int OK = 0;

    /** The server refused what was asked, or answered something unexpected. */
    public static final int REFUSED = 1;

    /** The command was mistyped. */
    public static final int USAGE = 2;

    /** The task needs somebody. */
    static final int NEEDS_SOMEBODY = 3;

    /** The task looks stalled. */
    static final int STALLED = 4;

    /** The task ended otherwise than by success. */
    static final int FAILED = 5;

    /** No task goes by that name, or several do. */
    public static final int UNKNOWN = 6;

    /** The doctor found something that needs doing. */
    public static final int TROUBLE = 7;

    /** No server answers. The number is that of sysexits(3) for an unavailable service. */
    public static final int UNREACHABLE = 69;

    /** The server wants a token, or a different one. The number is that of sysexits(3) for a missing permission. */
    public static final int NO_ACCESS = 77;

    /** The time for waiting is over, as with timeout(1). */
    public static final int TIMEOUT = 124;
}
