/**
 * Tells those who want to be told: looks what stands on the board, has it decided who is told of what, keeps messages
 * on disk until their targets have them, and remembers why each was sent or held back. What is decided, and in which
 * words, is in {@code core.notice}; how a target is reached, in {@code connect.notice}.
 */
@NullMarked
package sitrep.engine.notice;

import org.jspecify.annotations.NullMarked;
