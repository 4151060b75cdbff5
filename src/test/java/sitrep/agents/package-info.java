/**
 * A laboratory with the real Gemini CLI, Copilot CLI and Codex in it: without a terminal, each with a home of its own,
 * a model that says what its script says, and a server of ours that is told by hooks.
 */
@org.jspecify.annotations.NullMarked
package sitrep.agents;
