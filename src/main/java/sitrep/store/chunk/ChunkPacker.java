package sitrep.store.chunk;

import java.util.ArrayList;
import java.util.List;

/** Packs what follows one another in the log into chunks that are not too long. For one thread. */
public final class ChunkPacker implements AutoCloseable {
    private final Compression compression = new Compression();

    /** These, behind what has the given link. */
    public List<Chunk> pack(List<Chunk.Item> items, Link before) {
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

    /** These in one chunk that is found from a place on, behind what has the given link. */
    Chunk packOne(long first, List<Chunk.Item> items, Link before) {
        return new ChunkPacking(before, compression).pack(first, items);
    }

    /** How many of these go into one chunk. */
    private static int length(List<Chunk.Item> items) {
        var bytes = 0;
        for (var i = 0; i < items.size(); i++) {
            if (i == Chunk.EVENTS || bytes > Chunk.BYTES) return i;
            if (items.get(i) instanceof Chunk.Item.Kept(var event)) bytes += event.body().length;
        }
        return items.size();
    }

    @Override
    public void close() {
        compression.close();
    }
}
