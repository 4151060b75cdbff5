package sitrep.cli.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A problem that the server answered, said for people: what was found, what is allowed, and what was perhaps meant. */
public final class ProblemText {
    private ProblemText() {}

    /** Most problems of one answer that are shown one by one. */
    private static final int MOST = 5;

    public static String unreachable(String url, String why) {
        return "no server at " + url + ": " + why + ". Start one with 'sitrep serve', or say with --url or SITREP_URL"
                + " where it is.";
    }

    public static List<StyledLine> lines(ServerJson problem, Screen screen) {
        var lines = new ArrayList<StyledLine>();
        lines.add(StyledLine.of("sitrep: " + sentence(problem)));
        detail(problem, screen, lines);
        var errors = problem.list("errors");
        errors.stream().limit(MOST).forEach(error -> detail(error, screen, lines));
        if (errors.size() > MOST) lines.add(StyledLine.of("  and " + (errors.size() - MOST) + " more"));
        return lines;
    }

    private static String sentence(ServerJson problem) {
        var title = problem.text("title").replaceAll("[.:]$", "");
        var detail = problem.text("detail");
        var told = problem.has("field") || problem.has("errors");
        if (detail.isEmpty() || told) return title + ".";
        return title.isEmpty() ? detail : title + ": " + detail;
    }

    private static void detail(ServerJson error, Screen screen, List<StyledLine> lines) {
        if (error.text("field").isEmpty()) {
            if (error.has("index")) lines.addAll(screen.wrap("  ", Ink.PLAIN, error.text("detail")));
            return;
        }
        lines.addAll(screen.wrap("  ", Ink.PLAIN, error.text("field") + ": found " + error.text("found") + "."));
        var allowed = error.text("allowed");
        if (!allowed.isEmpty()) lines.addAll(screen.wrap("  ", Ink.PLAIN, "Allowed: " + allowed));
        meant(error.text("found"), allowed)
                .ifPresent(word -> lines.add(StyledLine.of("  Did you mean '" + word + "'?")));
    }

    /** The allowed word that looks most like the one found, if one does. */
    static Optional<String> meant(String found, String allowed) {
        var word = found.replace("'", "");
        if (word.length() < 3 || word.contains(" ")) return Optional.empty();
        return Arrays.stream(allowed.split(" ", -1))
                .filter(candidate -> candidate.matches("[a-z_]+"))
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
                .min((a, b) -> Integer.compare(distance(word, a), distance(word, b)));
    }

    /** How many letters must be added, dropped or changed to make one word of the other (Levenshtein). */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) row[j] = j;
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
