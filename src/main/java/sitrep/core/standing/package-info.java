/**
 * What a task comes to: which of its runs count, and by which of them it stands in which phase, since when and why.
 * Where a phase is decided: {@link sitrep.core.standing.Standing}. What nobody said, as by silence, is not found here.
 */
@NullMarked
package sitrep.core.standing;

import org.jspecify.annotations.NullMarked;
