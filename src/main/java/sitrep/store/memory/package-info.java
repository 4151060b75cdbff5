/** A store that lives as long as the process: for demos, tests, and as the plain statement of what a store must do. */
@NullMarked
package sitrep.store.memory;

import org.jspecify.annotations.NullMarked;
