/**
 * Foreign values made fit for the model, whoever said them: texts, ids, times, and what an environment says of the work
 * around it. Nothing is remembered here.
 */
@NullMarked
package sitrep.connect.foreign;

import org.jspecify.annotations.NullMarked;
