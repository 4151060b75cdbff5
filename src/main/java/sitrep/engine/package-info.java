/**
 * What keeps the board: one door in, one writer, many readers of immutable values, and a clock that asks after silence.
 */
@NullMarked
package sitrep.engine;

import org.jspecify.annotations.NullMarked;
