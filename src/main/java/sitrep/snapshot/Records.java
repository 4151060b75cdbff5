package sitrep.snapshot;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All records that can be reached from one, and the way into each. */
final class Records {
    private final Map<Class<?>, Integer> numbers = new LinkedHashMap<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final Access access;

    Records(Class<?> root) {
        reach(root);
        access = AccessCode.of(List.copyOf(numbers.keySet()));
    }

    /** The way into the records of one type. */
    record Way(Access access, int number) {
        Object make(Object[] parts) {
            return access.make(number, parts);
        }

        void take(Object value, Object[] parts) {
            access.take(number, value, parts);
        }
    }

    Way into(Class<?> type) {
        var number = numbers.get(type);
        if (number == null)
            throw new IllegalArgumentException(type.getName() + " is not public, and cannot be written");
        return new Way(access, number);
    }

    private void reach(Type type) {
        switch (type) {
            case Class<?> plain -> reach(plain);
            case ParameterizedType it -> {
                reach(it.getRawType());
                for (var argument : it.getActualTypeArguments()) reach(argument);
            }
            default -> {}
        }
    }

    private void reach(Class<?> type) {
        if (!seen.add(type)) return;
        if (type.isSealed()) {
            for (var each : type.getPermittedSubclasses()) reach(each);
        }
        if (!type.isRecord()) return;
        for (var component : type.getRecordComponents()) reach(component.getGenericType());
        if (isOpen(type)) numbers.put(type, numbers.size());
    }

    /** Whether code of this package may use it. */
    private static boolean isOpen(Class<?> type) {
        var isNeighbour = type.getPackage().equals(Records.class.getPackage());
        for (var each = type; each != null; each = each.getEnclosingClass()) {
            if (Modifier.isPrivate(each.getModifiers())) return false;
            if (!Modifier.isPublic(each.getModifiers()) && !isNeighbour) return false;
        }
        return true;
    }
}
