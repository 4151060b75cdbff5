package sitrep.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** What differs between databases, all in one place. Everything else is SQL that they share. */
interface SqlDialect {

    /** The folder of its numbered schema files, in the resources. */
    String schema();

    /** The one connection that changes anything, with transactions that are durable once committed. */
    Connection writer() throws SQLException;

    /** A connection that can only read and sees what was committed when its statement began. */
    Connection reader() throws SQLException;

    /** Takes beginnings of words of a task, by its number, into their index, and others out of it. */
    void index(SqlSession session, long n, Collection<String> come, Collection<String> gone) throws SQLException;

    /** A query for the numbers {@code n} of the newest tasks that have some beginnings: {@link #sought}, how many. */
    String search();

    /** How to ask for all of these beginnings. */
    String sought(Collection<String> beginnings);
}
