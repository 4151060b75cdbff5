package sitrep.store.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Events that follow one another in the log, as they are kept together.
 *
 * @param first the place of its first event, or of what was there before; it is found by that
 * @param last the place of its last event
 * @param events how many are in it
 * @param keys which events they are, packed
 * @param bodies what they say, packed
 * @param link what binds its last event to all before it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Chunk(long first, long last, int events, byte[] keys, byte[] bodies, Link link) {

    /** Most events in one: whoever looks for a single event unpacks all of them. */
    public static final int EVENTS = 512;

    /** About how many bytes of bodies are in one at most. */
    public static final int BYTES = 256 << 10;

    /** What is in a chunk, in its order. */
    public sealed interface Item {
        /** Its place; of a gap the last of its places. */
        long seq();

        /** What binds it to all before it, given what bound that. */
        Link link(Link before);

        /** An event. */
        record Kept(LoggedEvent event) implements Item {
            @Override
            public long seq() {
                return event.seq();
            }

            @Override
            public Link link(Link before) {
                return before.then(event);
            }
        }

        /** Where events were taken out, up to a place and the link behind it. */
        record Gap(long last, Link link) implements Item {
            @Override
            public long seq() {
                return last;
            }

            @Override
            public Link link(Link before) {
                return link;
            }
        }
    }

    /** Packs these, in chunks that are not too long, behind what has the given link. */
    public static List<Chunk> pack(List<Item> items, Link before) {
        var chunks = new ArrayList<Chunk>();
        var link = before;
        for (var rest = items; !rest.isEmpty(); ) {
            var length = length(rest);
            var chunk = packOne(rest.getFirst().seq(), rest.subList(0, length), link);
            chunks.add(chunk);
            link = chunk.link();
            rest = rest.subList(length, rest.size());
        }
        return List.copyOf(chunks);
    }

    /** Packs these in one chunk that is found from a place on, behind what has the given link. */
    static Chunk packOne(long first, List<Item> items, Link before) {
        return new ChunkPacking(before).pack(first, items);
    }

    /** How many of these go into one chunk. */
    private static int length(List<Item> items) {
        var bytes = 0;
        for (var i = 0; i < items.size(); i++) {
            if (i == EVENTS || bytes > BYTES) return i;
            if (items.get(i) instanceof Item.Kept(var event)) bytes += event.body().length;
        }
        return items.size();
    }

    /** Which events are in it. */
    public ChunkKeys unpackKeys() {
        return ChunkKeys.unpack(first, keys);
    }

    /** All that is in it, in order. */
    public List<Item> unpack() {
        var unpacked = unpackKeys();
        return unpacked.items(bodies);
    }

    /** Whether its last link follows from the one before it and what is in it. */
    public boolean follows(Link before) {
        var last = before;
        for (var item : unpack()) last = item.link(last);
        return last.equals(link);
    }
}
