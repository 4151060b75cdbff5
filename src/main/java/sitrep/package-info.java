/** The whole system, wired by hand: read {@link sitrep.App} to see it. */
@NullMarked
package sitrep;

import org.jspecify.annotations.NullMarked;
