/** How long what is over is kept, and what of it for longer. Never what is done about it, nor when. */
@NullMarked
package sitrep.core.keeping;

import org.jspecify.annotations.NullMarked;
