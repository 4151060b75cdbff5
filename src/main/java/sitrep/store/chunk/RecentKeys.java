package sitrep.store.chunk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import sitrep.core.event.Event;
import sitrep.store.EventLog;

/**
 * The keys of the newest events, by which a repeat is known: the newest {@value #GENERATION} at least, and twice as
 * many at most, in two generations of which the older goes when the younger is full. A key is 128 bits of its SHA-256,
 * so that nobody can choose one that is taken for another. For one thread at a time.
 */
public final class RecentKeys {
    /** How many keys are remembered at least. */
    public static final int GENERATION = EventLog.REMEMBERED;

    /** A key as it is remembered. */
    public record Mark(long high, long low) {}

    private final MessageDigest digest = Link.sha256();
    private MarkSet young = new MarkSet();
    private MarkSet old = new MarkSet();

    /** What a key is remembered by. */
    public Mark mark(Event.Key key) {
        return mark(key.source(), key.id());
    }

    public Mark mark(String source, String id) {
        digest.update(source.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        var hash = ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
        return new Mark(hash.getLong(), hash.getLong());
    }

    public boolean has(Mark mark) {
        return young.has(mark) || old.has(mark);
    }

    /** Remembers these, the newest last. */
    public void add(List<Mark> marks) {
        for (var mark : marks) {
            if (young.size() == GENERATION) {
                old = young;
                young = new MarkSet();
            }
            young.add(mark);
        }
    }
}
