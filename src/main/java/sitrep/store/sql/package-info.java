/** A store in a database, by plain JDBC: the log, the index, and what belongs to SQLite alone. */
@NullMarked
package sitrep.store.sql;

import org.jspecify.annotations.NullMarked;
