/**
 * What the system tells of a process and all that it started: its files under {@code /proc}, and what its threads wait
 * in. Read only; no conclusion is drawn here.
 */
@NullMarked
package sitrep.connect.process.look;

import org.jspecify.annotations.NullMarked;
