/**
 * What a command line says of the work it does: the phase, and how long it may be silent by its own word. Pure; no
 * command is started here.
 */
@NullMarked
package sitrep.connect.commands;

import org.jspecify.annotations.NullMarked;
