/**
 * The way between a client and its agent, whose messages are lines of JSON: their bytes go through here, in both
 * directions and unchanged, and are looked at beside. Whoever looks may lose sight, and never holds up the pair; what a
 * message means, which is not known here, never decides whether it goes on.
 */
@NullMarked
package sitrep.connect.tee;

import org.jspecify.annotations.NullMarked;
