package sitrep.judge;

import java.util.List;
import java.util.Set;

/**
 * One recorded session of an agent.
 *
 * @param agent as in {@code claude}; {@code unknown} where it is not recorded
 * @param source the group that it comes from
 */
record Session(String id, String agent, String source, List<TimelineRow> signals) {

    /** Runtimes that have no approvals at all. */
    private static final Set<String> WITHOUT_APPROVALS = Set.of("pi", "omp");

    /** Runtimes known to tell of a call before anybody is asked for it, so that the wait is within the call. */
    private static final Set<String> TELL_FIRST = Set.of("claude", "codex", "gemini");

    /** The owner of the source: sources of one owner share people and habits. */
    String owner() {
        var slash = source.indexOf('/');
        return slash < 0 ? source : source.substring(0, slash);
    }

    /** Whether nobody can be asked for approval while it is in this mode. */
    boolean cannotAsk(TimelineRow at) {
        return WITHOUT_APPROVALS.contains(agent) || at.isFree();
    }

    /** Whether somebody may be asked during a call. Without a mode on record only Claude Code is known to ask. */
    boolean mayAsk(TimelineRow at) {
        return !cannotAsk(at) && (!at.mode().isEmpty() || agent.equals("claude"));
    }

    /**
     * Whether somebody may be asked before a call is told of, by what the session showed last. A complete answer of the
     * model may have been a call; and wherever it is the model's turn it may have called something without a word, if
     * the runtime is not known to tell of its calls first.
     */
    boolean mayAskFirst(TimelineRow last, TimelineRow at) {
        return !cannotAsk(at) && (last.is("model") || (last.isModelsTurn() && !tellsFirst()));
    }

    /** Whether its waits for approval are known to be within its calls, and so never before them. */
    boolean tellsFirst() {
        return WITHOUT_APPROVALS.contains(agent) || TELL_FIRST.contains(agent);
    }
}
