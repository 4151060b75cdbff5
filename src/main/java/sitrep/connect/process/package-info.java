/**
 * Plain processes: {@code sitrep run -- CMD} runs a command, changes nothing about it, and reports what can be seen
 * from outside. Nothing stands here but rooms: its output, its processes, the command itself, the verdict on its
 * condition, what is told of it, starting one, and following one that a keeper started.
 */
@NullMarked
package sitrep.connect.process;

import org.jspecify.annotations.NullMarked;
