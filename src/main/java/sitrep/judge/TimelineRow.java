package sitrep.judge;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One row of a timeline: something that a session was seen to do.
 *
 * @param at seconds since the session's first signal
 * @param kind what was seen, as in {@code tool_start}, {@code tool_end}, {@code prompt} or {@code turn_end}
 * @param cls the class of a tool, as in {@code edit} or {@code sh_test}
 * @param call the number of the call of a tool within its session
 * @param took run time as measured by the runtime, in seconds
 * @param flag as in {@code denied}, {@code interrupted}, {@code end}
 * @param mode the permission mode at that time; empty where none is recorded
 */
record TimelineRow(
        double at, String kind, String cls, Optional<String> call, OptionalDouble took, String flag, String mode) {

    /** Signs that the session's own runtime gives besides its work, or that a person gives while it works. */
    private static final Set<String> BESIDES = Set.of("beat", "child", "hook", "queued");

    /** Modes in which nobody is ever asked. */
    private static final Set<String> NEVER_ASK = Set.of("bypass", "auto", "dontask", "never");

    /** Whether it shows that the work got on. */
    boolean isProgress() {
        return !BESIDES.contains(kind);
    }

    /** Whether the model is to answer next. */
    boolean isModelsTurn() {
        return is("prompt", "prompt_auto", "turn_start", "tool_end");
    }

    boolean isFree() {
        return NEVER_ASK.contains(mode);
    }

    boolean is(String... kinds) {
        return Set.of(kinds).contains(kind);
    }
}
