package sitrep.store.database;

import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import sitrep.store.StoreFailure;
import sitrep.store.folder.StorePlace;

/**
 * A few platform threads with a connection each, on which all reads run. A native call would hold a virtual thread's
 * carrier, and with two cores two slow queries would stop every other virtual thread.
 */
public final class SqlReaders implements AutoCloseable {
    private static final int THREADS = 3;
    private static final int WAITING = 1_000;
    private static final long CLOSING_SECONDS = 10;

    /** A question to the database. */
    public interface Question<T> {
        T ask(SqlSession session) throws SQLException;
    }

    private final StorePlace place;
    private final SqlDialect dialect;

    /** Those that are used are first, so that there are no more of them than ever were needed at once. */
    private final Deque<SqlSession> idle = new ConcurrentLinkedDeque<>();

    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("sitrep-read-", 1).daemon().factory());

    public SqlReaders(StorePlace place, SqlDialect dialect) throws SQLException {
        this.place = place;
        this.dialect = dialect;
        idle.add(new SqlSession(dialect.reader()));
    }

    /** Asks on a thread of ours and waits for the answer; once more if it shows that the connection is of no use. */
    public <T> T read(Question<T> question) {
        return answer(begin(question));
    }

    /** Asks on a thread of ours, and goes on. */
    public <T> Future<T> begin(Question<T> question) {
        try {
            return threads.submit(() -> ask(question));
        } catch (RejectedExecutionException e) {
            var why = threads.isShutdown() ? "The store is closed." : "More than " + WAITING + " reads are waiting.";
            throw new StoreFailure(why, e);
        }
    }

    /** Waits for the answer to what was asked. */
    public static <T> T answer(Future<T> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure("Interrupted while waiting for the database.", e);
        } catch (ExecutionException e) {
            var kind = e.getCause() instanceof StoreFailure failure ? failure.kind() : StoreFailure.Kind.BROKEN;
            var why = e.getCause() instanceof StoreFailure failure
                    ? String.valueOf(failure.getMessage())
                    : "The database cannot be read: " + e.getCause();
            throw new StoreFailure(kind, why, e);
        }
    }

    /** Whether it was the database that failed, and not that there was no time or thread to ask it. */
    public static boolean isOfDatabase(StoreFailure failure) {
        return failure.kind() == StoreFailure.Kind.BROKEN && failure.getCause() instanceof ExecutionException;
    }

    @Override
    public void close() throws SQLException {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) threads.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var session : idle) {
            session.close();
        }
    }

    private <T> T ask(Question<T> question) {
        try {
            var session = idle();
            try {
                return question.ask(session);
            } catch (SQLException e) {
                if (!session.isBroken(e)) throw e;
                session.letGo();
            } finally {
                if (!session.isBroken()) idle.addFirst(session);
            }
            return askAnew(question);
        } catch (SQLException e) {
            throw place.failure("The database cannot be read", e);
        }
    }

    private <T> T askAnew(Question<T> question) throws SQLException {
        var session = new SqlSession(dialect.reader());
        try {
            return question.ask(session);
        } finally {
            idle.addFirst(session);
        }
    }

    /** One that nobody uses; a new one if all are in use, of which there are as many as threads at most. */
    private SqlSession idle() throws SQLException {
        for (var session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            if (!session.isBroken()) return session;
        }
        return new SqlSession(dialect.reader());
    }
}
