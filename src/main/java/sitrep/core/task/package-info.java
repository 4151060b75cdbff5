/**
 * What is known: a task, its runs and workers, and the fold by which an event changes them. Every part is a join, so
 * that the order of events does not matter; what it all comes to is not decided here.
 */
@NullMarked
package sitrep.core.task;

import org.jspecify.annotations.NullMarked;
