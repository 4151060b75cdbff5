package sitrep.store.chunk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs items into a chunk. Its keys are: the number of the format, the lengths of what follows; the names of sources
 * and tasks, each once; then of each item how far it is behind the one before it, and its source, its task, its id by
 * what it does not share with the one before, and the length of its body. A gap has no source, and its link.
 */
final class ChunkPacking {
    static final int FORMAT = 1;

    private Link link;
    private final Compression compression;
    private final Map<String, Integer> sources = new HashMap<>();
    private final Map<String, Integer> tasks = new HashMap<>();
    private final List<String> sourceNames = new ArrayList<>();
    private final List<String> taskNames = new ArrayList<>();
    private final ByteSink items = new ByteSink();
    private final ByteSink bodies = new ByteSink();
    private long place;
    private String id = "";
    private int events;

    ChunkPacking(Link before, Compression compression) {
        this.compression = compression;
        this.link = before;
    }

    /** @param first from where on they are found: the place of the first of them, or one before it */
    Chunk pack(long first, List<Chunk.Item> all) {
        place = first;
        all.forEach(this::add);
        var keys = new ByteSink();
        keys.number(all.size());
        keys.number(bodies.size());
        names(keys, sourceNames);
        names(keys, taskNames);
        keys.bytes(items.all());
        return new Chunk(first, place, events, framed(keys.all()), compression.deflate(bodies.all()), link);
    }

    private void add(Chunk.Item item) {
        link = item.link(link);
        switch (item) {
            case Chunk.Item.Kept(var event) -> add(event);
            case Chunk.Item.Gap(var last, var behind) -> {
                step(last);
                items.number(0);
                items.bytes(behind.hash());
            }
        }
    }

    private void add(LoggedEvent event) {
        step(event.seq());
        items.number(number(event.source(), sources, sourceNames));
        items.number(event.task().map(task -> number(task, tasks, taskNames)).orElse(0));
        var shared = shared(id, event.id());
        items.number(shared);
        items.text(event.id().substring(shared));
        items.number(event.body().length);
        bodies.bytes(event.body());
        id = event.id();
        events++;
    }

    private void step(long to) {
        items.number(to - place);
        place = to;
    }

    private static int number(String name, Map<String, Integer> numbers, List<String> names) {
        var known = numbers.get(name);
        if (known != null) return known;
        names.add(name);
        numbers.put(name, names.size());
        return names.size();
    }

    private static int shared(String one, String other) {
        var most = Math.min(one.length(), other.length());
        var shared = 0;
        while (shared < most && one.charAt(shared) == other.charAt(shared)) shared++;
        return shared > 0 && Character.isHighSurrogate(one.charAt(shared - 1)) ? shared - 1 : shared;
    }

    private static void names(ByteSink keys, List<String> names) {
        keys.number(names.size());
        names.forEach(keys::text);
    }

    private byte[] framed(byte[] plain) {
        var framed = new ByteSink();
        framed.number(FORMAT);
        framed.number(plain.length);
        framed.bytes(compression.deflate(plain));
        return framed.all();
    }
}
