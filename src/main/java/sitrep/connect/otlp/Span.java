package sitrep.connect.otlp;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A span as it was exported, when it had ended.
 *
 * @param parent the span that it was begun in, wherever that is
 * @param isParentRemote whether that is another program's
 * @param scope the library that made it
 * @param failure why it failed, if it did
 * @param attributes those of its own that are understood, as texts
 * @param resource those of the program that has it
 */
record Span(
        String trace,
        String id,
        Optional<String> parent,
        boolean isParentRemote,
        String scope,
        String name,
        Instant began,
        Instant ended,
        Optional<String> failure,
        Map<String, String> attributes,
        Map<String, String> resource) {

    /** In place of a parent's id: the turn of the same conversation that went on in its trace when it ended. */
    static final String IN_TURN = "ffffffffffffffff";

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name)).filter(text -> !text.isBlank());
    }

    Optional<String> resource(String name) {
        return Optional.ofNullable(resource.get(name)).filter(text -> !text.isBlank());
    }

    /** What it is told of by its own attributes, or else by those of its program. */
    Optional<String> either(String name) {
        return attribute(name).or(() -> resource(name));
    }

    /** The same by another id, in other words, and within another or, without a parent, within none. */
    Span as(String other, Optional<String> within, Map<String, String> words) {
        var all = new HashMap<>(attributes);
        all.putAll(words);
        return new Span(trace, other, within, false, scope, name, began, ended, failure, Map.copyOf(all), resource);
    }

    /** Whether nothing of the same program is around it. */
    boolean isOutermost() {
        return parent.isEmpty() || isParentRemote;
    }
}
