package sitrep.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody, or some place, that is told.
 *
 * @param reasons for what; one without any is told only what others pass on to it
 * @param only of which tasks, as far as it asks by itself
 * @param after how long a matter must last before it is told, so that what is over in a moment disturbs nobody
 * @param budget most messages within an hour; what is more waits, and comes in one
 * @param followsUp whether it is also told when what it was told of is over
 * @param evenOnScreen whether it is told also of what somebody has on the screen
 * @param quiet when it is not disturbed
 * @param escalation to whom it goes on when nobody takes it up
 */
public record NoticeTarget(
        String name,
        Set<NoticeReason> reasons,
        NoticeFilter only,
        Duration after,
        int budget,
        boolean followsUp,
        boolean evenOnScreen,
        Optional<Quiet> quiet,
        Optional<Escalation> escalation) {

    /** How long a matter must last, unless something else is set. */
    public static final Duration AFTER = Duration.ofSeconds(10);

    /** Messages within an hour, unless something else is set. */
    public static final int BUDGET = 12;

    /** What targets are told that do not say for what: that something is done can wait until somebody looks. */
    public static final Set<NoticeReason> USUAL =
            EnumSet.of(NoticeReason.NEEDS_YOU, NoticeReason.STUCK, NoticeReason.FAILED, NoticeReason.BLIND);

    /**
     * Who is told next.
     *
     * @param after how long after the message, if nobody has taken it up by then
     */
    public record Escalation(Duration after, String to) {}

    public NoticeTarget {
        reasons = Set.copyOf(reasons);
    }

    /** Until when it is not disturbed, if it is quiet there now; some reasons may be told even so. */
    public Optional<Instant> quietUntil(Instant now) {
        return quiet.flatMap(it -> it.over(now));
    }
}
