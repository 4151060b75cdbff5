/**
 * The meaning, in rooms that read as the story of an event: what may be said, what is known by it, what that comes to,
 * what silence comes to, and why. Pure Java over values: no clock, no I/O, no threads. Nothing stands here but rooms;
 * ARCHITECTURE.md has them in their order.
 */
@NullMarked
package sitrep.core;

import org.jspecify.annotations.NullMarked;
