/** Keeps what is stored small: lets go of what is old, by the rules. Never what these are: they are in the core. */
@NullMarked
package sitrep.engine.upkeep;

import org.jspecify.annotations.NullMarked;
