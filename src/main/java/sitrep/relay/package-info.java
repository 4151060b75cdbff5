/** What comes to a server that stands by, passed on to the one that leads. */
@NullMarked
package sitrep.relay;

import org.jspecify.annotations.NullMarked;
