/**
 * What a command prints, read as a person at a terminal would: lines, counts, the screen. Pure over bytes; nothing is
 * told to a server here.
 */
@NullMarked
package sitrep.connect.process.output;

import org.jspecify.annotations.NullMarked;
