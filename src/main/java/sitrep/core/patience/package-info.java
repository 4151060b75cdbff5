/**
 * How patient we are: the figures, what a run's silence is judged by, and what was learnt of its worker. No verdict is
 * reached here.
 */
@NullMarked
package sitrep.core.patience;

import org.jspecify.annotations.NullMarked;
