/** What is kept: the log of events, which is the truth, and the index of tasks, which can be rebuilt from it. */
@NullMarked
package sitrep.store;

import org.jspecify.annotations.NullMarked;
