/**
 * What is told of the past, over all tasks: what happened within a time, and how it went at each host and source. It
 * asks the board and keeps nothing of its own but for a moment. How one task went is in {@code core}.
 */
@NullMarked
package sitrep.engine.record;

import org.jspecify.annotations.NullMarked;
