/**
 * What a text, a number or a time must be like to be kept, and how times are spoken. Foreign text is made fit here;
 * what events mean is not known here.
 */
@NullMarked
package sitrep.core.text;

import org.jspecify.annotations.NullMarked;
