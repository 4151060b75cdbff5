/**
 * What follows from the signals of hook-style agents: sessions, turns and sub-agents as they are remembered, and the
 * events that tell of them. Pure: no clock, no thread, nothing of the world.
 */
@NullMarked
package sitrep.connect.hooks.meaning;

import org.jspecify.annotations.NullMarked;
