/**
 * A recording in the place of a gateway: the same translation, without a line. Used by {@code sitrep replay} and by
 * tests.
 */
@NullMarked
package sitrep.connect.openclaw.replay;

import org.jspecify.annotations.NullMarked;
