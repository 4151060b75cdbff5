package sitrep.core;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes foreign text fit to be kept: no terminal sequences, no control or direction characters, no secrets of the
 * common shapes. A secret is replaced by what kind it was; what merely looks random is left alone.
 */
final class Redaction {
    private Redaction() {}

    /** Terminal sequences: CSI, OSC and the two-character ones. */
    private static final Pattern SEQUENCES =
            Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?|\\x1b[@-_]?");

    /** Control characters but for tab and line break, and those that change the direction of text. */
    private static final Pattern CONTROLS =
            Pattern.compile("[\\p{Cntrl}&&[^\\t\\n]]|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");

    /** What a secret begins with or stands behind, in lower case: most texts have none of it. */
    private static final List<String> SUSPICIOUS = List.of(
            "akia",
            "asia",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "sk-",
            "xox",
            "aiza",
            "ya29.",
            "npm_",
            "eyj",
            "-----begin",
            "bearer",
            "basic",
            "passw",
            "secret",
            "token",
            "key",
            "://");

    private static final Pattern TOKENS = Pattern.compile("\\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}"
            + "|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}"
            + "|sk-[A-Za-z0-9_-]{16,}|xox[abeprs]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{30,}|ya29\\.[A-Za-z0-9_-]{20,}"
            + "|npm_[A-Za-z0-9]{30,}|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*)");

    private static final Pattern KEYS = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)", Pattern.DOTALL);

    private static final Pattern CREDENTIALS = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{12,}");

    private static final Pattern ASSIGNED =
            Pattern.compile("(?i)((?:password|passwd|secret|token|api[_-]?key|access[_-]?key)[\"']?\\s*[=:]\\s*[\"']?|"
                    + "--(?:password|token|secret|api-key)\\s+)[^\\s\"',;&]{4,}");

    private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+@");

    /** A text of one or more lines. */
    static String clean(String text) {
        var plain = text.indexOf('\u001b') < 0 ? text : SEQUENCES.matcher(text).replaceAll("");
        var printable = isPlain(plain)
                ? plain
                : CONTROLS.matcher(plain.replace("\r\n", "\n")).replaceAll("");
        return isSuspicious(printable) ? cut(withoutSecrets(printable), Math.max(text.length(), Limits.ID)) : printable;
    }

    /** What stands for a secret may be longer than it; the text as a whole must not outgrow its limit by that. */
    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    /** A text that is shown on one line. */
    static String line(String text) {
        var clean = clean(text);
        return isOneLine(clean) ? clean.strip() : clean.replaceAll("\\s+", " ").strip();
    }

    private static String withoutSecrets(String text) {
        var next = KEYS.matcher(text).replaceAll("[redacted: private key]");
        next = TOKENS.matcher(next).replaceAll("[redacted: token]");
        next = CREDENTIALS.matcher(next).replaceAll("$1 [redacted]");
        next = ASSIGNED.matcher(next).replaceAll("$1[redacted]");
        return IN_URL.matcher(next).replaceAll("$1[redacted]@");
    }

    /** A quick look, for patterns are slow. */
    private static boolean isSuspicious(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        for (var beginning : SUSPICIOUS) {
            if (lower.contains(beginning)) return true;
        }
        return false;
    }

    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c > '~') return false;
        }
        return true;
    }

    private static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\t') < 0;
    }
}
