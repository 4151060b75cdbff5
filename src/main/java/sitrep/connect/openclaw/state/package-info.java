/**
 * What OpenClaw keeps on this machine and its gateway does not tell: which session of an agent over ACP is behind which
 * of its own. Its database is only ever read, a few fields of one table, and never opened unless OpenClaw has it open.
 */
@NullMarked
package sitrep.connect.openclaw.state;

import org.jspecify.annotations.NullMarked;
