package sitrep.store.chunk;

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
