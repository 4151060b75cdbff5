package sitrep.store;

/**
 * One value by which tasks can be picked out.
 *
 * @param name {@code phase}, {@code attention}, {@code owner}, {@code source}, {@code kind}, {@code outcome}, or
 *     {@code label} with a value of {@code key:value}
 */
public record Facet(String name, String value) {}
