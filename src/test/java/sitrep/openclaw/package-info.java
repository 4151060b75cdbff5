/**
 * A laboratory with the real OpenClaw in it: a gateway in a folder of its own, a model that says what its script says,
 * and an operator who answers what the gateway asks.
 */
@org.jspecify.annotations.NullMarked
package sitrep.openclaw;
