package sitrep.core.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands behind the name of a secret: the secret, or a word about it. Only ASCII letters and digits count. */
final class Value {
    private Value() {}

    private static final Set<String> STATES = words("""
            true false yes no on off null none nil undefined empty blank unset set required missing invalid expired
            wrong incorrect denied revoked rejected failed failure ok bad unknown auto default changed redacted hidden
            masked present absent optional disabled enabled string number mismatch unauthorized forbidden unsupported
            unexpected provided prompt
            """);

    private static final Set<String> GRAMMAR = words("""
            a an and any are as at be because been before but by can cannot can't character characters contain contains
            digits do does doesn't don't empty equal expected expired failed field for found from had has have if in
            incorrect invalid is isn't it least length letters long match matches may minimum missing mismatch more
            most must need needs no not of on one only option or please required requires set short should the that
            this to too unable use used valid value was were when which will with without won't wrong you your argument
            flag instead given takes expects
            """);

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(.)\\1*|[$][A-Za-z_{(][^$]*|%[A-Z_]+%?|[<{(*`\\[].*|[^A-Za-z0-9]*|x{3,}.*|your[-_].*|.*(?:[.]{3}|…)",
            Pattern.DOTALL);

    private static final Pattern VERSION =
            Pattern.compile("v?[0-9]{1,9}(?:[.:/-][0-9]{1,9}){1,9}\\S{0,20}|0x[0-9a-fA-F]{1,8}");
    private static final Pattern NUMBER = Pattern.compile("[0-9.,]{1,12}[a-z%]{0,2}");
    private static final Pattern NUMBERED = Pattern.compile("[A-Za-z][a-z]{1,20}-?[0-9]{1,4}");

    /** Whether it stands for a secret, or says that there is none. */
    static boolean isPlaceholder(String value) {
        return STATES.contains(lower(value)) || PLACEHOLDER.matcher(value).matches();
    }

    /** Several words that say something, as in {@code must be 8 characters}. */
    static boolean isSentence(String value) {
        if (value.indexOf(' ') < 0) return false;
        for (var word : lower(value).split("[^a-z']+", -1)) {
            if (GRAMMAR.contains(word)) return true;
        }
        return false;
    }

    static boolean isGrammar(String value) {
        return GRAMMAR.contains(lower(value)) || STATES.contains(lower(value));
    }

    /** The name of a file, or an address. */
    static boolean isPath(String value) {
        if (value.contains("://")) return true;
        var rooted =
                value.startsWith("/") || value.startsWith("~/") || value.startsWith("./") || value.startsWith("../");
        return rooted ? value.indexOf('/', 2) > 0 && !value.endsWith("=") : value.startsWith(":\\", 1);
    }

    /** A version, a time, an offset, a count. */
    static boolean isNumber(String value) {
        return VERSION.matcher(value).matches() || NUMBER.matcher(value).matches();
    }

    /** As in {@code line12} or {@code utf-8}; a weak password looks the same. */
    static boolean isNumberedWord(String value) {
        return NUMBERED.matcher(value).matches();
    }

    /** Letters that read as words: {@code fooBar}, {@code NOT_FOUND}, {@code default/db-creds}. */
    static boolean isWords(String value) {
        var humps = 0;
        var letters = 0;
        var last = ' ';
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (Character.isDigit(c) || "+=@!#$%^&*~".indexOf(c) >= 0) return false;
            if (Character.isLetter(c)) {
                letters++;
                if (!Character.isLetter(last) || (Character.isUpperCase(c) && !Character.isUpperCase(last))) humps++;
            }
            last = c;
        }
        return letters < 4 || (letters >= 3 * humps && letters < 20 * humps);
    }

    /** Long enough, and letters and digits, or letters such as no word has. */
    static boolean isRandom(String value, int least) {
        return value.length() >= least
                && !isWords(value)
                && !isNumber(value)
                && !isPath(value)
                && !isPlaceholder(value)
                && value.chars().anyMatch(c -> c < 128 && Character.isLetter(c));
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+", -1));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
