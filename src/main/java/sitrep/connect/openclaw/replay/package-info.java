/**
 * A recording in the place of a gateway: the same translation, without a line. For {@code sitrep replay}, the demo and
 * tests.
 */
@NullMarked
package sitrep.connect.openclaw.replay;

import org.jspecify.annotations.NullMarked;
