package sitrep.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import sitrep.store.folder.StorePlace;

/** The one connection that changes something. All of a change is kept or, if anything goes wrong, none of it. */
public final class SqlWriter implements AutoCloseable {
    /** Something to write in one transaction. */
    public interface Writing<T> {
        T on(SqlSession session) throws SQLException;
    }

    /** How to connect, again if need be. */
    public interface Connecting {
        Connection connect() throws SQLException;
    }

    private final StorePlace place;
    private final Connecting connecting;
    private final ReentrantLock lock = new ReentrantLock();
    private SqlSession session;

    /** Whether the session is of no use any more. */
    private boolean spent;

    public SqlWriter(StorePlace place, Connecting connecting) throws SQLException {
        this.place = place;
        this.connecting = connecting;
        this.session = new SqlSession(connecting.connect());
    }

    /**
     * Writes, and commits.
     *
     * @param otherwise what to say if that fails, without a full stop
     */
    public <T> T write(String otherwise, Writing<T> change) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(
                    "only platform threads write, for native calls hold a virtual one's carrier");
        }
        lock.lock();
        try {
            place.check();
            if (spent) renew();
            var result = change.on(session);
            session.commit();
            return result;
        } catch (SQLException e) {
            takeBack(e);
            throw place.failure(otherwise, e);
        } catch (RuntimeException e) {
            takeBack(e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void takeBack(Exception why) {
        try {
            session.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
            spent = true;
        }
    }

    /**
     * Goes on through another connection. A full disk may end a transaction by itself; the connection would go on
     * without one, and each statement be durable on its own.
     */
    private void renew() throws SQLException {
        session.letGo();
        session = new SqlSession(connecting.connect());
        spent = false;
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            session.close();
        } finally {
            lock.unlock();
        }
    }
}
