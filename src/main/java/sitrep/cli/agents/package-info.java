/** Commands that connect agents with Sitrep: their settings, the hooks that they call, their tools. */
@NullMarked
package sitrep.cli.agents;

import org.jspecify.annotations.NullMarked;
