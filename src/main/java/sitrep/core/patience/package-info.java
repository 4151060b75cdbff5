/**
 * How long a run may be silent: the figures, and what its worker taught us. Whether it has been silent for too long is
 * decided in {@code core.silence}.
 */
@NullMarked
package sitrep.core.patience;

import org.jspecify.annotations.NullMarked;
