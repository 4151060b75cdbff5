/**
 * The way between a client and its agent: their bytes go through here, in both directions and unchanged, and are looked
 * at beside. Whoever looks may lose sight, and never holds up the pair.
 */
@NullMarked
package sitrep.connect.acp.line;

import org.jspecify.annotations.NullMarked;
