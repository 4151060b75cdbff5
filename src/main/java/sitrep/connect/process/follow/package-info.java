/**
 * Following the commands that keepers started, from behind, by the tracks that these write. The commands know nothing
 * of it.
 */
@NullMarked
package sitrep.connect.process.follow;

import org.jspecify.annotations.NullMarked;
