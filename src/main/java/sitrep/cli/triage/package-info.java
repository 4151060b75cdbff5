/** The commands by which operators mark tasks, a class each: what they note is in the log with who and when. */
@NullMarked
package sitrep.cli.triage;

import org.jspecify.annotations.NullMarked;
