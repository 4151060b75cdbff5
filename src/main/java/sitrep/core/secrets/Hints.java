package sitrep.core.secrets;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rules a text has to be looked at for: one pass over it, whatever their number, for patterns are slow and most
 * texts hold no secret.
 */
final class Hints {
    /** Each hint is found by its first letters; three are rare enough in prose and common to all hints. */
    private static final int LETTERS = 3;

    private static final int BITS = 14;

    private record Hint(String text, int rule) {}

    private final Map<Integer, List<Hint>> byLetters = new HashMap<>();

    /** Which letters may be some hint's: a look here spares most looks into the map. */
    private final BitSet perhaps = new BitSet(1 << BITS);

    Hints(List<SecretRule> rules) {
        for (var i = 0; i < rules.size(); i++) {
            for (var hint : rules.get(i).hints()) add(new Hint(hint.replace('·', ' '), i));
        }
    }

    private void add(Hint hint) {
        var letters = 0;
        for (var i = 0; i < LETTERS; i++) letters = next(letters, hint.text.charAt(i));
        byLetters.computeIfAbsent(letters, _ -> new ArrayList<>()).add(hint);
        perhaps.set(place(letters));
    }

    /** The places of the rules that the text may have something for. */
    BitSet in(String text) {
        var found = new BitSet();
        var letters = 0;
        for (var i = 0; i < text.length(); i++) {
            letters = next(letters, text.charAt(i));
            if (perhaps.get(place(letters))) look(text, i + 1 - LETTERS, letters, found);
        }
        return found;
    }

    private void look(String text, int from, int letters, BitSet found) {
        for (var hint : byLetters.getOrDefault(letters, List.of())) {
            if (text.regionMatches(true, from, hint.text, 0, hint.text.length())) found.set(hint.rule);
        }
    }

    private static int next(int letters, char c) {
        var small = c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c < 128 ? c : 0;
        return ((letters << 8) | small) & 0xFFFFFF;
    }

    private static int place(int letters) {
        return (letters * 0x9E3779B1) >>> (32 - BITS);
    }
}
