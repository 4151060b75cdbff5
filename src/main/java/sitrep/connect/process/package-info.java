/**
 * Plain processes: {@code sitrep run -- CMD} runs a command, changes nothing about it, and reports what can be seen
 * from outside. Nothing stands here but rooms: reading its output, looking at its processes, the verdict on its
 * condition, telling of it, and the two ways to start one.
 */
@NullMarked
package sitrep.connect.process;

import org.jspecify.annotations.NullMarked;
