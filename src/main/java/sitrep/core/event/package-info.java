/**
 * What may be said: an event, the facts in it, and the values those are made of, checked as they are made. What
 * follows from an event is not decided here.
 */
@NullMarked
package sitrep.core.event;

import org.jspecify.annotations.NullMarked;
