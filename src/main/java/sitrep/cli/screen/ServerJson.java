package sitrep.cli.screen;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * A piece of what a server answered, read with suspicion: texts come out inert and on one line, and what is missing or
 * of another type is simply not there. All that is printed for people is read through this.
 */
public record ServerJson(JsonNode node) {

    public boolean has(String field) {
        return node.has(field);
    }

    /** The text, or an empty one. */
    public String text(String field) {
        var value = node.path(field);
        return value.isValueNode() && !value.isNull() ? InertText.line(value.asString("")) : "";
    }

    /** The lines of a text, each inert, with their spaces where they were. */
    public List<String> lines(String field) {
        return raw(field).lines().map(InertText::row).toList();
    }

    /** The text as it came, to be sent back but not to be printed. */
    public String raw(String field) {
        return node.path(field).asString("");
    }

    /** A word of a vocabulary as people read it, as in {@code waiting approval}. */
    public String spoken(String field) {
        return text(field).replace('_', ' ');
    }

    public long number(String field) {
        return node.path(field).asLong(0);
    }

    public Optional<Instant> time(String field) {
        return in(field).asTime();
    }

    /** The time that this text is, if it is one. */
    Optional<Instant> asTime() {
        try {
            return node.isString() ? Optional.of(Instant.parse(node.asString(""))) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** What stands there; if nothing does, something in which nothing is to be found. */
    public ServerJson in(String field) {
        return new ServerJson(node.path(field));
    }

    public List<ServerJson> list(String field) {
        var items = new ArrayList<ServerJson>();
        for (var item : node.path(field)) items.add(new ServerJson(item));
        return items;
    }

    /** The value as one text whatever its type, for fields whose type depends. */
    public String anything() {
        return InertText.line(node.isValueNode() ? node.asString("") : Json.text(node));
    }
}
