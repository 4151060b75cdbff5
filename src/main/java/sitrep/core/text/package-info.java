/**
 * What any text, number or time must be to be let in, and how times are spoken. Foreign text is made fit here before
 * it is kept; what events mean is not known here.
 */
@NullMarked
package sitrep.core.text;

import org.jspecify.annotations.NullMarked;
