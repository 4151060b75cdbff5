/**
 * Who is told of what, and when: the reasons, the rules with their numbers, and the words. Time, and what stands on the
 * board, come in as values; what is to be sent, and why it is or is not, come out as values. Nothing is sent here.
 */
@NullMarked
package sitrep.core.notice;

import org.jspecify.annotations.NullMarked;
