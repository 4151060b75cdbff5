/**
 * A laboratory with the real Claude Code in it: without a terminal and on one, with a home of its own, a model that
 * says what its script says, and a server of ours that is told by hooks.
 */
@org.jspecify.annotations.NullMarked
package sitrep.claudecode;
