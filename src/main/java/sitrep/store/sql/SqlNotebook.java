package sitrep.store.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import sitrep.store.Notebook;
import sitrep.store.StoreFailure;
import sitrep.store.database.SqlReaders;
import sitrep.store.database.SqlWriter;

/**
 * Texts in the log's database, changed through its connection: whoever may not append may not change them either. What
 * is added stands in a row of its own.
 */
final class SqlNotebook implements Notebook, AutoCloseable {
    private static final String TEXT = "SELECT text FROM note WHERE name = ? ORDER BY n";
    private static final String ADD =
            "INSERT INTO note (name, n, text) SELECT ?, coalesce(max(n), 0) + 1, ? FROM note WHERE name = ?";
    private static final String REMOVE = "DELETE FROM note WHERE name = ?";
    private static final String MOVE = "UPDATE note SET name = ? WHERE name = ?";

    private final SqlWriter logging;
    private final SqlReaders readers;

    /** Those who write may be virtual threads, and a connection is used by platform threads alone. */
    private final ExecutorService hand = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("sitrep-notebook").daemon().factory());

    SqlNotebook(SqlWriter logging, SqlReaders readers) {
        this.logging = logging;
        this.readers = readers;
    }

    @Override
    public Optional<String> text(String name) {
        try {
            var parts = readers.read(session -> session.list(TEXT, row -> row.getString(1), name));
            return parts.isEmpty()
                    ? Optional.empty()
                    : Optional.of(parts.stream().collect(Collectors.joining()));
        } catch (StoreFailure e) {
            throw failed(e);
        }
    }

    @Override
    public void replace(String name, String text) {
        write(session -> {
            session.change(REMOVE, name);
            session.change(ADD, name, text, name);
            return true;
        });
    }

    @Override
    public void add(String name, String text) {
        write(session -> {
            session.change(ADD, name, text, name);
            return true;
        });
    }

    @Override
    public void move(String name, String to) {
        write(session -> {
            session.change(REMOVE, to);
            session.change(MOVE, to, name);
            return true;
        });
    }

    private void write(SqlWriter.Writing<Boolean> change) {
        try {
            hand.submit(() -> logging.write("Nothing was noted", change)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private static UncheckedIOException failed(Exception why) {
        return new UncheckedIOException(new IOException(String.valueOf(why.getMessage()), why));
    }

    @Override
    public void close() {
        hand.shutdown();
    }
}
