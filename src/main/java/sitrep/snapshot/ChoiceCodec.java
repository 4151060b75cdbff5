package sitrep.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sealed interface: which of its records, then that. */
final class ChoiceCodec implements Codec {
    private final List<Codec> records;
    private final Map<Class<?>, Integer> places = new HashMap<>();

    ChoiceCodec(List<Class<?>> types, List<Codec> records) {
        this.records = records;
        for (var type : types) places.put(type, places.size());
    }

    @Override
    public void write(Object value, Output out) {
        int place = places.getOrDefault(value.getClass(), -1);
        out.number(place);
        records.get(place).write(value, out);
    }

    @Override
    public Object read(Input in) {
        return records.get(in.choice(records.size())).read(in);
    }
}
