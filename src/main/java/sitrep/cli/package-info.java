/** The commands, and everything they print. Only {@link sitrep.cli.client.ApiClient} opens a connection. */
@NullMarked
package sitrep.cli;

import org.jspecify.annotations.NullMarked;
