/** Agents that tell of their work by hooks: what comes in, heard, and told on in the background. */
@NullMarked
package sitrep.connect.hooks;

import org.jspecify.annotations.NullMarked;
