/**
 * What operators ask of a task's source: what can be asked, who carries it out, and what became of it. Nothing is done
 * here, and no time is read; a source is reached by whoever is a {@link sitrep.core.act.Hand}.
 */
@NullMarked
package sitrep.core.act;

import org.jspecify.annotations.NullMarked;
