/**
 * Contact with sources: who is heard, who promised to be, and when each run last gave a sign of life. Nothing of it is
 * kept.
 */
@NullMarked
package sitrep.engine.contact;

import org.jspecify.annotations.NullMarked;
