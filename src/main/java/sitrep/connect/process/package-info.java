/**
 * Plain processes: {@code sitrep run -- CMD} runs a command, changes nothing about it, and reports what can be seen
 * from outside: that it lives, what it prints, which program works, how it ended.
 */
@NullMarked
package sitrep.connect.process;

import org.jspecify.annotations.NullMarked;
