package sitrep.connect.foreign;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sitrep.core.text.ForeignText;
import sitrep.core.text.Limits;
import tools.jackson.databind.JsonNode;

/** Foreign values made fit for the model: texts capped, ids usable, times real. */
public final class ForeignValue {
    private ForeignValue() {}

    /** Characters of a line of news; the rest of a longer one is cut off with a mark. */
    public static final int NEWS = 400;

    /** Characters of an id that are kept as they are; of a longer one the end is replaced by its hash. */
    private static final int ID = 150;

    private static final Pattern WRITTEN = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]{8,18}Z");

    public static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isString() ? value.asString() : "";
    }

    /** The first of these fields that has a text. */
    public static String text(JsonNode node, String field, String otherwise) {
        var text = text(node, field);
        return text.isBlank() ? text(node, otherwise) : text;
    }

    /** One line, or nothing if nothing is left of it. */
    public static Optional<String> line(String text, int most) {
        var line = text.lines().map(String::strip).filter(it -> !it.isEmpty()).collect(Collectors.joining(" "));
        return cut(line, most);
    }

    /** A line for people: what was meant for programs or models only is left out. */
    public static Optional<String> news(String text) {
        return line(Prose.of(text), NEWS);
    }

    /** A text of one or more lines, or nothing if it is empty. */
    public static Optional<String> cut(String text, int most) {
        var plain = text.strip();
        if (plain.isEmpty()) return Optional.empty();
        if (plain.length() <= most) return Optional.of(plain);
        var end = Character.isHighSurrogate(plain.charAt(most - 2)) ? most - 2 : most - 1;
        return Optional.of(plain.substring(0, end) + "…");
    }

    /** What somebody is to decide on: of a text that is too long both ends, for the end may be what matters. */
    public static Optional<String> asked(String text) {
        var plain = text.strip();
        return plain.isEmpty() ? Optional.empty() : Optional.of(ForeignText.withEnds(plain, Limits.TEXT));
    }

    public static Optional<String> summary(String text) {
        return cut(Prose.of(text), Limits.SUMMARY);
    }

    /** An id that the model takes: printable, and short enough that a name can be made with it. */
    public static String id(String text) {
        var printable = text.chars().anyMatch(Character::isISOControl) ? text.replaceAll("\\p{Cntrl}", "?") : text;
        return printable.length() <= ID
                ? printable
                : printable.substring(0, ID) + "~" + Integer.toHexString(printable.hashCode());
    }

    /** A time, if it is there: in milliseconds since the epoch, or written out. */
    public static Optional<Instant> time(JsonNode node, String field) {
        var millis = millis(node.path(field));
        var real = millis > 0 && millis < 253_402_300_800_000L;
        return real ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }

    private static long millis(JsonNode value) {
        if (!value.isString() || !WRITTEN.matcher(value.asString()).matches()) return value.asLong(0);
        try {
            return Instant.parse(value.asString()).toEpochMilli();
        } catch (DateTimeParseException _) {
            return 0;
        }
    }

    /** What a message says, whether it is one text or pieces of several kinds. */
    public static String content(JsonNode content) {
        if (content.isString()) return content.asString();
        return StreamSupport.stream(content.spliterator(), false)
                .filter(piece -> text(piece, "type").equals("text"))
                .map(piece -> text(piece, "text"))
                .collect(Collectors.joining("\n"));
    }

    /** The same text for the same texts, a different one for any others. */
    public static String digest(String... texts) {
        var all = String.join("\u0000", texts).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(all).toString();
    }
}
