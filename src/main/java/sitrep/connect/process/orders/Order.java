package sitrep.connect.process.orders;

import java.util.Optional;

/**
 * What an operator wants to be done.
 *
 * @param verb as on the wire
 * @param text the words that go with it
 */
public record Order(String act, String verb, Optional<String> text) {}
