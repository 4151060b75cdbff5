/**
 * A command as whoever observes it knows it: what was wanted, whose run it is, where it runs, how it ended. It is
 * neither started nor judged here.
 */
@NullMarked
package sitrep.connect.process.command;

import org.jspecify.annotations.NullMarked;
