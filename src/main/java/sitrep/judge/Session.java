package sitrep.judge;

import java.util.List;
import java.util.Set;

/**
 * One recorded session of an agent.
 *
 * @param agent as in {@code claude}; {@code unknown} where it is not recorded
 * @param source the group that it comes from
 */
record Session(String id, String agent, String source, List<Signal> signals) {

    /** Runtimes that have no approvals at all. */
    private static final Set<String> WITHOUT_APPROVALS = Set.of("pi", "omp");

    /** Whether nobody can be asked for approval while it is in this mode. */
    boolean cannotAsk(Signal at) {
        return WITHOUT_APPROVALS.contains(agent) || at.isFree();
    }

    /** Whether somebody may be asked. Without a mode on record Claude Code asks; of others it is not known. */
    boolean mayAsk(Signal at) {
        return !cannotAsk(at) && (!at.mode().isEmpty() || agent.equals("claude"));
    }
}
