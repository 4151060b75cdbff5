/**
 * What operators ask of sources: who can do what now, each thing once, with what became of it in the log. How a source
 * is reached is known to its {@link sitrep.core.act.Hand} alone.
 */
@NullMarked
package sitrep.engine.act;

import org.jspecify.annotations.NullMarked;
