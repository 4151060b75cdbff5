/** The wire: events in, sitreps out, as JSON mapped by hand. No other room knows field names. */
@NullMarked
package sitrep.json;

import org.jspecify.annotations.NullMarked;
