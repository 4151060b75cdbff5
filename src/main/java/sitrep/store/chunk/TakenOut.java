package sitrep.store.chunk;

import java.util.Arrays;
import java.util.List;

/** Places of the log whose events left it. */
public final class TakenOut {
    public static final TakenOut NONE = new TakenOut(new long[0]);

    private final long[] places;

    private TakenOut(long[] places) {
        this.places = places;
    }

    /** @param places in order */
    public static TakenOut of(List<Long> places) {
        return new TakenOut(places.stream().mapToLong(place -> place).toArray());
    }

    public boolean has(long place) {
        return Arrays.binarySearch(places, place) >= 0;
    }

    public List<Long> places() {
        return Arrays.stream(places).boxed().toList();
    }

    /** The first of them behind a place; the greatest number there is if there is none. */
    public long firstBehind(long place) {
        var at = Arrays.binarySearch(places, place + 1);
        var next = at < 0 ? -at - 1 : at;
        return next < places.length ? places[next] : Long.MAX_VALUE;
    }

    /** As few bytes, for they mostly follow one another closely. */
    public byte[] pack() {
        var sink = new ByteSink();
        sink.number(places.length);
        var before = 0L;
        for (var place : places) {
            sink.number(place - before);
            before = place;
        }
        return sink.all();
    }

    public static TakenOut unpack(byte[] packed) {
        var source = new ByteSource(packed);
        var places = new long[source.count()];
        var place = 0L;
        for (var i = 0; i < places.length; i++) {
            place += source.number();
            places[i] = place;
        }
        return new TakenOut(places);
    }
}
