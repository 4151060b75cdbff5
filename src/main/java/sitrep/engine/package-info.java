/**
 * The way in for whatever is said from outside: {@link sitrep.engine.Intake}. The board, contact with sources and the
 * watch over silence are in rooms of their own.
 */
@NullMarked
package sitrep.engine;

import org.jspecify.annotations.NullMarked;
