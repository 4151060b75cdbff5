package sitrep.snapshot;

import java.util.Collection;
import java.util.function.Function;

/**
 * Lists and sorted sets: how many, then each.
 *
 * @param of from the elements to the collection
 */
record ManyCodec(Object blank, Codec element, Function<Object[], Object> of) implements Codec {

    @Override
    public void write(Object value, Output out) {
        var elements = (Collection<?>) value;
        out.number(elements.size());
        for (var each : elements) element.write(each, out);
    }

    @Override
    public Object read(Input in) {
        var elements = new Object[in.count()];
        for (var i = 0; i < elements.length; i++) elements[i] = element.read(in);
        return elements.length == 0 ? blank : of.apply(elements);
    }
}
