package sitrep.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import sitrep.core.text.Invalid;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one JSON object, read by name and type. A field that is absent or null says nothing; one of another
 * type is refused by its full name. Remembers which names were asked for, so that the others can be told to the sender.
 */
final class Fields {
    /** Names that are told to a sender for one object, at most. */
    private static final int IGNORED = 20;

    private final JsonNode node;
    private final String prefix;
    private final Set<String> asked = new HashSet<>();
    private final List<Fields> within = new ArrayList<>();

    private Fields(JsonNode node, String prefix) {
        this.node = node;
        this.prefix = prefix;
    }

    static Fields of(JsonNode node, String name) {
        if (!node.isObject()) throw new Invalid(name, kind(node), "an object");
        return new Fields(node, "");
    }

    /** The names that nobody asked for, those within what was asked for included; up to {@link #IGNORED}. */
    List<String> ignored() {
        var own = node.propertyNames().stream()
                .filter(name -> !asked.contains(name))
                .map(name -> prefix + name);
        return Stream.concat(own, within.stream().flatMap(fields -> fields.ignored().stream()))
                .distinct()
                .sorted()
                .limit(IGNORED)
                .toList();
    }

    private Fields within(JsonNode value, String name) {
        var fields = new Fields(value, prefix + name + ".");
        within.add(fields);
        return fields;
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<String> text(String name) {
        return value(name).map(value -> {
            if (!value.isString()) throw wrong(name, value, "a text");
            return value.stringValue();
        });
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name, "a text"));
    }

    /** A field that holds either a plain text or an object with more to say. */
    <T> Optional<T> textOr(String name, Function<String, T> ofText, Function<Fields, T> ofObject) {
        return value(name).map(value -> {
            if (value.isString()) return ofText.apply(value.stringValue());
            if (!value.isObject()) throw wrong(name, value, "a text or an object");
            return ofObject.apply(within(value, name));
        });
    }

    boolean flag(String name) {
        return value(name)
                .map(value -> {
                    if (!value.isBoolean()) throw wrong(name, value, "true or false");
                    return value.booleanValue();
                })
                .orElse(false);
    }

    OptionalInt integer(String name) {
        var value = value(name);
        if (value.isEmpty()) return OptionalInt.empty();
        if (!value.get().isIntegralNumber() || !value.get().canConvertToInt()) {
            throw wrong(name, value.get(), "a whole number");
        }
        return OptionalInt.of(value.get().intValue());
    }

    long requiredCount(String name) {
        var value = value(name).orElseThrow(() -> missing(name, "a whole number"));
        if (!value.isIntegralNumber() || !value.canConvertToLong()) throw wrong(name, value, "a whole number");
        return value.longValue();
    }

    Optional<Duration> seconds(String name) {
        return value(name).map(value -> {
            if (!value.isNumber() || value.doubleValue() > 1e9) throw wrong(name, value, "a number of seconds");
            return Duration.ofMillis(Math.round(value.doubleValue() * 1000));
        });
    }

    Instant requiredTime(String name) {
        return time(name).orElseThrow(() -> missing(name, "a time"));
    }

    Optional<Instant> time(String name) {
        return text(name).map(text -> time(prefix + name, text));
    }

    static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new Invalid(name, excerpt(text), "a time as in RFC 3339, such as 2026-11-22T10:42:10Z");
        }
    }

    /** A word of a closed vocabulary. */
    <E extends Enum<E>> Optional<E> word(String name, ClosedWords<E> words) {
        return text(name).map(text -> words.of(prefix + name, text));
    }

    Optional<Fields> object(String name) {
        return value(name).map(value -> {
            if (!value.isObject()) throw wrong(name, value, "an object");
            return within(value, name);
        });
    }

    Optional<JsonNode> node(String name) {
        return value(name);
    }

    List<Fields> objects(String name) {
        var value = value(name);
        if (value.isEmpty()) return List.of();
        if (!value.get().isArray()) throw wrong(name, value.get(), "a list");
        var items = new ArrayList<Fields>();
        for (var item : value.get()) {
            if (!item.isObject()) throw wrong(name, item, "a list of objects");
            items.add(within(item, name));
        }
        return items;
    }

    /** A list of texts; none where there is no such field. */
    List<String> list(String name) {
        var value = value(name);
        if (value.isEmpty()) return List.of();
        if (!value.get().isArray()) throw wrong(name, value.get(), "a list");
        var texts = new ArrayList<String>();
        for (var item : value.get()) {
            if (!item.isString()) throw wrong(name, item, "a list of texts");
            texts.add(item.stringValue());
        }
        return texts;
    }

    Map<String, String> texts(String name) {
        var texts = new LinkedHashMap<String, String>();
        object(name)
                .ifPresent(fields -> fields.node
                        .propertyNames()
                        .forEach(key -> fields.text(key).ifPresent(text -> texts.put(key, text))));
        return texts;
    }

    private Optional<JsonNode> value(String name) {
        asked.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private Invalid missing(String name, String allowed) {
        return new Invalid(prefix + name, "nothing", allowed);
    }

    private Invalid wrong(String name, JsonNode value, String allowed) {
        return new Invalid(prefix + name, kind(value), allowed);
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case BOOLEAN -> "true or false";
            case NUMBER -> "the number " + excerpt(value.toString());
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NULL, MISSING -> "nothing";
            case BINARY, POJO -> "something else";
        };
    }

    static String excerpt(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "�");
        return plain.length() > 60 ? "'" + plain.substring(0, 60) + "…'" : "'" + plain + "'";
    }
}
