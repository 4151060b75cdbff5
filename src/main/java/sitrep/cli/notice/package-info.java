/** The commands for whoever is told, or was away: who is told of what and why, and what happened meanwhile. */
@NullMarked
package sitrep.cli.notice;

import org.jspecify.annotations.NullMarked;
