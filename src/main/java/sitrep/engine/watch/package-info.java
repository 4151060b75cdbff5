/**
 * The clock that asks after silence, and lists of what a source has held against what is known. What it finds are
 * events, written like any other; no state changes here.
 */
@NullMarked
package sitrep.engine.watch;

import org.jspecify.annotations.NullMarked;
