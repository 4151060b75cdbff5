/**
 * What agents say by their hooks, as signals that are the same for all of them: a table for each agent. Nothing is
 * remembered here, and nothing is concluded from two hooks together.
 */
@NullMarked
package sitrep.connect.hooks.dialect;

import org.jspecify.annotations.NullMarked;
