/**
 * The line to a gateway: where it is, how Sitrep introduces itself, what comes over the connection and what is asked.
 * What is said over it is passed on to the meaning, and not understood here.
 */
@NullMarked
package sitrep.connect.openclaw.line;

import org.jspecify.annotations.NullMarked;
