/**
 * What is remembered of a gateway while it is observed: its sessions, their turns and the tasks that these serve. What
 * follows from a signal is not decided here.
 */
@NullMarked
package sitrep.connect.openclaw.memory;

import org.jspecify.annotations.NullMarked;
