package sitrep.connect.foreign;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** What of a foreign text is for people: sentences, without what was meant for a program or a model only. */
public final class Prose {
    private static final List<String> SAYING =
            List.of("error", "errorMessage", "message", "reason", "detail", "stderr");

    /** Of a text that was cut off, the first of its fields that says something. */
    private static final Pattern SAID =
            Pattern.compile("\"(?:error|errorMessage|message|reason|detail)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)+)");

    /** What is put around foreign content, so that models do not take it for instructions. */
    private static final Pattern NOTICE =
            Pattern.compile("(?s)SECURITY NOTICE:.*?(?=<<<EXTERNAL_UNTRUSTED_CONTENT|\\R\\s*\\R|$)");

    private static final Pattern FENCE =
            Pattern.compile("<<<EXTERNAL_UNTRUSTED_CONTENT[^>]*>>>(\\R?\\s*Source:[^\\n]*\\R\\s*---)?"
                    + "|<<<END_EXTERNAL_UNTRUSTED_CONTENT[^>]*>>>");

    /** Bytes written as letters: long, without a blank, and of every sort of letter. */
    private static final Pattern BYTES =
            Pattern.compile("data:[\\w/+.-]+;base64,[A-Za-z0-9+/=_-]*|[A-Za-z0-9+/_-]{80,}={0,2}");

    private static final int BYTES_AT_LEAST = 24;

    /** Most of a text that is looked at for what a program wrote; the model's own words are seldom as long. */
    private static final int LONGEST = 20_000;

    private Prose() {}

    public static String of(String text) {
        if (text.length() > LONGEST) return of(text.substring(0, LONGEST));
        var bare = FENCE.matcher(NOTICE.matcher(text).replaceAll("")).replaceAll("");
        return withoutBytes(said(bare.strip()));
    }

    /** What is written for programs gives way to the sentence in it, if it has one. */
    private static String said(String text) {
        var begin = begin(text);
        if (begin < 0 || !isBefore(text.substring(0, begin))) return text;
        var before = text.substring(0, begin).strip();
        var rest = text.substring(begin);
        return sentence(rest)
                .map(said -> before.isEmpty() ? said : before + " " + said)
                .orElse(text);
    }

    private static int begin(String text) {
        var list = text.indexOf('[');
        var object = text.indexOf('{');
        return list >= 0 && text.startsWith("[{", list) && list < object ? list : object;
    }

    /** Only what stands alone or behind a few words, as in {@code exec failed: {…}}, is a program's whole answer. */
    private static boolean isBefore(String words) {
        var before = words.strip();
        return before.isEmpty() || (before.length() <= 120 && !before.contains("\n") && before.matches("(?s).*[:\\d]"));
    }

    private static Optional<String> sentence(String json) {
        try {
            return said(Json.read(json)).filter(text -> !text.isBlank());
        } catch (Json.Malformed _) {
            var said = SAID.matcher(json);
            return said.find() ? Optional.of(said.group(1).replace("\\n", " ").replace("\\", "")) : Optional.empty();
        }
    }

    private static Optional<String> said(JsonNode node) {
        if (node.isArray()) return said(node.path(0));
        for (var field : SAYING) {
            var value = node.path(field);
            if (value.isString() && !value.asString().isBlank()) return Optional.of(of(value.asString()));
            if (value.isObject()) {
                var within = said(value);
                if (within.isPresent()) return within;
            }
        }
        return Optional.empty();
    }

    private static String withoutBytes(String text) {
        if (text.length() < BYTES_AT_LEAST) return text;
        var bare = BYTES.matcher(text)
                .replaceAll(found -> isBytes(found.group()) ? "" : Matcher.quoteReplacement(found.group()));
        return bare.strip();
    }

    /** A long path has more strokes, a long number fewer sorts of letters. */
    private static boolean isBytes(String word) {
        if (word.startsWith("data:")) return true;
        var strokes = word.chars().filter(letter -> letter == '/').count();
        return strokes * 16 <= word.length()
                && word.chars().anyMatch(Character::isDigit)
                && word.chars().anyMatch(Character::isUpperCase)
                && word.chars().anyMatch(Character::isLowerCase);
    }
}
