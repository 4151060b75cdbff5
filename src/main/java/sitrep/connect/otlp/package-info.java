/**
 * What programs export by OpenTelemetry when it is over: the spans of agents and what log records add to them, read
 * from either encoding, what follows from them, which is pure, and the desk at which they are heard.
 */
@NullMarked
package sitrep.connect.otlp;

import org.jspecify.annotations.NullMarked;
