/** What a request and an answer are: bodies, parameters, problems (RFC 9457). What any route does is not known here. */
@NullMarked
package sitrep.http.exchange;

import org.jspecify.annotations.NullMarked;
