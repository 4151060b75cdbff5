package sitrep.core.task;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sitrep.core.event.Stamp;
import sitrep.core.text.Limits;

/**
 * A value together with the event that said it. Kept by "the newest wins" it is a last-writer-wins register, kept by
 * "the earliest stands" its mirror image (Shapiro et al., "Conflict-free replicated data types", 2011): both give the
 * same answer in whatever order and however often the events arrive.
 */
public record Said<T>(T value, Stamp stamp) {

    /**
     * The newest of what was told of one kind, {@link Limits#RECENT} at most: of the same set the same, whatever the
     * order in which it is heard.
     */
    public record Recent<T>(SortedMap<Stamp, T> told) {

        static <T> Recent<T> none() {
            return new Recent<>(Collections.emptySortedMap());
        }

        Recent<T> with(T value, Stamp stamp) {
            if (told.containsKey(stamp)) return this;
            var next = new TreeMap<>(told);
            next.put(stamp, value);
            if (next.size() > Limits.RECENT) next.pollFirstEntry();
            return new Recent<>(Collections.unmodifiableSortedMap(next));
        }

        Optional<Said<T>> newest() {
            return inOrder().reversed().stream().findFirst();
        }

        /** The first that was told after another. */
        Optional<Said<T>> after(Stamp stamp) {
            return inOrder().stream()
                    .filter(said -> said.stamp().isAfter(stamp))
                    .findFirst();
        }

        List<Said<T>> inOrder() {
            return told.entrySet().stream()
                    .map(entry -> new Said<>(entry.getValue(), entry.getKey()))
                    .toList();
        }
    }

    static <T> Optional<Said<T>> newest(Optional<Said<T>> before, T value, Stamp stamp) {
        var unchanged = before.isPresent() && !stamp.isAfter(before.get().stamp);
        return unchanged ? before : Optional.of(new Said<>(value, stamp));
    }

    /** The same for a value that an event may leave out: absent says nothing. */
    static <T> Optional<Said<T>> newest(Optional<Said<T>> before, Optional<T> value, Stamp stamp) {
        return value.isPresent() ? newest(before, value.get(), stamp) : before;
    }

    /** The newest, save that what is told in hindsight gives way to all else. */
    static <T> Optional<Said<T>> foremost(Optional<Said<T>> before, T value, Stamp stamp) {
        var unchanged = before.isPresent() && !stamp.outranks(before.get().stamp);
        return unchanged ? before : Optional.of(new Said<>(value, stamp));
    }

    /** The same for a value that an event may leave out: absent says nothing. */
    static <T> Optional<Said<T>> foremost(Optional<Said<T>> before, Optional<T> value, Stamp stamp) {
        return value.isPresent() ? foremost(before, value.get(), stamp) : before;
    }

    /** That of whoever knows better what was asked, and by whom; absent says nothing. */
    static <T> Optional<Said<T>> asked(Optional<Said<T>> before, Optional<T> value, Stamp stamp) {
        var unchanged = value.isEmpty() || (before.isPresent() && !stamp.knowsBetter(before.get().stamp));
        return unchanged ? before : Optional.of(new Said<>(value.get(), stamp));
    }

    static <T> Optional<Said<T>> earliest(Optional<Said<T>> before, T value, Stamp stamp) {
        var unchanged = before.isPresent() && !before.get().stamp.isAfter(stamp);
        return unchanged ? before : Optional.of(new Said<>(value, stamp));
    }
}
