/**
 * What the translation of a gateway remembers and hands on: its sessions, their turns, the tasks that these serve, and
 * the events of one step. What follows from a signal is decided in the meaning.
 */
@NullMarked
package sitrep.connect.openclaw.memory;

import org.jspecify.annotations.NullMarked;
