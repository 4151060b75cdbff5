package sitrep.core.task;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Lines that say no more than that something goes on: the latest meaningful update is never one of them. */
public final class Noise {
    private Noise() {}

    private static final Set<String> WORDS = Set.of(
            "running",
            "working",
            "thinking",
            "processing",
            "loading",
            "waiting",
            "in progress",
            "please wait",
            "ok",
            "still running",
            "still working",
            "continuing",
            "busy",
            "...",
            "tool call",
            "executing");

    /** Emoji, and signs that stand for such where what makes them one was taken out. */
    private static final Pattern EMOJI = Pattern.compile("\\p{IsEmoji_Presentation}|[\u2714\u2716\u26A0\u2764]");

    /** Hourglasses, arrows that go round, moons and clocks: they say that it goes on. */
    private static final Pattern TURNING =
            Pattern.compile("[\u231B\u23F3]|[\\x{1F503}-\\x{1F504}\\x{1F311}-\\x{1F318}\\x{1F550}-\\x{1F567}]");

    /** Whether a line says something, but in pictures only: it is news as long as nobody says more. */
    public static boolean isWordless(String text) {
        return text.codePoints().noneMatch(Character::isLetterOrDigit)
                && EMOJI.matcher(TURNING.matcher(text).replaceAll("")).find();
    }

    /** Whether nothing is left of a line without its spinner, its dots and its elapsed seconds but such a word. */
    public static boolean is(String text) {
        if (text.length() > 60 || isWordless(text)) return false;
        var plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("\\(?\\d+(\\.\\d+)?\\s?(s|sec|seconds|m|min|ms)\\)?", "")
                .replaceAll("[^\\p{L}\\p{N} ]", " ")
                .strip()
                .replaceAll("\\s+", " ");
        return plain.isEmpty() || WORDS.contains(plain);
    }
}
