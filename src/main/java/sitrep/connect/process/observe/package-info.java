/** What is told of one command, from its opening to its end. It is the same however the command was started. */
@NullMarked
package sitrep.connect.process.observe;

import org.jspecify.annotations.NullMarked;
