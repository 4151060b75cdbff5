package sitrep.core.secrets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What shows who asks: the value of the header, and what follows the name of a scheme anywhere. */
final class Authorization {
    private Authorization() {}

    /** Shorter ones are words. */
    private static final int LEAST = 8;

    /** From this length on what follows a scheme is no word, whatever its letters. */
    private static final int LONG = 20;

    private static final Pattern HEADER =
            Pattern.compile("(?i)(authorization[\"'\\\\]{0,3}\\s{0,3}[:=]\\s{0,3}[\"'\\\\]{0,2}"
                    + "(?:[a-z][a-z0-9-]{1,20}\\s{1,3}(?=[^\\s\"',;\\\\]{8}))?)([^\\s\"',;\\\\]{8,})");

    private static final Pattern SCHEME =
            Pattern.compile("(?i)((?<![a-z0-9])(?:bearer|basic)\\s{1,3})([A-Za-z0-9._~+/=-]{12,})");

    static String redacted(String text) {
        return in(SCHEME, in(HEADER, text));
    }

    private static String in(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(found -> {
            var all = found.group();
            var at = found.start(2) - found.start();
            var value = all.substring(at);
            var secret = Value.isRandom(value, LEAST) || (value.length() >= LONG && !Value.isWords(value));
            return Matcher.quoteReplacement(secret ? all.substring(0, at) + "[redacted]" : all);
        });
    }
}
