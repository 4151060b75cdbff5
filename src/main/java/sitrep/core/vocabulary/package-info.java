/**
 * The closed vocabularies of the model: phases, reasons of blocks, outcomes and the like, each word as it stands on
 * the wire and as it is spoken. Nothing here depends on anything said.
 */
@NullMarked
package sitrep.core.vocabulary;

import org.jspecify.annotations.NullMarked;
