/** What OpenClaw's own words mean: the names of tools, errors, texts for people. Nothing is remembered here. */
@NullMarked
package sitrep.connect.openclaw.words;

import org.jspecify.annotations.NullMarked;
