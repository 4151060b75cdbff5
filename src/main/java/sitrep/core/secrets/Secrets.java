package sitrep.core.secrets;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes secrets out of a text and leaves all else: what merely looks random stays, and so does every sentence about a
 * password, for it may be the reason of a failure. Takes time in proportion to the text, whatever it holds.
 */
public final class Secrets {
    private Secrets() {}

    static final List<SecretRule> RULES = rules();
    private static final Hints HINTS = new Hints(RULES);

    /** Shapes first, for they tell what kind it was; what only its place gives away comes last. */
    private static List<SecretRule> rules() {
        var rules = new ArrayList<>(SecretsByShape.ALL);
        rules.add(
                new SecretRule("authorization", List.of("authorization", "bearer", "basic "), Authorization::redacted));
        rules.add(new SecretRule("address", List.of("://"), Address::redacted));
        rules.addAll(SecretsByPlace.ALL);
        rules.add(new SecretRule("assignment", SecretsByName.HINTS, SecretsByName::redacted));
        return List.copyOf(rules);
    }

    /** The text without its secrets; each is replaced by what kind it was, where that is known. */
    public static String redacted(String text) {
        var found = HINTS.in(text);
        var next = text;
        for (var i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            next = RULES.get(i).redacted().apply(next);
        }
        return next;
    }
}
