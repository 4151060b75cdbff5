package sitrep.snapshot;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A type with its arguments filled in, as in {@code Said<String>}. */
record TypeUse(Class<?> type, List<TypeUse> arguments) {

    static TypeUse of(Class<?> type) {
        return new TypeUse(type, List.of());
    }

    /** A type as it is named within this one, whose variables are known. */
    TypeUse within(Type named) {
        return named(named, variables());
    }

    private Map<TypeVariable<?>, TypeUse> variables() {
        var variables = new HashMap<TypeVariable<?>, TypeUse>();
        for (var variable : type.getTypeParameters()) variables.put(variable, arguments.get(variables.size()));
        return variables;
    }

    private static TypeUse named(Type named, Map<TypeVariable<?>, TypeUse> variables) {
        return switch (named) {
            case Class<?> plain when plain.getTypeParameters().length == 0 -> of(plain);
            case ParameterizedType it ->
                new TypeUse(
                        (Class<?>) it.getRawType(),
                        Arrays.stream(it.getActualTypeArguments())
                                .map(argument -> named(argument, variables))
                                .toList());
            case TypeVariable<?> it when variables.containsKey(it) -> variables.getOrDefault(it, of(Object.class));
            default -> throw new IllegalArgumentException(named.getTypeName() + " cannot be written");
        };
    }

    /** As in {@code java.util.Optional<java.lang.String>}. */
    @Override
    public String toString() {
        return type.getName()
                + (arguments.isEmpty()
                        ? ""
                        : "<"
                                + String.join(
                                        ", ",
                                        arguments.stream()
                                                .map(TypeUse::toString)
                                                .toList()) + ">");
    }
}
