/**
 * What a client and an agent say to one another, as events: pure, message after message. How the messages come here,
 * and what the programs are, is not known in this room.
 */
@NullMarked
package sitrep.connect.acp.meaning;

import org.jspecify.annotations.NullMarked;
