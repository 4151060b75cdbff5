/**
 * The meaning: what a task, a run and a worker are, how events change what we know of them, and what an operator is
 * told. Pure Java over values: no clock, no I/O, no threads.
 */
@NullMarked
package sitrep.core;

import org.jspecify.annotations.NullMarked;
