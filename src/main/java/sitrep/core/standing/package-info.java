/**
 * What a task comes to by what was said: which of its runs count, and by which of them it stands in which phase, since
 * when and why. Where a phase is decided: {@link sitrep.core.standing.Standing}. What silence comes to is decided in
 * {@code core.silence}.
 */
@NullMarked
package sitrep.core.standing;

import org.jspecify.annotations.NullMarked;
