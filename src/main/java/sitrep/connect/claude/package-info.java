/**
 * What is done on a machine where Claude Code runs: its settings, so that its hooks come here, and the files in which
 * it tells of its sessions. They are only ever read, the settings apart, and those only when an operator wants it.
 */
@NullMarked
package sitrep.connect.claude;

import org.jspecify.annotations.NullMarked;
