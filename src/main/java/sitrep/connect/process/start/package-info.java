/**
 * Starting a command by this process: its bytes, signals and exit code pass untouched. The other way, by a keeper in
 * C, is in {@code src/main/c} and followed from {@code connect.process.follow}.
 */
@NullMarked
package sitrep.connect.process.start;

import org.jspecify.annotations.NullMarked;
