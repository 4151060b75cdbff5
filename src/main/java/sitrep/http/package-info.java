/** The HTTP edge: events in, sitreps and their changes out, the page, and who may have them. */
@NullMarked
package sitrep.http;

import org.jspecify.annotations.NullMarked;
