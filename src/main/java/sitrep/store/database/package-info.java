/**
 * How a database is spoken to: connections, statements, transactions, threads that read, schema files, and all that is
 * SQLite's or PostgreSQL's alone. What is kept in it is not known here.
 */
@NullMarked
package sitrep.store.database;

import org.jspecify.annotations.NullMarked;
