/**
 * OpenClaw, observed: what one gateway says, over a connection that may only read, becomes tasks. The translation is
 * {@link sitrep.connect.openclaw.meaning.GatewayFacts}, from {@link sitrep.connect.openclaw.memory.Signal signals} to events.
 */
@NullMarked
package sitrep.connect.openclaw;

import org.jspecify.annotations.NullMarked;
