package sitrep.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import sitrep.store.Learnt;
import sitrep.store.Parting;
import sitrep.store.StoreSize;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.Link;
import sitrep.store.chunk.Sweeping;
import sitrep.store.chunk.TakenOut;
import sitrep.store.database.SqlDialect;
import sitrep.store.database.SqlReaders;
import sitrep.store.database.SqlSession;
import sitrep.store.database.SqlWriter;

/**
 * Keeps the log small: takes off the disk what left it, and puts small chunks together, one stretch after the other. A
 * stretch is read and packed beside the appending, and only written within it. The chunks that are put together stay
 * to be found from where each began, so that the index may lack behind.
 */
final class SqlUpkeep {
    /** Most chunks and about most packed bytes of one stretch. */
    private static final int CHUNKS = Chunk.EVENTS;

    private static final long BYTES = 128 << 10;

    /** A chunk of fewer events is put together with what left the log behind it. */
    private static final int FEW = Chunk.EVENTS / 4;

    private static final long UNCOUNTED = -1;

    private static final String UP_TO = "SELECT coalesce(max(seq), 0) FROM parted";
    private static final String BEFORE = "SELECT seq, last, events FROM chunk WHERE seq <= ? ORDER BY seq DESC LIMIT 2";
    private static final String HEADS = "SELECT seq, events, length(keys) + length(bodies) FROM chunk"
            + " WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?";
    private static final String CHUNKS_OF =
            "SELECT " + SqlLog.COLUMNS + " FROM chunk WHERE seq >= ? AND seq <= ? ORDER BY seq";
    private static final String LINK = "SELECT link FROM chunk WHERE seq < ? ORDER BY seq DESC LIMIT 1";
    private static final String TAKE_OUT = "DELETE FROM chunk WHERE seq >= ? AND seq <= ?";
    private static final String EVENTS = "SELECT coalesce(sum(events), 0) FROM chunk";

    /** A chunk without what is in it. */
    private record Head(long seq, int events, long bytes) {}

    /** Chunks that follow one another, and what is before them. */
    private record Stretch(List<Chunk> chunks, Link before) {}

    private final SqlDialect dialect;
    private final SqlReaders readers;
    private final SqlWriter logging;
    private final SqlWriter indexing;
    private final SqlParts parts;
    private volatile Optional<Parting> parting;
    private final AtomicLong events = new AtomicLong(UNCOUNTED);

    /** Up to where what left the log is off the disk, and up to where small chunks are put together. */
    private long swept;

    private long packed;

    SqlUpkeep(SqlDialect dialect, SqlReaders readers, SqlWriter logging, SqlWriter indexing, SqlParts parts) {
        this.dialect = dialect;
        this.readers = readers;
        this.logging = logging;
        this.indexing = indexing;
        this.parts = parts;
        this.parting = logging.write("The log cannot be read", SqlParting::find);
    }

    Optional<Parting> parting() {
        return parting;
    }

    /** What left the log, as far as it may still be on the disk. */
    TakenOut out() {
        return parting.map(it -> TakenOut.of(it.places())).orElse(TakenOut.NONE);
    }

    void part(Parting leaving, Learnt learnt) {
        logging.write("Nothing left the log", session -> {
            SqlParting.keep(session, leaving, learnt);
            return true;
        });
        parting = Optional.of(leaving);
    }

    Learnt learnt() {
        return readers.read(SqlParting::learnt);
    }

    /** Does some of what there is to do. Answers whether there may be more. */
    boolean sweep(TakenOut out) {
        return takeOut(out) || putTogether() || giveBack(logging) || giveBack(indexing);
    }

    /** Takes what left the log from the next stretch that has any of it. */
    private boolean takeOut(TakenOut out) {
        if (parting.isEmpty()) return false;
        var next = out.firstBehind(swept);
        if (next == Long.MAX_VALUE) return false;
        var upTo = upTo();
        var heads = readers.read(session -> around(session, next, upTo));
        if (heads.isEmpty()) return false;
        var last = rewrite(heads, out);
        swept = Math.max(next, last);
        packed = Math.min(packed, heads.getFirst().seq() - 1);
        return true;
    }

