/** Foreign values made fit for the model, whoever said them: texts, ids, times. Nothing is remembered here. */
@NullMarked
package sitrep.connect.foreign;

import org.jspecify.annotations.NullMarked;
