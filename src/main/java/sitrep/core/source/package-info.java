/** Who tells us of work, and how well each can be heard. What they tell is in {@code core.event}. */
@NullMarked
package sitrep.core.source;

import org.jspecify.annotations.NullMarked;
