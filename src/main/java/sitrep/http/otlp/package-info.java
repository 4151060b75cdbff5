/** What programs export by OpenTelemetry over HTTP: taken in, and answered as its protocol wants it. */
@NullMarked
package sitrep.http.otlp;

import org.jspecify.annotations.NullMarked;
