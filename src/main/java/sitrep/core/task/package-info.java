/**
 * What is known: a task, its runs and workers, and the fold by which an event changes them. Every part is a join, so
 * that the order of events does not matter. Of a run it says which of its ends and blocks count; what the task as a
 * whole comes to is decided in {@code core.standing}.
 */
@NullMarked
package sitrep.core.task;

import org.jspecify.annotations.NullMarked;
