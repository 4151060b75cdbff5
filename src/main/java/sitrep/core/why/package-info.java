/**
 * What a task's own page tells beside its sitrep: its runs, and for every field the reason that it shows what it
 * shows. Nothing is decided here; what is decided below is explained.
 */
@NullMarked
package sitrep.core.why;

import org.jspecify.annotations.NullMarked;
