package sitrep.core.secrets;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is given to a name that says that it is secret: {@code DB_PASS=…}, {@code "clientSecret": "…"},
 * {@code --token …}. What is taken for a secret goes by how sure it is that something is given there, and not just
 * spoken of.
 */
final class SecretsByName {
    private SecretsByName() {}

    static final List<String> HINTS = List.of(
            "pass", "pwd", "_pw", "secret", "token", "key", "credential", "psk", "mnemonic", "auth", "kennwort");

    /** Longest name, before the word that makes it one of a secret, that is looked at. */
    private static final int NAME = 64;

    private static final Pattern NAMED = Pattern.compile("(?i)(passw(?:or)?d|passwort|kennwort|passphrase|pwd|pass|pw"
            + "|secret[_.-]?key[_.-]?base|secret|token|private[_-]?key[_-]?id|credentials?|psk|mnemonic|auth"
            + "|(?:api|access|secret|private|account|auth|encryption|signing|master|shared|license|subscription"
            + "|app|application|client|deploy|service|storage|signature|functions|consumer|hmac|webhook|bot)[_. -]?key)"
            + "(?:([\"'\\\\\\])]{0,4})(\\s{0,3}(?:=>|:=|[:=](?!=))\\s{0,3}|\\s{1,3}is:?\\s{1,3})|(\\s{1,3}))");

    private static final int WORD = 1;
    private static final int CLOSES = 2;
    private static final int SIGN = 3;
    private static final int SPACE = 4;

    /** Words that need a name before them: alone they mean something else. */
    private static final Set<String> ONLY_IN_NAMES = Set.of("pass", "pw", "auth");

    /** What glued to {@code pass} makes it a password. */
    private static final Set<String> GLUED = Set.of(
            "db", "user", "my", "mysql", "pg", "root", "admin", "ssh", "smtp", "ftp", "ldap", "http", "proxy", "wifi",
            "login", "key", "store");

    /** Tokens that are parts of texts and lists, not of locks. */
    private static final Set<String> OF_TEXT = Set.of(
            "eos",
            "bos",
            "pad",
            "unk",
            "sep",
            "cls",
            "mask",
            "stop",
            "max",
            "min",
            "num",
            "next",
            "page",
            "per",
            "first",
            "last",
            "special",
            "end",
            "start",
            "prompt",
            "completion",
            "unexpected",
            "cancellation",
            "continuation",
            "cancel",
            "sync",
            "public",
            "input",
            "output",
            "total",
            "image",
            "decoder");

    private static final Pattern NEXT_NAME =
            Pattern.compile("\\s{0,3}[A-Za-z_][A-Za-z0-9_.-]{0,40}[=:].*", Pattern.DOTALL);

    static String redacted(String text) {
        var out = new StringBuilder(text.length());
        var named = NAMED.matcher(text);
        var done = 0;
        for (var at = 0; at <= text.length() && named.find(at); at = Math.max(done, named.end())) {
            var given = Given.of(text, named);
            if (given.isEmpty() || !isSecret(text, named, given)) continue;
            out.append(text, done, given.from()).append("[redacted]");
            done = given.end(text);
        }
        return done == 0 ? text : out.append(text, done, text.length()).toString();
    }

    private static boolean isSecret(String text, Matcher named, Given given) {
        var name = Name.of(text, named);
        var value = given.in(text);
        if (name.isPath || name.isOfText || Value.isPlaceholder(value) || Value.isPath(value)) return false;
        if (value.contains("[redacted")) return false;
        if (named.start(SPACE) >= 0) return name.isFlag && isOption(name, value);
        if (ONLY_IN_NAMES.contains(name.word) && !name.isCompound && !name.isQuoted) return false;
        return isGiven(name, given, value, group(text, named, SIGN));
    }

    private static String group(String text, Matcher named, int group) {
        return text.substring(named.start(group), named.end(group));
    }

    /** {@code --password swordfish}, but not {@code the option --password requires an argument}. */
    private static boolean isOption(Name name, String value) {
        if (value.startsWith("-") || Value.isGrammar(value)) return false;
        return name.word.equals("auth") ? Value.isRandom(value, 8) : value.length() >= 4;
    }

    private static boolean isGiven(Name name, Given given, String value, String sign) {
        if (name.word.equals("auth") && name.isQuoted) return Value.isRandom(value, 12) && value.indexOf(' ') < 0;
        if (value.indexOf(' ') >= 0)
            return given.isQuoted() && (sign.equals("=") || !name.isSpoken) && !Value.isSentence(value);
        if (isCount(name, value)) return false;
        if (sign.equals("=") || (name.isQuoted && given.isQuoted()))
            return value.length() >= 4 && !Value.isGrammar(value);
        var isSpoken = name.isSpoken || sign.contains("is");
        if (isSpoken) return Value.isRandom(value, 8) && (name.isPassword() || !Value.isNumberedWord(value));
        if (given.isQuoted()) return value.length() >= 4 && !Value.isGrammar(value);
        if (name.isCompound) return value.length() >= 4 && !Value.isWords(value) && !Value.isNumber(value);
        return Value.isRandom(value, 6) && (name.isPassword() || !Value.isNumberedWord(value));
    }

