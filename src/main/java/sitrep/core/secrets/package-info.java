/**
 * Secrets in foreign text: what they look like, where they stand, and how they are taken out. What the text is about
 * does not matter here.
 */
@NullMarked
package sitrep.core.secrets;

import org.jspecify.annotations.NullMarked;
