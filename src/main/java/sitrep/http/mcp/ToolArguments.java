package sitrep.http.mcp;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import sitrep.core.text.Invalid;
import sitrep.http.exchange.Excerpt;

/** The arguments of a call, read by name and type. A name that means nothing is refused rather than ignored. */
record ToolArguments(Map<String, Object> values) {

    /** Refuses whatever goes by another name than these. */
    void only(Collection<String> allowed) {
        for (var name : values.keySet()) {
            if (allowed.contains(name)) continue;
            var names = allowed.isEmpty() ? "no arguments" : String.join(" ", new TreeSet<>(allowed));
            throw new Invalid("argument", Excerpt.of(name), names);
        }
    }

    /** A text that says something. */
    Optional<String> text(String name) {
        return value(name).map(value -> {
            if (value instanceof String text) return text;
            throw wrong(name, value, "a text");
        });
    }

    String requiredText(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> new Invalid(name, "nothing", "a text"));
    }

    /** A whole number within bounds; models write some as texts. */
    long number(String name, long usual, long least, long most) {
        var value = value(name);
        if (value.isEmpty()) return usual;
        var allowed = "a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most);
        try {
            var number = Long.parseLong(value.get().toString());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException _) {
            // Refused below, with what is allowed.
        }
        throw wrong(name, value.get(), allowed);
    }

    /** A word of several. */
    String word(String name, String usual, List<String> allowed) {
        var word = text(name).orElse(usual);
        if (!allowed.contains(word)) throw wrong(name, word, String.join(" ", allowed));
        return word;
    }

    private Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static Invalid wrong(String name, Object value, String allowed) {
        return new Invalid(name, Excerpt.of(String.valueOf(value)), allowed);
    }
}
