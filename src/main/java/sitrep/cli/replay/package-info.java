/** What a recording comes to, by the same translation, fold and watch as a server's, without one. */
@NullMarked
package sitrep.cli.replay;

import org.jspecify.annotations.NullMarked;
