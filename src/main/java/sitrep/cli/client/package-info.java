/**
 * What commands talk with: the server, and whoever called them. Only {@link sitrep.cli.client.ApiClient} opens a
 * connection.
 */
@NullMarked
package sitrep.cli.client;

import org.jspecify.annotations.NullMarked;
