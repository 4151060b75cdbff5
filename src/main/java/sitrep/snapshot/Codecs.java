package sitrep.snapshot;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the codec of a type from what it is made of, and takes down its shape. */
final class Codecs {
    /** Which parts are filled in is told by as many bits. */
    private static final int PARTS = 63;

    private final Records records;
    private final Set<Class<?>> repeated;
    private final Map<String, Codec> made = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final List<String> shape = new ArrayList<>();
    private int tables;

    Codecs(Class<?> root, Set<Class<?>> repeated) {
        this.records = new Records(root);
        this.repeated = repeated;
    }

    Codec of(Class<?> type) {
        return of(TypeUse.of(type));
    }

    /** How many types are repeated. */
    int tables() {
        return tables;
    }

    Shape shape() {
        return Shape.of(String.join("\n", shape));
    }

    private Codec of(TypeUse use) {
        var known = made.get(use.toString());
        if (known != null) return known;
        if (!begun.add(use.toString()))
            throw new IllegalArgumentException(use + " contains itself, and cannot be written");
        var codec = make(use);
        made.put(use.toString(), codec);
        return codec;
    }

    private Codec make(TypeUse use) {
        var simple = Simple.BY_TYPE.get(use.type());
        if (simple != null) return simple;
        if (use.type().isEnum()) return word(use);
        if (use.type().isRecord()) return isRepeated(use) ? new RepeatedCodec(record(use), tables++) : record(use);
        if (use.type().isSealed()) return choice(use);
        return Containers.of(use, use.arguments().stream().map(this::of).toList());
    }

    private Codec word(TypeUse use) {
        var constants = use.type().getEnumConstants();
        shape.add(use + ": "
                + String.join(
                        ", ",
                        Arrays.stream(constants)
                                .map(constant -> ((Enum<?>) constant).name())
                                .toList()));
        return new EnumCodec(List.of(constants));
    }

    /** A record of one text is a name, and names come again. */
    private boolean isRepeated(TypeUse use) {
        var components = use.type().getRecordComponents();
        return repeated.contains(use.type()) || (components.length == 1 && components[0].getType() == String.class);
    }

    private Codec record(TypeUse use) {
        var components = use.type().getRecordComponents();
        if (components.length > PARTS) throw new IllegalArgumentException(use + " has too many parts to be written");
        var parts = new ArrayList<Codec>();
        var names = new ArrayList<String>();
        for (var component : components) {
            parts.add(part(use, component));
            names.add(component.getName() + " " + use.within(component.getGenericType()));
        }
        shape.add(use + (isRepeated(use) ? ", repeated" : "") + ": " + String.join(", ", names));
        return new RecordCodec(records.into(use.type()), parts);
    }

    private Codec part(TypeUse use, RecordComponent component) {
        try {
            return of(use.within(component.getGenericType()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    use.type().getSimpleName() + "." + component.getName() + ": " + e.getMessage(), e);
        }
    }

    private Codec choice(TypeUse use) {
        var types = records(use.type()).distinct().toList();
        shape.add(use + ": "
                + String.join(" | ", types.stream().map(Class::getName).toList()));
        return new ChoiceCodec(types, types.stream().map(this::of).toList());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        if (type.isRecord()) return Stream.of(type);
        if (!type.isSealed())
            throw new IllegalArgumentException(type.getName() + " is no record, and cannot be written");
        return Arrays.stream(type.getPermittedSubclasses()).flatMap(Codecs::records);
    }
}
