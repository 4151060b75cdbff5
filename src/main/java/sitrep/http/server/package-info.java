/** The server under the API: connections, frames, limits, who may do what, what is measured. It knows of no task. */
@NullMarked
package sitrep.http.server;

import org.jspecify.annotations.NullMarked;
