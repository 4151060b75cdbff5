package sitrep.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between databases, all in one place. Everything else is SQL that they share. */
interface Dialect {

    /** The folder of its numbered schema files, in the resources. */
    String schema();

    /** The one connection that changes anything, with transactions that are durable once committed. */
    Connection writer() throws SQLException;

    /** A connection that can only read and sees what was committed when its statement began. */
    Connection reader() throws SQLException;

    /** Keeps the words of a task instead of those before: its number, its words. */
    String keepWords();

    /** Forgets the words of all tasks. */
    String forgetWords();

    /** A query for the numbers {@code n} of the newest tasks that have some words: {@link #sought}, how many. */
    String search();

    /** How to ask for all of these words, each as the beginning of a word. */
    String sought(List<String> words);
}
