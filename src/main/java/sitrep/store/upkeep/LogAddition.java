package sitrep.store.upkeep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sqlite.SQLiteConfig;
import sitrep.config.LogPlace;
import sitrep.core.event.Event;
import sitrep.store.EventCodec;
import sitrep.store.StoreFailure;
import sitrep.store.chunk.Chunk;
import sitrep.store.chunk.ChunkDamaged;
import sitrep.store.chunk.ChunkKeys;
import sitrep.store.chunk.ChunkPacker;
import sitrep.store.chunk.Link;
import sitrep.store.chunk.LoggedEvent;
import sitrep.store.database.Postgres;
import sitrep.store.database.PostgresPlace;
import sitrep.store.database.SqlDialect;
import sitrep.store.database.Sqlite;
import sitrep.store.folder.DataFolder;
import sitrep.store.folder.StorePlace;
import sitrep.store.sql.SqlStore;

/**
 * Adds events to a log that no server works with, in one transaction: all of them, or none. Each gets the place that it
 * had, if that is behind all others, so that a whole log can be carried over. What the log has of its own is known for
 * a repeat by its key, however old it is; what came twice in this addition, by all that it says.
 */
public final class LogAddition implements AutoCloseable {
    private static final int AT_ONCE = 8 * Chunk.EVENTS;
    private static final int FETCHED = 100;
    private static final int CACHE_KIB = 32_000;
    private static final String NEWEST = "SELECT last, link FROM chunk ORDER BY seq DESC LIMIT 1";
    private static final String KEYS = "SELECT seq, keys FROM chunk ORDER BY seq";
    private static final String APPEND =
            "INSERT INTO chunk (seq, last, events, keys, link, bodies) VALUES (?, ?, ?, ?, ?, ?)";

    private final StorePlace place;
    private final EventCodec codec;
    private final Connection connection;
    private final MessageDigest digest = sha256();
    private final ChunkPacker packer = new ChunkPacker();
    private final List<Chunk.Item> waiting = new ArrayList<>();
    private final PreparedStatement come;
    private final PreparedStatement known;
    private final PreparedStatement append;
    private Link link;
    private long last;
    private long added;
    private long repeats;

    private LogAddition(StorePlace place, SqlDialect dialect, EventCodec codec, Connection connection)
            throws SQLException {
        this.place = place;
        this.codec = codec;
        this.connection = connection;
        try (var statement = connection.createStatement()) {
            statement.execute(dialect.marks("known"));
            statement.execute(dialect.marks("come"));
            try (var rows = statement.executeQuery(NEWEST)) {
                var isEmpty = !rows.next();
                last = isEmpty ? 0 : rows.getLong(1);
                link = isEmpty ? Link.FIRST : new Link(rows.getBytes(2));
            }
        }
        come = connection.prepareStatement("INSERT INTO come (mark) VALUES (?) ON CONFLICT DO NOTHING");
        known = connection.prepareStatement("SELECT 1 FROM known WHERE mark = ?");
        append = connection.prepareStatement(APPEND);
        remember();
    }

    /**
     * The log in a data folder, which is made if there is none, brought into the form of this Sitrep, and ours until
     * this is closed.
     *
     * @throws StoreFailure if a server works with the folder
     */
    public static LogAddition to(Path folder, EventCodec codec) {
        SqlStore.open(folder, codec).close();
        var held = DataFolder.hold(folder);
        try (var _ = LogFile.in(folder).inThisForm()) {
            var dialect = new Sqlite(held.database(), held.index());
            return new LogAddition(held, dialect, codec, connection(held.database()));
        } catch (SQLException e) {
            release(held);
            throw failed(held, e);
        } catch (RuntimeException e) {
            release(held);
            throw e;
        }
    }

