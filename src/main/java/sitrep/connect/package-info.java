/** What every connector shares: the way from an observation to the server, by way of the disk when that is away. */
@NullMarked
package sitrep.connect;

import org.jspecify.annotations.NullMarked;
