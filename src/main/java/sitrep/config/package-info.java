/** What can be set, with every default in sight, and which version this is. */
@NullMarked
package sitrep.config;

import org.jspecify.annotations.NullMarked;
