/** What can be set, with every default in sight. */
@NullMarked
package sitrep.config;

import org.jspecify.annotations.NullMarked;
