package sitrep.store.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import sitrep.config.PostgresAddress;

/** A real PostgreSQL, to be ended as roughly as a test likes, and started again where it was. */
public final class PostgresServer implements AutoCloseable {
    private static final Map<Path, String> SCHEMAS = new ConcurrentHashMap<>();

    /** Nothing needs to outlive it. */
    private static final Map<String, String> QUICK = Map.of(
            "fsync", "off",
            "full_page_writes", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "autovacuum", "off",
            "jit", "off");

    /** Users other than its own are asked for a password. */
    private static final String ACCESS = """
            host all postgres 127.0.0.1/32 trust
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private static final boolean IS_HERE = System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");

    /** Started once for all tests of a process that only want to keep something, and ended with it. */
    private static final class Shared {
        private static final PostgresServer SERVER = shared();

        private static PostgresServer shared() {
            try {
                var folder = Files.createTempDirectory("postgres-");
                var server = new PostgresServer(folder, QUICK);
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Path folder;
    private final Map<String, String> settings;
    private EmbeddedPostgres running;
    private int port;

    /** One of a test's own, in which what is committed is durable. */
    public PostgresServer(Path folder) {
        this(folder, Map.of("synchronous_commit", "on"));
    }

    private PostgresServer(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
        assumeTrue(IS_HERE, "PostgreSQL comes with the tests for Linux on x86-64 only");
        start();
        try {
            Files.writeString(folder.resolve("data/pg_hba.conf"), ACCESS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("SELECT pg_reload_conf()");
    }

    /** Starts it, at the port that it had before. */
    public void start() {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("unix_socket_directories", "");
        settings.forEach(builder::setServerConfig);
        try {
            running = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started here", e);
        }
        port = running.getPort();
    }

    /** As {@code kill -9}, all of it at once. */
    public void kill() {
        try {
            var first =
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
            var postmaster = ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
            var all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    /** Runs a statement as whoever may do all. */
    public void run(String sql) {
        try (var connection = running.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public int port() {
        return port;
    }

    public PostgresAddress address(String schema) {
        return PostgresAddress.of(url(schema), Map.of());
    }

    public String url(String schema) {
        return "postgresql://postgres@127.0.0.1:%d/postgres?schema=%s".formatted(port, schema);
    }

    /** The shared one. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** An address that goes with a folder: the same one for the same folder, and empty at first. */
    public static PostgresAddress of(Path folder) {
        return shared().address(SCHEMAS.computeIfAbsent(folder, _ -> "t" + SCHEMAS.size()));
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