    /** Few digits alone are a count, unless they are a password. */
    private static boolean isCount(Name name, String value) {
        var digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && value.length() < (name.isPassword() ? 4 : 8);
    }

    /**
     * The name of what is given.
     *
     * @param word what makes it one of a secret, in lower case
     * @param isCompound whether it is an identifier of several words
     * @param isSpoken whether words stand before it, as in {@code unexpected token: x}
     */
    private record Name(
            String word,
            boolean isCompound,
            boolean isQuoted,
            boolean isFlag,
            boolean isSpoken,
            boolean isPath,
            boolean isOfText) {

        static Name of(String text, Matcher named) {
            var start = named.start();
            var from = start;
            while (from > 0 && start - from < NAME && isLetter(text.charAt(from - 1))) from--;
            var prefix = text.substring(from, start);
            var word = group(text, named, WORD).toLowerCase(Locale.ROOT);
            var before = from > 0 ? text.charAt(from - 1) : '\n';
            return new Name(
                    word,
                    isCompound(prefix, text.charAt(start)),
                    named.end(CLOSES) > named.start(CLOSES) && "\"'".indexOf(before) >= 0,
                    prefix.startsWith("-"),
                    before == ' '
                            && from > 1
                            && Character.isLetter(text.charAt(from - 2))
                            && !isCompound(prefix, text.charAt(start)),
                    isPath(before, prefix),
                    word.equals("token") && OF_TEXT.contains(lastPart(prefix)));
        }

        boolean isPassword() {
            return word.startsWith("pass") || word.equals("pwd") || word.equals("kennwort") || word.equals("pw");
        }

        private static boolean isCompound(String prefix, char first) {
            if (prefix.isEmpty()) return false;
            var divides = "_-.".indexOf(prefix.charAt(prefix.length() - 1)) >= 0;
            return divides || Character.isUpperCase(first) || GLUED.contains(prefix.toLowerCase(Locale.ROOT));
        }

        /** A backslash may as well be the first half of a line break. */
        private static boolean isPath(char before, String prefix) {
            return before == '/' || (before == '\\' && (prefix.isEmpty() || "nrt".indexOf(prefix.charAt(0)) < 0));
        }

        private static String lastPart(String prefix) {
            var parts = prefix.toLowerCase(Locale.ROOT)
                    .replaceAll("[_.-]{1,9}$", "")
                    .split("[_.-]", -1);
            return parts[parts.length - 1];
        }

        private static boolean isLetter(char c) {
            return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
        }
    }

    /**
     * Where the value stands: within its quotes, or up to the next blank.
     *
     * @param to as far as is needed to judge it
     */
    private record Given(int from, int to, boolean isQuoted) {

        /** By so many characters a value is judged; whether it is one of a secret shows by then. */
        private static final int ENOUGH = 64;

        static Given of(String text, Matcher named) {
            var from = named.end();
            var most = Math.min(text.length(), from + ENOUGH);
            if (from < most && text.charAt(from) == '\\') from++;
            if (from < most && "\"'`".indexOf(text.charAt(from)) >= 0) {
                var end = closing(text, from + 1, most, text.charAt(from));
                if (end >= 0) return new Given(from + 1, end, true);
                from++;
            }
            return new Given(from, bare(text, from, most), false);
        }

        boolean isEmpty() {
            return from >= to;
        }

        String in(String text) {
            return text.substring(from, to);
        }

        /** Behind all of it, however long it is. */
        int end(String text) {
            return isQuoted ? to : bare(text, from, text.length());
        }

        private static int closing(String text, int from, int most, char quote) {
            for (var i = from; i < most && text.charAt(i) != '\n'; i++) {
                if (text.charAt(i) == quote) return i > from && text.charAt(i - 1) == '\\' ? i - 1 : i;
            }
            return -1;
        }

        private static int bare(String text, int from, int most) {
            var to = from;
            while (to < most && !ends(text, to)) to++;
            while (to > from && ",;.)]}>".indexOf(text.charAt(to - 1)) >= 0) to--;
            return to;
        }

        private static boolean ends(String text, int at) {
            var c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '"' || c == '\'') return true;
            if (c == '\\') return at + 1 < text.length() && "nrt\"'".indexOf(text.charAt(at + 1)) >= 0;
            if (c != ',' && c != ';' && c != '&') return false;
            return NEXT_NAME
                    .matcher(text.substring(at + 1, Math.min(text.length(), at + 48)))
                    .matches();
        }
    }
}
