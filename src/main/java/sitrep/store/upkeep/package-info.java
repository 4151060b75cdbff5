/**
 * What is done with a log as a whole, beside a server or without one: it is copied, put back, looked through, added to.
 */
@NullMarked
package sitrep.store.upkeep;

import org.jspecify.annotations.NullMarked;
