package sitrep.store;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was perhaps meant by a word that no task has: words that begin with something one slip of a finger away. A slip
 * leaves out a letter, adds one, takes another for it, or swaps two.
 *
 * @param variants all that is one slip away
 */
public record NearWords(String typed, Set<String> variants) {
    /** Shorter words are near too much. */
    private static final int SHORTEST = 5;

    /** What is tried in place of a letter; slips in other scripts are not made up for. */
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    public NearWords {
        variants = Collections.unmodifiableSet(variants);
    }

    public static NearWords of(String typed) {
        var near = new LinkedHashSet<String>();
        for (int at = 0; at <= typed.length(); at++) {
            var head = typed.substring(0, at);
            var tail = typed.substring(at);
            for (int i = 0; i < LETTERS.length(); i++) {
                near.add(head + LETTERS.charAt(i) + tail);
                if (!tail.isEmpty()) near.add(head + LETTERS.charAt(i) + tail.substring(1));
            }
            if (!tail.isEmpty()) near.add(head + tail.substring(1));
            if (tail.length() > 1) near.add(head + tail.charAt(1) + tail.charAt(0) + tail.substring(2));
        }
        near.remove(typed);
        return new NearWords(typed, near);
    }

    /** Whether it is worth asking what a word was meant to be. */
    public static boolean canBeMeant(String word) {
        return word.codePointCount(0, word.length()) >= SHORTEST;
    }

    /** Those of some words that begin with something one slip away. */
    public Stream<String> among(Collection<String> words) {
        return words.stream().filter(this::isNear);
    }

    private boolean isNear(String word) {
        var longest = Math.min(word.length(), typed.length() + 1);
        for (int end = typed.length() - 1; end <= longest; end++) {
            if (variants.contains(word.substring(0, end))) return true;
        }
        return false;
    }

    /** The likeliest first: those one slip away as a whole, then the shortest. */
    public List<String> likeliest(Collection<String> words) {
        return words.stream()
                .distinct()
                .sorted(Comparator.comparing((String word) -> !variants.contains(word))
                        .thenComparingInt(String::length)
                        .thenComparing(word -> word))
                .toList();
    }
}
