package sitrep.core.sitrep;

import java.time.Instant;
import java.util.List;
import sitrep.core.event.TaskId;

/**
 * A task's place on the board: first by what it wants, failures before successes, then by time, ties by id, by code
 * points as databases sort. Smaller comes first, so that a keyset page is "the next ones after this place".
 *
 * @param rank of the attention, most pressing 0
 * @param order milliseconds: of the time since when, where the oldest comes first, or its negative
 */
public record BoardPlace(int rank, long order, TaskId task) implements Comparable<BoardPlace> {
    /** The rank of those that failed and are unreported: before those that are done. */
    public static final int FAILED = Attention.UNREPORTED.rank() - 1;

    /** The ranks of what has ended, where each stands by when it did. */
    public static final List<Integer> ENDED = List.of(FAILED, Attention.UNREPORTED.rank(), Attention.SETTLED.rank());

    static BoardPlace of(Sitrep sitrep) {
        var attention = sitrep.attention().value();
        var millis = time(sitrep, attention).toEpochMilli();
        var rank = sitrep.isUnreportedFailure() ? FAILED : attention.rank();
        return new BoardPlace(rank, attention.oldestFirst() ? millis : -millis, sitrep.id());
    }

    /** By how long it is silent a task that looks stuck has its place, and not by when we noticed. */
    private static Instant time(Sitrep sitrep, Attention attention) {
        return switch (attention) {
            case WORKING -> sitrep.lastUpdate().value();
            case STUCK ->
                sitrep.block()
                        .map(block -> block.value().since())
                        .orElse(sitrep.since().value());
            case NEEDS_YOU, UNREPORTED, QUEUED, SETTLED -> sitrep.since().value();
        };
    }

    @Override
    public int compareTo(BoardPlace other) {
        if (rank != other.rank) return Integer.compare(rank, other.rank);
        if (order != other.order) return Long.compare(order, other.order);
        return compare(task.text(), other.task.text());
    }

    /** In UTF-16 a code point past the first 65,536 is two surrogates, which sort before some that are smaller. */
    private static int compare(String one, String other) {
        var at = mismatch(one, other);
        if (at == Math.min(one.length(), other.length())) return Integer.compare(one.length(), other.length());
        var left = one.charAt(at);
        var right = other.charAt(at);
        var isMixed = Character.isSurrogate(left) != Character.isSurrogate(right);
        if (isMixed) return Character.isSurrogate(left) ? 1 : -1;
        return Character.compare(left, right);
    }

    private static int mismatch(String one, String other) {
        var least = Math.min(one.length(), other.length());
        var at = 0;
        while (at < least && one.charAt(at) == other.charAt(at)) at++;
        return at;
    }
}
