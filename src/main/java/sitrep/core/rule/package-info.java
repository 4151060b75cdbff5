/**
 * Why something is shown: the rules, each in a sentence, and a value together with its reason. No rule is applied
 * here.
 */
@NullMarked
package sitrep.core.rule;

import org.jspecify.annotations.NullMarked;
