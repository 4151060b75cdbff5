package sitrep.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** What differs between databases, all in one place. Everything else is SQL that they share. */
public interface SqlDialect {

    /**
     * The folder of its numbered schema files, in the resources: of the log and of the index, each in one of its own.
     */
    String schema();

    /** The one connection that changes the log, with transactions that are durable once committed. */
    Connection log() throws SQLException;

    /**
     * Makes sure that the log is still ours to change, and lets others know where we can be reached.
     *
     * @param log the session of the connection that changes it
     * @param under our address as {@code host:port}
     */
    void hold(SqlSession log, String under) throws SQLException;

    /**
     * The one connection that changes the index, in transactions that are kept whole or not at all, but need not be
     * durable at once. It never waits for the log's, nor the other way round.
     */
    Connection index() throws SQLException;

    /** A connection that can only read both and sees what was committed when its statement began. */
    Connection reader() throws SQLException;

    /** The tables of the log or of the index, whose session it is, in an order in which they can be dropped. */
    List<String> tables(SqlSession session) throws SQLException;

    /** Drops one of them, in whatever state it is. */
    void drop(SqlSession session, String table) throws SQLException;

    /** Gives some of the room that is not used any more back to the system; answers whether there may be more. */
    boolean giveBack(SqlSession session) throws SQLException;

    /** How many bytes the log takes, as a reader sees it. */
    long bytesOfLog(SqlSession session) throws SQLException;

    /** How many the index takes. */
    long bytesOfIndex(SqlSession session) throws SQLException;

    /** Brings what was committed to its place, if that is due. Any thread may call it, one at a time. */
    void tidy() throws SQLException;

    /**
     * Makes durable what was committed to the index, and brings all to its place, so that files get smaller. Any thread
     * may call it, one at a time.
     */
    void settle() throws SQLException;

    /** How to make a table of marks, each once, that goes with the connection. */
    String marks(String table);

    /** Takes beginnings of words of a task, by its number, into their index, and others out of it. */
    void index(SqlSession session, long n, Collection<String> come, Collection<String> gone) throws SQLException;

    /** A query for the numbers {@code n} of the newest tasks that have some beginnings: {@link #sought}, how many. */
    String search();

    /** How to ask for all of these beginnings. */
    String sought(Collection<String> beginnings);
}
