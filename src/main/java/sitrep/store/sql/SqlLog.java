package sitrep.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.store.EventCodec;
import sitrep.store.EventLog;
import sitrep.store.StoreFailure;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.ChunkKeys;
import sitrep.store.chunk.ChunkPacker;
import sitrep.store.chunk.Link;
import sitrep.store.chunk.LoggedEvent;
import sitrep.store.chunk.RecentKeys;
import sitrep.store.chunk.TakenOut;
import sitrep.store.database.SqlReaders;
import sitrep.store.database.SqlSession;

/** The SQL of the log, which is kept in chunks. */
final class SqlLog {
    static final String COLUMNS = "seq, last, events, keys, link, bodies";
    private static final String APPEND = "INSERT INTO chunk (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)";
    private static final String NEWEST = "SELECT last, link FROM chunk ORDER BY seq DESC LIMIT 1";

    /** The chunk with a place in it, if that is still there, and those behind. */
    private static final String FROM = "SELECT " + COLUMNS + " FROM chunk"
            + " WHERE seq >= coalesce((SELECT max(seq) FROM chunk WHERE seq <= ?), 0) AND last >= ?"
            + " ORDER BY seq LIMIT ?";

    private static final String AT = "SELECT " + COLUMNS + " FROM chunk WHERE seq <= ? ORDER BY seq DESC LIMIT 1";
    private static final String KEYS = "SELECT seq, keys FROM chunk WHERE seq > ? ORDER BY seq LIMIT ?";
    private static final String SIZES = "SELECT seq, events FROM chunk WHERE seq < ? ORDER BY seq DESC LIMIT ?";

    private static final int KEYS_AT_ONCE = 100;

    private static final int FEW = 32;

    /** Most chunks that are read in one go, for a reader's thread has others waiting. */
    static final int AT_ONCE = 16;

    /** The newest place, and what binds the event there to all before it. */
    record Head(long last, Link link) {}

    /** What was appended: the place of each event that is new, and the chunks. */
    record Appended(List<OptionalLong> places, List<Chunk> chunks, List<RecentKeys.Mark> marks) {}

    private final EventCodec codec;
    private final UnreadableEvents unreadable;
    private final RecentKeys recent = new RecentKeys();
    private final ChunkPacker packer = new ChunkPacker();
    private volatile Head head;

    /** What was to be appended last, until it is known to be there. */
    private Optional<Appended> attempted = Optional.empty();

    private volatile boolean isInDoubt;

    /** What left the log and may still be on the disk. */
    private volatile TakenOut out = TakenOut.NONE;

    SqlLog(EventCodec codec, UnreadableEvents unreadable, Head head) {
        this.codec = codec;
        this.unreadable = unreadable;
        this.head = head;
    }

    static Head head(SqlSession session) throws SQLException {
        return session.first(NEWEST, row -> new Head(row.getLong(1), new Link(row.getBytes(2))))
                .orElse(new Head(0, Link.FIRST));
    }

    void close() {
        packer.close();
    }

    TakenOut out() {
        return out;
    }

    void takeOut(TakenOut places) {
        out = places;
    }

    long last() {
        return head.last();
    }

    /** Remembers the keys of the newest events, before any is appended. */
    boolean remember(SqlSession session) throws SQLException {
        for (var keys = keysBehind(session, oldestRemembered(session) - 1); !keys.isEmpty(); ) {
            keys.forEach(packed -> packed.unpacked()
                    .ifPresent(
                            unpacked -> unpacked.keys((source, id) -> recent.add(List.of(recent.mark(source, id))))));
            keys = keysBehind(session, keys.getLast().seq());
        }
        return true;
    }

    /** Where the newest chunk begins that has, with those behind it, as many events as are remembered. */
    private static long oldestRemembered(SqlSession session) throws SQLException {
        var from = Long.MAX_VALUE;
        for (var missing = (long) RecentKeys.GENERATION; missing > 0; ) {
            var chunks = session.list(SIZES, row -> new Size(row.getLong(1), row.getLong(2)), from, KEYS_AT_ONCE);
            if (chunks.isEmpty()) return 0;
            for (var chunk : chunks) {
                if (missing > 0) from = chunk.seq();
                missing -= chunk.events();
            }
        }
        return from;
    }

    /** How many events are in a chunk. */
    private record Size(long seq, long events) {}

