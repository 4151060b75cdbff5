/** What OpenClaw says in words of its own: the names of tools, errors, texts for people. Nothing is remembered here. */
@NullMarked
package sitrep.connect.openclaw.words;

import org.jspecify.annotations.NullMarked;
