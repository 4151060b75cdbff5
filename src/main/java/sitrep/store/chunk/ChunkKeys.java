package sitrep.store.chunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events are in a chunk. Most of what is asked of a chunk is answered by this, without unpacking what they say.
 */
public final class ChunkKeys {
    /** Longest keys that are believed. */
    private static final int MOST = 64 << 20;

    private final List<Place> places;
    private final List<String> tasks;
    private final int size;

    /** One item: an event by its key and where its body is, or a gap by its link. */
    private record Place(
            long seq, String source, String id, Optional<String> task, int from, int length, Optional<Link> gap) {

        boolean isOf(Optional<String> name) {
            return gap.isEmpty() && task.equals(name);
        }
    }

    private ChunkKeys(List<Place> places, List<String> tasks, int size) {
        this.places = places;
        this.tasks = tasks;
        this.size = size;
    }

    /** @throws ChunkDamaged if the bytes are none that a chunk was found by */
    public static ChunkKeys unpack(long first, byte[] framed) {
        var frame = new ByteSource(framed);
        var format = frame.number();
        if (format != ChunkPacking.FORMAT) throw new ChunkDamaged("its format " + format + " is not known");
        var length = frame.number();
        if (length < 0 || length > MOST) throw new ChunkDamaged("it says that it is too long");
        var plain = Compression.inflate(frame.rest(), (int) length);
        return read(first, new ByteSource(plain));
    }

    private static ChunkKeys read(long first, ByteSource keys) {
        var count = keys.count();
        var size = keys.number();
        if (size < 0 || size > MOST) throw new ChunkDamaged("it says that it is too long");
        var sources = names(keys);
        var tasks = names(keys);
        var places = new ArrayList<Place>(count);
        var seq = first;
        var id = "";
        var from = 0;
        for (var i = 0; i < count; i++) {
            seq += keys.number();
            var source = (int) keys.number();
            if (source == 0) {
                places.add(gap(seq, new Link(keys.bytes(Link.BYTES))));
                continue;
            }
            var task = (int) keys.number();
            id = id(id, keys);
            var length = (int) keys.number();
            if (length < 0 || from + length > size) throw new ChunkDamaged("an event of it is longer than all of it");
            var name = task == 0 ? Optional.<String>empty() : Optional.of(name(tasks, task));
            places.add(new Place(seq, name(sources, source), id, name, from, length, Optional.empty()));
            from += length;
        }
        return new ChunkKeys(List.copyOf(places), tasks, (int) size);
    }

    private static Place gap(long seq, Link link) {
        return new Place(seq, "", "", Optional.empty(), 0, 0, Optional.of(link));
    }

    private static List<String> names(ByteSource keys) {
        var count = keys.count();
        var names = new ArrayList<String>(count);
        for (var i = 0; i < count; i++) names.add(keys.text());
        return List.copyOf(names);
    }

    private static String name(List<String> names, int number) {
        if (number < 0 || number > names.size()) throw new ChunkDamaged("an event of it has a name that is not there");
        return names.get(number - 1);
    }

    private static String id(String before, ByteSource keys) {
        var shared = (int) keys.number();
        if (shared < 0 || shared > before.length()) throw new ChunkDamaged("an id in it is not there");
        return before.substring(0, shared) + keys.text();
    }

    /** The tasks that any of its events is about. */
    public Set<String> tasks() {
        return Set.copyOf(tasks);
    }

    /** Whether any of its events is about a source as a whole. */
    public boolean hasSources() {
        return places.stream().anyMatch(place -> place.isOf(Optional.empty()));
    }

    /** What is done with a key. */
    public interface KeyTaking {
        void take(String source, String id);
    }

    /** The keys of its events, in order. */
    public void keys(KeyTaking each) {
        for (var place : places) {
            if (place.gap().isEmpty()) each.take(place.source(), place.id());
        }
    }

    /** Its events behind a place. */
    public List<LoggedEvent> after(long seq, byte[] bodies) {
        return events(
                places.stream()
                        .filter(place -> place.seq() > seq && place.gap().isEmpty())
                        .toList(),
                bodies);
    }

    /** Those of them about a task, or about no task. */
    public List<LoggedEvent> of(Optional<String> task, long after, byte[] bodies) {
        return events(
                places.stream()
                        .filter(place -> place.seq() > after && place.isOf(task))
                        .toList(),
                bodies);
    }

    private List<LoggedEvent> events(List<Place> chosen, byte[] bodies) {
        if (chosen.isEmpty()) return List.of();
        var plain = Compression.inflate(bodies, size);
        return chosen.stream().map(place -> event(place, plain)).toList();
    }

    List<Chunk.Item> items(byte[] bodies) {
        var plain = Compression.inflate(bodies, size);
        return places.stream()
                .map(place -> place.gap()
                        .<Chunk.Item>map(link -> new Chunk.Item.Gap(place.seq(), link))
                        .orElseGet(() -> new Chunk.Item.Kept(event(place, plain))))
                .toList();
    }

    private static LoggedEvent event(Place place, byte[] plain) {
        var body = Arrays.copyOfRange(plain, place.from(), place.from() + place.length());
        return new LoggedEvent(place.seq(), place.source(), place.id(), place.task(), body);
    }
}