    /** Which events are in a chunk. */
    @SuppressWarnings("ArrayRecordComponent")
    record Packed(long seq, byte[] keys) {
        static Packed of(Chunk chunk) {
            return new Packed(chunk.first(), chunk.keys());
        }

        Optional<ChunkKeys> unpacked() {
            try {
                return Optional.of(ChunkKeys.unpack(seq, keys));
            } catch (RuntimeException _) {
                return Optional.empty();
            }
        }
    }

    /** The next chunks that begin behind a place, by their keys. */
    static List<Packed> keysBehind(SqlSession session, long seq) throws SQLException {
        return session.list(KEYS, row -> new Packed(row.getLong(1), row.getBytes(2)), seq, KEYS_AT_ONCE);
    }

    /** Gives the events that are new the next places. It counts once {@link #keep} is told that it is durable. */
    Appended append(SqlSession session, List<Event> events) throws SQLException {
        attempted = Optional.empty();
        var marks = new ArrayList<RecentKeys.Mark>();
        var fresh = new ArrayList<Event>();
        var places = places(events, fresh, marks);
        var bodies = encoded(fresh);
        var items = new ArrayList<Chunk.Item>(fresh.size());
        for (var i = 0; i < fresh.size(); i++) {
            items.add(new Chunk.Item.Kept(LoggedEvent.of(head.last() + 1 + i, fresh.get(i), bodies.get(i))));
        }
        var chunks = packer.pack(items, head.link());
        for (var chunk : chunks) {
            insert(session, chunk);
        }
        var appended = new Appended(places, chunks, marks);
        attempted = Optional.of(appended);
        return appended;
    }

    /** What few say is written down sooner than others could be asked to help. */
    private List<byte[]> encoded(List<Event> events) {
        var stream = events.size() < FEW ? events.stream() : events.parallelStream();
        return stream.map(codec::encode).toList();
    }

    private List<OptionalLong> places(List<Event> events, List<Event> fresh, List<RecentKeys.Mark> marks) {
        var among = new HashSet<RecentKeys.Mark>();
        var places = new ArrayList<OptionalLong>(events.size());
        var next = head.last();
        for (var event : events) {
            var mark = recent.mark(event.key());
            var isNew = !recent.has(mark) && among.add(mark);
            places.add(isNew ? OptionalLong.of(++next) : OptionalLong.empty());
            if (!isNew) continue;
            fresh.add(event);
            marks.add(mark);
        }
        return places;
    }

    static void insert(SqlSession session, Chunk chunk) throws SQLException {
        session.change(
                APPEND,
                chunk.first(),
                chunk.last(),
                chunk.events(),
                chunk.keys(),
                chunk.link().hash(),
                chunk.bodies());
    }

    /** A commit failed, and perhaps was one: the log is to be asked before anything else is appended. */
    void doubt() {
        isInDoubt = true;
    }

    boolean isInDoubt() {
        return isInDoubt;
    }

    /**
     * What is there all the same of that which failed. Part of it can be, in a database that ended the transaction by
     * itself: of that the events count as new when they come again, which changes nothing.
     */
    Optional<Appended> settled(SqlSession session) throws SQLException {
        var now = head(session);
        if (now.last() == head.last()) return Optional.empty();
        var chunks = attempted.map(Appended::chunks).orElse(List.of());
        for (var i = 0; i < chunks.size(); i++) {
            if (!new Head(chunks.get(i).last(), chunks.get(i).link()).equals(now)) continue;
            var isWhole = i + 1 == chunks.size();
            var marks = isWhole ? attempted.orElseThrow().marks() : List.<RecentKeys.Mark>of();
            return Optional.of(new Appended(List.of(), chunks.subList(0, i + 1), marks));
        }
        throw new StoreFailure(
                StoreFailure.Kind.GONE,
                "Another Sitrep has written to the log meanwhile. Stop one of the two, and restart the other.");
    }

    /** It is known now what is there. */
    void settled() {
        attempted = Optional.empty();
        isInDoubt = false;
    }

    void keep(Appended appended) {
        if (appended.chunks().isEmpty()) return;
        recent.add(appended.marks());
        var newest = appended.chunks().getLast();
        head = new Head(newest.last(), newest.link());
    }

