package sitrep.snapshot;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Values of any type with something in every part: other kinds, words and numbers in each variant. */
final class Filled {
    /** Of which UTF-8 makes one byte, two, three and four. */
    private static final List<String> LETTERS = List.of("a", "ü", "…", "\ud83d\ude00");

    private Filled() {}

    static Object of(Class<?> type, int variant) {
        return of(TypeUse.of(type), variant);
    }

    private static Object of(TypeUse use, int variant) {
        var type = use.type();
        if (!use.arguments().isEmpty() && !type.isRecord()) return container(use, variant);
        if (type == String.class) return "https://example.org/" + LETTERS.get(variant % LETTERS.size()) + variant;
        if (type == Instant.class) return Instant.EPOCH.plusNanos(variant * 1_234_500_000L - variant % 5);
        if (type == Duration.class) return Duration.ofMinutes(variant).plusNanos(variant);
        if (type == boolean.class) return variant % 2 == 0;
        if (type == int.class || type == Integer.class) return variant * (variant % 2 == 0 ? -1 : 1);
        if (type == long.class) return 1 + (long) variant * variant * variant;
        if (type.isEnum()) return type.getEnumConstants()[variant % type.getEnumConstants().length];
        if (type.isRecord()) return record(use, variant);
        var kinds = kinds(type).toList();
        return of(TypeUse.of(kinds.get(variant % kinds.size())), variant);
    }

    private static Object container(TypeUse use, int variant) {
        var one = of(use.arguments().getFirst(), variant);
        var other = of(use.arguments().getFirst(), variant + 1);
        if (use.type() == Optional.class) return Optional.of(one);
        if (use.type() == List.class) return List.of(one, other, one);
        if (use.type() == SortedSet.class) return new TreeSet<>(List.of(one, other));
        var map = new LinkedHashMap<>(Map.of(one, of(use.arguments().getLast(), variant)));
        map.put(other, of(use.arguments().getLast(), variant + 1));
        return use.type() == SortedMap.class ? new TreeMap<>(map) : map;
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        if (!type.isSealed()) return Stream.of(type);
        return Arrays.stream(type.getPermittedSubclasses()).flatMap(Filled::kinds);
    }

    private static Object record(TypeUse use, int variant) {
        var components = use.type().getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var parts = Arrays.stream(components)
                .map(component -> of(use.within(component.getGenericType()), variant))
                .toArray();
        try {
            return use.type().getDeclaredConstructor(types).newInstance(parts);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(use + ": " + Arrays.toString(parts), e);
        }
    }
}
