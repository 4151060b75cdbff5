package sitrep.core.keeping;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is kept now, and how it grows.
 *
 * @param events those in the log
 * @param log bytes of the log
 * @param index bytes of the index
 * @param perDay by how many bytes a day what was told lately makes it grow, before anything goes; absent while that is
 * not     known yet
 * @param keeping by which rules it is kept
 */
public record Kept(long events, long log, long index, OptionalLong perDay, Keeping keeping) {

    public long bytes() {
        return log + index;
    }

    /** How many bytes there are for each event. */
    public long perEvent() {
        return events == 0 ? 0 : bytes() / events;
    }

    /** In how long the limit would be reached if nothing went before, where that is known; zero if it is reached. */
    public Optional<Duration> untilFull() {
        var room = keeping.bytes() - bytes();
        if (room <= 0) return Optional.of(Duration.ZERO);
        if (perDay.isEmpty() || perDay.getAsLong() <= 0) return Optional.empty();
        var days = (double) room / perDay.getAsLong();
        return Optional.of(Duration.ofHours((long) Math.min(days * 24, 24.0 * 36_500)));
    }
}
