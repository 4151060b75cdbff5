package sitrep.core.task;

import java.util.Optional;
import sitrep.core.event.Stamp;

/**
 * A value together with the event that said it. Kept by "the newest wins" it is a last-writer-wins register, kept by
 * "the earliest stands" its mirror image (Shapiro et al., "Conflict-free replicated data types", 2011): both give the
 * same answer in whatever order and however often the events arrive.
 */
public record Said<T>(T value, Stamp stamp) {

    static <T> Optional<Said<T>> newest(Optional<Said<T>> before, T value, Stamp stamp) {
        var unchanged = before.isPresent() && !stamp.isAfter(before.get().stamp);
        return unchanged ? before : Optional.of(new Said<>(value, stamp));
    }

    /** The same for a value that an event may leave out: absent says nothing. */
    static <T> Optional<Said<T>> newest(Optional<Said<T>> before, Optional<T> value, Stamp stamp) {
        return value.isPresent() ? newest(before, value.get(), stamp) : before;
    }

    static <T> Optional<Said<T>> earliest(Optional<Said<T>> before, T value, Stamp stamp) {
        var unchanged = before.isPresent() && !before.get().stamp.isAfter(stamp);
        return unchanged ? before : Optional.of(new Said<>(value, stamp));
    }
}
