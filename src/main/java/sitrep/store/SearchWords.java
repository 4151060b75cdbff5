package sitrep.store;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Takes a text apart into the words it can be found by, the same for every store: runs of letters and digits, without
 * case and accents. An ideograph is a word by itself, for nothing separates those. No other characters are left, so
 * words need no escaping in any query language.
 */
public final class SearchWords {
    private SearchWords() {}

    /** Longest word that is told apart from others that begin alike. */
    static final int LENGTH = 40;

    /** Longest beginning of a word that databases find by an index; what is behind it they compare. */
    static final int INDEXED = 8;

    /** Most words of a search that are looked at; more would only slow it down. */
    static final int SOUGHT = 12;

    /** The different words of a text, in the order in which they first occur. */
    public static SequencedSet<String> of(String text) {
        var words = new LinkedHashSet<String>();
        var word = new StringBuilder();
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        plain.codePoints().forEach(c -> {
            if (isMark(c)) return;
            if (!Character.isLetterOrDigit(c) || Character.isIdeographic(c)) finish(word, words);
            if (!Character.isLetterOrDigit(c)) return;
            if (word.length() < LENGTH) word.appendCodePoint(c);
            if (Character.isIdeographic(c)) finish(word, words);
        });
        finish(word, words);
        return words;
    }

    /** The words to look for. */
    public static List<String> sought(String text) {
        return of(text).stream().limit(SOUGHT).toList();
    }

    /** Every beginning of every word, as far as an index has them. */
    public static Set<String> beginnings(Collection<String> words) {
        var beginnings = new LinkedHashSet<String>();
        for (var word : words) {
            for (int end = beginning(word).length(); end > 0; end = word.offsetByCodePoints(end, -1)) {
                if (!beginnings.add(word.substring(0, end))) break;
            }
        }
        return beginnings;
    }

    /** As much of a word as an index has. */
    public static String beginning(String word) {
        return isIndexed(word) ? word : word.substring(0, word.offsetByCodePoints(0, INDEXED));
    }

    /** Whether an index has the whole word. */
    public static boolean isIndexed(String word) {
        return word.codePointCount(0, word.length()) <= INDEXED;
    }

    /** Whether every sought word begins some word of the text. */
    public static boolean match(List<String> sought, SequencedSet<String> words) {
        return sought.stream().allMatch(begin -> words.stream().anyMatch(word -> word.startsWith(begin)));
    }

    private static void finish(StringBuilder word, SequencedSet<String> words) {
        if (word.isEmpty()) return;
        words.add(word.toString());
        word.setLength(0);
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
            default -> false;
        };
    }
}
