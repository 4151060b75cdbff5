/**
 * The verdict on a command that says nothing: whether it computes, waits for somebody, or hangs, by looks at its
 * processes. What is told of it follows in pure {@code Facts}.
 */
@NullMarked
package sitrep.connect.process.condition;

import org.jspecify.annotations.NullMarked;