    /** The same in a data folder or in a database on a server. */
    public static LogAddition to(LogPlace place, EventCodec codec) {
        if (place.store().isEmpty()) return to(place.data(), codec);
        var address = place.store().get();
        SqlStore.open(address, codec).close();
        var held = new PostgresPlace(address, Optional.empty());
        var dialect = new Postgres(address);
        try {
            var connection = dialect.log();
            try {
                return new LogAddition(held, dialect, codec, connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(held, e);
        }
    }

    private static void release(StorePlace held) {
        try {
            held.close();
        } catch (IOException e) {
            throw new StoreFailure("The lock of " + held.name() + " was not given up: " + e, e);
        }
    }

    private static Connection connection(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setTempStore(SQLiteConfig.TempStore.FILE);
        config.setCacheSize(-CACHE_KIB);
        var connection = config.createConnection("jdbc:sqlite:" + file);
        connection.setAutoCommit(false);
        return connection;
    }

    /** Which events the log has. */
    private void remember() throws SQLException {
        try (var statement = few(connection.createStatement());
                var rows = statement.executeQuery(KEYS);
                var insert =
                        connection.prepareStatement("INSERT INTO known (mark) VALUES (?) ON CONFLICT DO NOTHING")) {
            while (rows.next()) {
                for (var mark : marks(rows.getLong(1), rows.getBytes(2))) {
                    insert.setBytes(1, mark);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    /** One whose rows are not all fetched at once. */
    private static Statement few(Statement statement) throws SQLException {
        statement.setFetchSize(FETCHED);
        return statement;
    }

    /** Those of a chunk. What cannot be unpacked is lost to the log, and may come again. */
    private List<byte[]> marks(long first, byte[] keys) {
        var marks = new ArrayList<byte[]>();
        try {
            ChunkKeys.unpack(first, keys).keys((source, id) -> marks.add(mark(source, id)));
        } catch (ChunkDamaged _) {
            return List.of();
        }
        return marks;
    }

    /** Adds one. It counts once {@link #commit} is through. */
    public void add(OptionalLong place, Event event) {
        var seq = place.isPresent() && place.getAsLong() > last ? place.getAsLong() : last + 1;
        var logged = LoggedEvent.of(seq, event, codec.encode(event));
        try {
            if (isRepeat(logged)) {
                repeats++;
                return;
            }
            waiting.add(new Chunk.Item.Kept(logged));
            last = seq;
            added++;
            if (waiting.size() == AT_ONCE) write();
        } catch (SQLException e) {
            throw failed(this.place, e);
        }
    }

    private boolean isRepeat(LoggedEvent event) throws SQLException {
        known.setBytes(1, mark(event.source(), event.id()));
        try (var rows = known.executeQuery()) {
            if (rows.next()) return true;
        }
        come.setBytes(1, mark(event.source(), event.id(), event.task().orElse(""), event.body()));
        return come.executeUpdate() == 0;
    }

    private void write() throws SQLException {
        for (var chunk : packer.pack(waiting, link)) {
            append.setLong(1, chunk.first());
            append.setLong(2, chunk.last());
            append.setInt(3, chunk.events());
            append.setBytes(4, chunk.keys());
            append.setBytes(5, chunk.link().hash());
            append.setBytes(6, chunk.bodies());
            append.executeUpdate();
            link = chunk.link();
        }
        waiting.clear();
    }

    /** Makes all of it durable. */
    public void commit() {
        try {
            write();
            connection.commit();
        } catch (SQLException e) {
            throw failed(place, e);
        }
    }

    /** How many were added. */
    public long added() {
        return added;
    }

    /** How many the log had already. */
    public long repeats() {
        return repeats;
    }

    private byte[] mark(String source, String id) {
        return mark(source, id, "", new byte[0]);
    }

    /** 128 bits of a SHA-256, so that nobody can choose an event that is taken for another. */
    private byte[] mark(String source, String id, String task, byte[] body) {
        for (var text : List.of(source, id, task)) {
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            digest.update(utf8);
        }
        return Arrays.copyOf(digest.digest(body), 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static StoreFailure failed(StorePlace place, SQLException e) {
        return place.failure("Nothing was added to the log", e);
    }

    /** What was not committed is as if it had never come. */
    @Override
    public void close() {
        packer.close();
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw failed(place, e);
        } finally {
            release(place);
        }
    }
}
