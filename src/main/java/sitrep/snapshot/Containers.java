package sitrep.snapshot;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What holds values of other types. What is sorted is in natural order. */
final class Containers {
    private Containers() {}

    static Codec of(TypeUse use, List<Codec> contents) {
        var type = use.type();
        if (type == Optional.class) return new OptionalCodec(contents.getFirst());
        if (type == List.class) return new ManyCodec(List.of(), contents.getFirst(), List::of);
        if (type == SortedSet.class) {
            return new ManyCodec(
                    Collections.emptySortedSet(), contents.getFirst(), all -> new TreeSet<>(Arrays.asList(all)));
        }
        if (type == Map.class) return new MapCodec(Map.of(), contents.getFirst(), contents.getLast(), Map::ofEntries);
        if (type == SortedMap.class) {
            return new MapCodec(
                    Collections.emptySortedMap(), contents.getFirst(), contents.getLast(), Containers::sorted);
        }
        throw new IllegalArgumentException(use + " cannot be written");
    }

    private static SortedMap<Object, Object> sorted(Map.Entry<Object, Object>[] entries) {
        var map = new TreeMap<>();
        for (var entry : entries) map.put(entry.getKey(), entry.getValue());
        return map;
    }
}
