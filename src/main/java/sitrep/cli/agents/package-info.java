/** Commands that connect agents with Sitrep: their settings, and the hooks that they call. */
@NullMarked
package sitrep.cli.agents;

import org.jspecify.annotations.NullMarked;
