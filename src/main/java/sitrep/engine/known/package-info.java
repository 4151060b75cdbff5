/**
 * Tasks as they are known: folded, read from the log under all their names, kept in memory. What becomes of all of them
 * together is for the board.
 */
@NullMarked
package sitrep.engine.known;

import org.jspecify.annotations.NullMarked;