    /** The chunk that a place is in, the one before if that is small, and those behind, as many as go at once. */
    private static List<Head> around(SqlSession session, long place, long upTo) throws SQLException {
        var before = session.list(BEFORE, row -> new Head(row.getLong(1), row.getInt(3), 0), place);
        if (before.isEmpty() || before.getFirst().seq() > upTo) return List.of();
        var isFew = before.size() > 1 && before.getLast().events() < FEW;
        var from = isFew ? before.getLast().seq() : before.getFirst().seq();
        var some = new ArrayList<Head>();
        var bytes = 0L;
        for (var head : heads(session, from, upTo)) {
            bytes += head.bytes();
            if (head.seq() > place && bytes > BYTES) break;
            some.add(head);
        }
        return some;
    }

    private static List<Head> heads(SqlSession session, long from, long upTo) throws SQLException {
        return session.list(HEADS, row -> new Head(row.getLong(1), row.getInt(2), row.getLong(3)), from, upTo, CHUNKS);
    }

    /** Puts the next small chunks together, once there are enough for a full one. */
    private boolean putTogether() {
        var from = packed + 1;
        var upTo = upTo();
        var heads = readers.read(session -> heads(session, from, upTo));
        var some = new ArrayList<Head>();
        var events = 0;
        var bytes = 0L;
        for (var head : heads) {
            events += head.events();
            bytes += head.bytes();
            if (!some.isEmpty() && (events > Chunk.EVENTS || bytes > BYTES)) {
                if (some.size() > 1) rewrite(some, TakenOut.NONE);
                packed = head.seq() - 1;
                return true;
            }
            some.add(head);
        }
        if (heads.size() < CHUNKS) return false;
        rewrite(some, TakenOut.NONE);
        packed = some.getFirst().seq() - 1;
        return true;
    }

    /** Answers the last place of what was rewritten. */
    private long rewrite(List<Head> heads, TakenOut out) {
        var from = heads.getFirst().seq();
        var to = heads.getLast().seq();
        var stretch = readers.read(session -> stretch(session, from, to));
        var together = Sweeping.together(stretch.chunks(), stretch.before(), out);
        logging.write("The log was not swept", session -> {
            session.change(TAKE_OUT, from, to);
            for (var chunk : together) SqlLog.insert(session, chunk);
            return true;
        });
        changed(stretch.chunks(), together);
        index(session -> {
            parts.rewrite(session, stretch.chunks(), together);
            return true;
        });
        return stretch.chunks().getLast().last();
    }

    /** Changes the index. What is remembered of it between changes counts only if they are kept. */
    private void index(SqlWriter.Writing<Boolean> change) {
        try {
            indexing.write("The index was not swept", change);
        } catch (RuntimeException e) {
            parts.forget();
            throw e;
        }
    }

    private static Stretch stretch(SqlSession session, long from, long to) throws SQLException {
        var before = session.first(LINK, row -> new Link(row.getBytes(1)), from).orElse(Link.FIRST);
        return new Stretch(session.list(CHUNKS_OF, SqlLog::chunk, from, to), before);
    }

    /** The chunks behind this place are not all in the index yet. */
    private long upTo() {
        return readers.read(
                session -> session.first(UP_TO, row -> row.getLong(1)).orElse(0L));
    }

    private boolean giveBack(SqlWriter writer) {
        return writer.write("No room was given back", dialect::giveBack);
    }

    /** Forgets what left the log, if all of it is off the disk. */
    boolean parted(TakenOut out) {
        if (parting.isEmpty() || out.firstBehind(swept) != Long.MAX_VALUE) return false;
        var names = parting.get().names();
        index(session -> {
            for (var name : names) parts.drop(session, name);
            return true;
        });
        logging.write("The log was not swept", session -> {
            SqlParting.forget(session);
            return true;
        });
        parting = Optional.empty();
        swept = 0;
        return true;
    }

    StoreSize size() {
        return readers.read(
                session -> new StoreSize(events(session), dialect.bytesOfLog(session), dialect.bytesOfIndex(session)));
    }

    /** Counted once, and then as they come and go. */
    private long events(SqlSession session) throws SQLException {
        var known = events.get();
        if (known >= 0) return known;
        var counted = session.first(EVENTS, row -> row.getLong(1)).orElse(0L);
        events.compareAndSet(UNCOUNTED, counted);
        return counted;
    }

    private void changed(List<Chunk> gone, List<Chunk> come) {
        var more = sum(come) - sum(gone);
        events.updateAndGet(known -> known == UNCOUNTED ? UNCOUNTED : known + more);
    }

    /** These were appended. */
    void grown(List<Chunk> chunks) {
        changed(List.of(), chunks);
    }

    private static long sum(List<Chunk> chunks) {
        return chunks.stream().mapToLong(Chunk::events).sum();
    }
}
