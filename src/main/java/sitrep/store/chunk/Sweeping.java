package sitrep.store.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts neighbouring chunks together, without what left the log: where that was there is a gap, one for all in a row.
 * Each chunk goes into one as a whole, so that whoever looks for it where it began finds all that was in it.
 */
public final class Sweeping {
    private final TakenOut out;
    private final ChunkPacker packer;
    private final List<Chunk> done = new ArrayList<>();
    private final List<Chunk.Item> items = new ArrayList<>();
    private Link before;
    private long first;
    private long bytes;

    private Sweeping(Link before, TakenOut out, ChunkPacker packer) {
        this.packer = packer;
        this.before = before;
        this.out = out;
    }

    /**
     * The same in as few chunks as it fits in.
     *
     * @param chunks that follow one another
     * @param before what binds whatever is before them
     */
    public static List<Chunk> together(List<Chunk> chunks, Link before, TakenOut out) {
        try (var packer = new ChunkPacker()) {
            var sweeping = new Sweeping(before, out, packer);
            var link = before;
            for (var chunk : chunks) {
                sweeping.add(chunk, link);
                link = chunk.link();
            }
            sweeping.finish();
            return List.copyOf(sweeping.done);
        }
    }

    private void add(Chunk chunk, Link link) {
        var left = left(chunk, link);
        var size = size(left);
        var isTooMuch = items.size() + left.size() > Chunk.EVENTS || bytes + size > Chunk.BYTES;
        if (isTooMuch) finish();
        if (items.isEmpty()) first = chunk.first();
        left.forEach(item -> add(items, item));
        bytes += size;
    }

    private List<Chunk.Item> left(Chunk chunk, Link behind) {
        var left = new ArrayList<Chunk.Item>();
        var link = behind;
        for (var item : chunk.unpack()) {
            link = item.link(link);
            add(left, out.has(item.seq()) ? new Chunk.Item.Gap(item.seq(), link) : item);
        }
        return left;
    }

    private static void add(List<Chunk.Item> items, Chunk.Item next) {
        var isOneGap = next instanceof Chunk.Item.Gap && !items.isEmpty() && items.getLast() instanceof Chunk.Item.Gap;
        if (isOneGap) items.removeLast();
        items.add(next);
    }

    private static long size(List<Chunk.Item> items) {
        return items.stream()
                .mapToLong(item -> item instanceof Chunk.Item.Kept(var event) ? event.body().length : 0)
                .sum();
    }

    private void finish() {
        if (items.isEmpty()) return;
        var chunk = packer.packOne(first, items, before);
        done.add(chunk);
        before = chunk.link();
        items.clear();
        bytes = 0;
    }
}
