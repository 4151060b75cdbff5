/**
 * Codex, by what its app-server and the client of that say to one another: the translation of that into what its hooks
 * say, so that both tell one story of one session. Pure; how the messages come here is not known in this room.
 */
@NullMarked
package sitrep.connect.codex;

import org.jspecify.annotations.NullMarked;
