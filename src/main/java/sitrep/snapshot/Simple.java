package sitrep.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The values that have no parts. */
record Simple(Object blank, BiConsumer<Object, Output> writes, Function<Input, Object> reads) implements Codec {

    /** All of them by their types. */
    static final Map<Class<?>, Codec> BY_TYPE = Map.of(
            boolean.class,
            new Simple(false, (value, out) -> out.octet((boolean) value ? 1 : 0), in -> in.choice(2) == 1),
            int.class,
            new Simple(0, (value, out) -> out.signed((int) value), in -> Math.toIntExact(in.signed())),
            Integer.class,
            new Simple(0, (value, out) -> out.signed((int) value), in -> Math.toIntExact(in.signed())),
            long.class,
            new Simple(0L, (value, out) -> out.signed((long) value), Input::signed),
            String.class,
            new Simple(NEVER_BLANK, (value, out) -> out.text((String) value), Input::text),
            Instant.class,
            new Simple(NEVER_BLANK, Simple::writeTime, Input::time),
            Duration.class,
            new Simple(Duration.ZERO, Simple::writeDuration, in -> Duration.ofSeconds(in.signed(), in.nanos())));

    @Override
    public void write(Object value, Output out) {
        writes.accept(value, out);
    }

    @Override
    public Object read(Input in) {
        return reads.apply(in);
    }

    private static void writeTime(Object value, Output out) {
        var time = (Instant) value;
        out.time(time.getEpochSecond(), time.getNano());
    }

    private static void writeDuration(Object value, Output out) {
        var duration = (Duration) value;
        out.signed(duration.getSeconds());
        out.nanos(duration.getNano());
    }
}
