/**
 * A laboratory with the real OpenCode in it: its server with a home of its own, a model that says what its script says,
 * and a server of ours that listens.
 */
@org.jspecify.annotations.NullMarked
package sitrep.opencode;
