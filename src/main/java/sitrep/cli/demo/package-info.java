/** A recorded day of work, told to a server as if it happened now, and a few real commands beside it. */
@NullMarked
package sitrep.cli.demo;

import org.jspecify.annotations.NullMarked;
