package sitrep.core.task;

import java.util.Locale;
import java.util.Set;

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

    /** Whether nothing is left of a line without its spinner, its dots and its elapsed seconds but such a word. */
    public static boolean is(String text) {
        if (text.length() > 60) return false;
        var plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("\\(?\\d+(\\.\\d+)?\\s?(s|sec|seconds|m|min|ms)\\)?", "")
                .replaceAll("[^\\p{L}\\p{N} ]", " ")
                .strip()
                .replaceAll("\\s+", " ");
        return plain.isEmpty() || WORDS.contains(plain);
    }
}
