/**
 * The table of commands. Commands are in a room of their own, apart from what they talk with and what they print with.
 */
@NullMarked
package sitrep.cli;

import org.jspecify.annotations.NullMarked;
