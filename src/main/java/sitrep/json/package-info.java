/**
 * The wire: events in, sitreps and reasons out. What a field is called is said here and at the edges, nowhere below.
 */
@NullMarked
package sitrep.json;

import org.jspecify.annotations.NullMarked;
