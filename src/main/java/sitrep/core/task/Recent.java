package sitrep.core.task;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sitrep.core.event.Stamp;
import sitrep.core.text.Limits;

/**
 * The newest of what was told of one kind, {@link Limits#RECENT} at most. Whatever the order in which it is heard, the
 * newest of a set are the same.
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
        return told.isEmpty() ? Optional.empty() : Optional.of(new Said<>(told.get(told.lastKey()), told.lastKey()));
    }

    /** The first that was told after another. */
    Optional<Said<T>> after(Stamp stamp) {
        return inOrder().stream().filter(said -> said.stamp().isAfter(stamp)).findFirst();
    }

    List<Said<T>> inOrder() {
        return told.entrySet().stream()
                .map(entry -> new Said<>(entry.getValue(), entry.getKey()))
                .toList();
    }
}
