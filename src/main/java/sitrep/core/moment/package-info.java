/**
 * What happened to a task, told as moments: waits, stalls, tries, ends, and what operators asked of its source. Nothing
 * is decided here; each moment follows from what is known of the task, whenever it is looked at.
 */
@NullMarked
package sitrep.core.moment;

import org.jspecify.annotations.NullMarked;
