/**
 * OpenCode, by what its server tells: the translation of that into what hooks of other agents say, which is pure, and
 * the line to the server, on which nothing is ever asked that changes anything.
 */
@NullMarked
package sitrep.connect.opencode;

import org.jspecify.annotations.NullMarked;
