/**
 * OpenClaw, observed: what one gateway says, over a connection that may only read, becomes tasks. {@link
 * sitrep.connect.openclaw.GatewayConnector} holds the line and has what comes over it translated; everything else is
 * in the rooms.
 */
@NullMarked
package sitrep.connect.openclaw;

import org.jspecify.annotations.NullMarked;
