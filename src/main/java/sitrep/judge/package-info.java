/**
 * How good the verdicts are: recorded timelines replayed through the real fold and the real watch on a simulated clock.
 *
 * <p>Pure but for {@link sitrep.judge.Timelines}, which reads the files.
 */
@NullMarked
package sitrep.judge;

import org.jspecify.annotations.NullMarked;
