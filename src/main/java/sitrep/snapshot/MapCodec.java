package sitrep.snapshot;

import java.util.Map;
import java.util.function.Function;

/**
 * Maps: how many, then each key with its value.
 *
 * @param of from the entries to the map
 */
record MapCodec(Object blank, Codec key, Codec value, Function<Map.Entry<Object, Object>[], Object> of)
        implements Codec {

    @Override
    public void write(Object map, Output out) {
        var entries = ((Map<?, ?>) map).entrySet();
        out.number(entries.size());
        for (var each : entries) {
            key.write(each.getKey(), out);
            value.write(each.getValue(), out);
        }
    }

    @Override
    public Object read(Input in) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map.Entry<Object, Object>[] entries = new Map.Entry[in.count()];
        for (var i = 0; i < entries.length; i++) entries[i] = Map.entry(key.read(in), value.read(in));
        return entries.length == 0 ? blank : of.apply(entries);
    }
}
