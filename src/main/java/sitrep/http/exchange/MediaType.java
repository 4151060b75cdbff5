package sitrep.http.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of bodies in which events come. */
public enum MediaType {
    JSON("application/json"),
    CLOUD_EVENT("application/cloudevents+json"),
    CLOUD_BATCH("application/cloudevents-batch+json"),
    LINES("application/x-ndjson"),

    /** What curl says unless told otherwise; taken for JSON when it looks like it. */
    FORM("application/x-www-form-urlencoded");

    private final String word;

    MediaType(String word) {
        this.word = word;
    }

    public static MediaType of(Optional<String> contentType) {
        var text = contentType.orElseThrow(() -> new Refusal(new Problem.WrongType("missing")));
        var parts = text.toLowerCase(Locale.ROOT).split(";", -1);
        for (var i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) throw wrong(text);
        }
        return Arrays.stream(values())
                .filter(type -> type.word.equals(parts[0].strip()))
                .findFirst()
                .orElseThrow(() -> wrong(text));
    }

    public String word() {
        return word;
    }

    /** What is allowed, for people: the last one only if the body looks like JSON. */
    static List<String> words() {
        return Arrays.stream(values()).map(type -> type.word).toList();
    }

    private static Refusal wrong(String found) {
        return new Refusal(new Problem.WrongType(Excerpt.of(found)));
    }
}
