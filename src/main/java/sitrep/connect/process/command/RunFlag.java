package sitrep.connect.process.command;

import java.util.Arrays;
import java.util.Optional;

/** What can be wanted of {@code sitrep run} without a value. The keeper (src/main/c) knows the same words. */
public enum RunFlag {
    /** No terminal of its own for the command. */
    NO_PTY("--no-pty"),
    /** Not a word about where it is to be seen. */
    QUIET("--quiet"),
    /** What it took is said at its end. */
    TIME("--time"),
    /** The terminal's bell rings when it waits for somebody, and at its end. */
    NOTIFY("--notify"),
    /** What it writes is not kept: no more than news and counts is told of it. */
    NO_OUTPUT("--no-output"),
    /** What it asks can be answered from the board: its input comes through us. Its keeper leaves such ones to us. */
    ANSWERABLE("--answerable"),
    /** It can be ended and started again from the board. Its keeper leaves such ones to us. */
    RESTARTABLE("--restartable");

    private final String word;

    RunFlag(String word) {
        this.word = word;
    }

    public static Optional<RunFlag> of(String word) {
        return Arrays.stream(values()).filter(flag -> flag.word.equals(word)).findFirst();
    }
}
