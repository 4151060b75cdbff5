/**
 * How long things usually last here: what was measured, kept as histograms. Only wording and notices are made of it,
 * no limit.
 */
@NullMarked
package sitrep.core.usual;

import org.jspecify.annotations.NullMarked;
