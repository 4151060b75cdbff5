package sitrep.core.text;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Refuses values that are out of bounds, naming the field. */
public final class Check {
    private Check() {}

    public static void text(String field, String value, int max) {
        if (value.isBlank()) {
            throw new Invalid(field, "an empty text", "1 to " + max + " characters");
        }
        if (value.length() > max) {
            throw new Invalid(field, value.length() + " characters", "at most " + max);
        }
    }

    public static void text(String field, Optional<String> value, int max) {
        value.ifPresent(text -> text(field, text, max));
    }

    /**
     * An id that holds control characters is refused, and so is one with half a character: two that differ only in that
     * are one in UTF-8, and so in every database. What else cannot be seen in one is left out, and secrets are
     * taken out: whoever builds an id gets a clean one, and the same one for the same text.
     */
    public static String id(String field, String value) {
        text(field, value, Limits.ID);
        if (!ForeignText.isPlain(value)) printable(field, value);
        var seen = ForeignText.clean(value);
        text(field, seen, Limits.ID);
        return seen;
    }

    private static void printable(String field, String value) {
        if (value.codePoints().anyMatch(Check::isHalf)) {
            throw new Invalid(field, "half a character", "whole characters: a surrogate only with its other half");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid(field, "control characters", "printable characters");
        }
    }

    /** A command is copied and run: broken into lines, or with its lines joined, it would do something else. */
    public static void command(String field, Optional<String> value) {
        text(field, value, Limits.LINK);
        if (value.filter(ForeignText::isBroken).isPresent()) {
            throw new Invalid(field, "a line break", "a command on one line");
        }
    }

    private static boolean isHalf(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }

    /** A time that is promised: from a second to the most that is allowed. */
    public static void span(String field, Optional<Duration> value, Duration most, String or) {
        value.filter(span -> span.toSeconds() < 1 || span.compareTo(most) > 0).ifPresent(span -> {
            throw new Invalid(field, span.toSeconds() + " s", "1 s to " + most.toSeconds() + " s" + or);
        });
    }

    public static void size(String field, Collection<?> values, int max) {
        if (values.size() > max) {
            throw new Invalid(field, values.size() + " entries", "at most " + max);
        }
    }

    public static void labels(Map<String, String> labels) {
        size("labels", labels.keySet(), Limits.LABELS);
        labels.forEach((key, value) -> {
            text("labels", key, Limits.ID);
            text("labels." + key, value, Limits.NAME);
        });
    }
}
