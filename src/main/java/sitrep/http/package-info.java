/**
 * The HTTP edge, put together: {@link sitrep.http.HttpApp} has the table of routes, and the page's files are served
 * from here.
 */
@NullMarked
package sitrep.http;

import org.jspecify.annotations.NullMarked;
