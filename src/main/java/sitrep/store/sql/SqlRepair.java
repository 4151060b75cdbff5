package sitrep.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.TaskId;
import sitrep.store.EventCodec;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.ChunkPacker;
import sitrep.store.chunk.Link;
import sitrep.store.chunk.LoggedEvent;
import sitrep.store.database.SqlSession;

/**
 * Takes out of the log what cannot be read, and keeps it beside. Where it was there is a gap, so that all else stays
 * bound to what was before.
 */
final class SqlRepair {
    private static final String CHUNKS = "SELECT " + SqlLog.COLUMNS + " FROM chunk WHERE seq > ? ORDER BY seq LIMIT 50";
    private static final String ASIDE = "INSERT INTO aside (seq, source, id, task, body, why) VALUES (?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (seq) DO NOTHING";
    private static final String CHUNK_ASIDE = "INSERT INTO aside_chunk (" + SqlLog.COLUMNS + ", why) SELECT "
            + SqlLog.COLUMNS + ", ? FROM chunk WHERE seq = ? ON CONFLICT (seq) DO NOTHING";
    private static final String TAKE_OUT = "DELETE FROM chunk WHERE seq = ?";

    private final SqlSession session;
    private final EventCodec codec;
    private final ChunkPacker packer = new ChunkPacker();
    private int count;

    SqlRepair(SqlSession session, EventCodec codec) {
        this.session = session;
        this.codec = codec;
    }

    /** Answers how many events were taken out. */
    int run() throws SQLException {
        var before = Link.FIRST;
        for (var chunks = after(0);
                !chunks.isEmpty();
                chunks = after(chunks.getLast().last())) {
            for (var chunk : chunks) {
                mend(chunk, before);
                before = chunk.link();
            }
        }
        packer.close();
        return count;
    }

    private List<Chunk> after(long seq) throws SQLException {
        return session.list(CHUNKS, SqlLog::chunk, seq);
    }

    private void mend(Chunk chunk, Link before) throws SQLException {
        List<Chunk.Item> items;
        try {
            items = chunk.unpack();
        } catch (RuntimeException e) {
            session.change(CHUNK_ASIDE, String.valueOf(e.getMessage()), chunk.first());
            replace(chunk, List.of(new Chunk.Item.Gap(chunk.last(), chunk.link())), before);
            count += chunk.events();
            return;
        }
        var sound = sound(items, before);
        if (!sound.equals(items)) replace(chunk, sound, before);
    }

    /** The same items with a gap for each that cannot be read. */
    private List<Chunk.Item> sound(List<Chunk.Item> items, Link before) throws SQLException {
        var sound = new ArrayList<Chunk.Item>();
        var link = before;
        for (var item : items) {
            link = item.link(link);
            var fault = fault(item);
            sound.add(fault.isPresent() ? new Chunk.Item.Gap(item.seq(), link) : item);
        }
        return sound;
    }

    private Optional<String> fault(Chunk.Item item) throws SQLException {
        if (!(item instanceof Chunk.Item.Kept(var event))) return Optional.empty();
        try {
            codec.decode(event.key(), event.task().map(TaskId::new), event.body());
            return Optional.empty();
        } catch (RuntimeException e) {
            var why = UnreadableEvents.reason(e);
            aside(event, why);
            count++;
            return Optional.of(why);
        }
    }

    private void aside(LoggedEvent event, String why) throws SQLException {
        session.change(
                ASIDE, event.seq(), event.source(), event.id(), event.task().orElse(""), event.body(), why);
    }

    private void replace(Chunk chunk, List<Chunk.Item> items, Link before) throws SQLException {
        session.change(TAKE_OUT, chunk.first());
        for (var each : packer.pack(items, before)) {
            SqlLog.insert(session, each);
        }
    }
}