    /** Entries in the order of their places. They are decoded by the thread that asks, not by the database's. */
    List<EventLog.Entry> after(SqlReaders readers, long seq, int limit) {
        var entries = new ArrayList<EventLog.Entry>();
        for (var from = seq; entries.size() < limit; ) {
            var place = from + 1;
            var few = Math.clamp(limit / 64L, 1, AT_ONCE);
            var chunks = readers.read(session -> session.list(FROM, SqlLog::chunk, place, place, few));
            if (chunks.isEmpty() || chunks.getLast().last() <= from) break;
            var behind = from;
            chunks.forEach(chunk -> entries.addAll(entries(chunk, keys -> keys.after(behind, chunk.bodies()))));
            from = chunks.getLast().last();
        }
        return first(entries, limit);
    }

    /**
     * Those about a task, or about no task, in the chunks that have these places in them. While they are read chunks
     * may be put together, so that of each only what is behind the one before is taken.
     */
    List<EventLog.Entry> of(SqlReaders readers, Optional<TaskId> task, List<Long> places, long seq, int limit) {
        var name = task.map(TaskId::text);
        var entries = new ArrayList<EventLog.Entry>();
        var from = 0L;
        for (var at = 0; at < places.size() && entries.size() < limit; at += AT_ONCE) {
            var some = places.subList(at, Math.min(places.size(), at + AT_ONCE));
            var behind = from;
            var chunks = readers.read(session -> at(session, some, behind));
            for (var chunk : chunks) {
                var read = Math.max(seq, from);
                entries.addAll(entries(chunk, keys -> keys.of(name, read, chunk.bodies())));
                from = chunk.last();
            }
        }
        return first(entries, limit);
    }

    /** What is said of a task in a few chunks, newest first, and where the first of these begins. */
    record Back(List<EventLog.Entry> entries, long from) {}

    /** That before a place, in the chunks that have these places in them, which go back in the log. */
    Back before(SqlReaders readers, TaskId task, List<Long> places, long before) {
        var name = Optional.of(task.text());
        var chunks = readers.read(session -> back(session, places, before));
        var entries = new ArrayList<EventLog.Entry>();
        var from = before;
        for (var chunk : chunks) {
            var read = from;
            var some = entries(chunk, keys -> keys.of(name, 0, chunk.bodies()));
            some.reversed().stream().filter(entry -> entry.seq() < read).forEach(entries::add);
            from = chunk.first();
        }
        return new Back(entries, chunks.isEmpty() ? places.getLast() : from);
    }

    /** The same chunk may have several of them in it. */
    private static List<Chunk> back(SqlSession session, List<Long> places, long before) throws SQLException {
        var chunks = new ArrayList<Chunk>();
        var read = before;
        for (var place : places) {
            if (place >= read) continue;
            var chunk = session.first(AT, SqlLog::chunk, place);
            if (chunk.isEmpty()) continue;
            chunks.add(chunk.get());
            read = chunk.get().first();
        }
        return chunks;
    }

    /** The chunks that have these places in them, each once, as far as they end behind what was read. */
    private static List<Chunk> at(SqlSession session, List<Long> places, long read) throws SQLException {
        var chunks = new ArrayList<Chunk>();
        var last = read;
        for (var place : places) {
            if (place <= last) continue;
            var chunk = session.first(AT, SqlLog::chunk, place);
            if (chunk.isEmpty() || chunk.get().last() <= last) continue;
            chunks.add(chunk.get());
            last = chunk.get().last();
        }
        return chunks;
    }

    private static List<EventLog.Entry> first(List<EventLog.Entry> entries, int limit) {
        return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
    }

    private List<EventLog.Entry> entries(Chunk chunk, Function<ChunkKeys, List<LoggedEvent>> choice) {
        try {
            return choice.apply(chunk.unpackKeys()).stream()
                    .filter(logged -> !out.has(logged.seq()))
                    .flatMap(this::entry)
                    .toList();
        } catch (RuntimeException e) {
            unreadable.add(chunk, e);
            return List.of();
        }
    }

    private Stream<EventLog.Entry> entry(LoggedEvent logged) {
        try {
            return Stream.of(new EventLog.Entry(logged.seq(), decode(logged)));
        } catch (RuntimeException e) {
            unreadable.add(logged, e);
            return Stream.empty();
        }
    }

    private Event decode(LoggedEvent logged) {
        return codec.decode(logged.key(), logged.task().map(TaskId::new), logged.body());
    }

    static Chunk chunk(ResultSet row) throws SQLException {
        return new Chunk(
                row.getLong(1),
                row.getLong(2),
                row.getInt(3),
                row.getBytes(4),
                row.getBytes(6),
                new Link(row.getBytes(5)));
    }
}
