package sitrep.core;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Refuses values that are out of bounds, naming the field. */
final class Check {
    private Check() {}

    static void text(String field, String value, int max) {
        if (value.isBlank()) {
            throw new Invalid(field, "an empty text", "1 to " + max + " characters");
        }
        if (value.length() > max) {
            throw new Invalid(field, value.length() + " characters", "at most " + max);
        }
    }

    static void text(String field, Optional<String> value, int max) {
        value.ifPresent(text -> text(field, text, max));
    }

    /** An id is kept as it is, so one with control characters in it is refused rather than cleaned. */
    static void id(String field, String value) {
        text(field, value, Limits.ID);
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid(field, "control characters", "printable characters");
        }
    }

    static void size(String field, Collection<?> values, int max) {
        if (values.size() > max) {
            throw new Invalid(field, values.size() + " entries", "at most " + max);
        }
    }

    static void labels(Map<String, String> labels) {
        size("labels", labels.keySet(), Limits.LABELS);
        labels.forEach((key, value) -> {
            text("labels", key, Limits.ID);
            text("labels." + key, value, Limits.NAME);
        });
    }
}
