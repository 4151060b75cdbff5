/**
 * Agents that speak the Agent Client Protocol over their standard input and output: {@code sitrep acp} stands between
 * one and its client and watches. {@code meaning} says what follows from what the two say; {@code connect.tee} carries
 * their bytes.
 */
@NullMarked
package sitrep.connect.acp;

import org.jspecify.annotations.NullMarked;
