/**
 * From what a gateway says to events: pure, the same signals give the same events. {@link
 * sitrep.connect.openclaw.meaning.GatewayFacts} is the way in. No socket, no clock, no file.
 */
@NullMarked
package sitrep.connect.openclaw.meaning;

import org.jspecify.annotations.NullMarked;
