/**
 * What silence comes to: which runs are suspected ({@link sitrep.core.silence.Suspicion}), which come back or are
 * lost, and which waits are over. {@link sitrep.core.silence.Watch} decides, and what it decides are facts for the
 * fold; no state changes here.
 */
@NullMarked
package sitrep.core.silence;

import org.jspecify.annotations.NullMarked;
