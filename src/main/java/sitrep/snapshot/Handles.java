package sitrep.snapshot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The way into one record, looked up once.
 *
 * @param make from an array of its parts to the record
 * @param gets from the record to each part
 */
record Handles(MethodHandle make, List<MethodHandle> gets) {
    private static final MethodType MAKE = MethodType.methodType(Object.class, Object[].class);
    private static final MethodType GET = MethodType.methodType(Object.class, Object.class);

    static Handles of(Class<?> type) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            var constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types));
            var gets = new ArrayList<MethodHandle>();
            for (var component : components) {
                gets.add(lookup.unreflect(component.getAccessor()).asType(GET));
            }
            return new Handles(
                    constructor.asSpreader(Object[].class, types.length).asType(MAKE), List.copyOf(gets));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("there is no way into " + type.getName(), e);
        }
    }
}
