/**
 * The board: one writer that appends, folds and tells; many readers of immutable values. What is shown is what is
 * durable.
 */
@NullMarked
package sitrep.engine.board;

import org.jspecify.annotations.NullMarked;
