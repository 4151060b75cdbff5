package sitrep.connect.process;

import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import sitrep.core.Progress;

/**
 * Counts in lines of output: {@code 412/913}, {@code [12/40]}, {@code 3 of 10}, {@code 45%}. Counts win over percents,
 * bracketed counts over bare ones. Dates, paths and results such as "coverage 85%" look alike and are left alone: a
 * percent counts only where the line is redrawn, has a bar or brackets, or speaks of completion.
 */
final class ProgressText {
    private ProgressText() {}

    private static final Pattern BRACKETED = Pattern.compile("[\\[(]\\s*(\\d{1,9})\\s*(?:/|of)\\s*(\\d{1,9})\\s*[])]");
    private static final Pattern BARE =
            Pattern.compile("(?<![\\w/.:-])(\\d{1,9})(?:\\s?/\\s?|\\s+of\\s+)(\\d{1,9})(?![\\w/-]|\\.\\d)");
    private static final Pattern SIZES =
            Pattern.compile("(?<![\\w/.])(\\d{1,7}\\.\\d{1,3}|\\d{1,7})\\s?([kKMGT]i?B?)?\\s?/\\s?"
                    + "(\\d{1,7}\\.\\d{1,3}|\\d{1,7})\\s?([kKMGT]i?B)\\b");
    private static final Pattern PERCENT = Pattern.compile("(?<![\\w.])(\\d{1,3})(?:\\.\\d+)?\\s?%");
    private static final Pattern CURL =
            Pattern.compile("^\\s*(\\d{1,3})\\s+(?!0\\s)[\\d.]+[kMGTP]?\\s+\\d{1,3}\\s+[\\d.]+[kMGTP]?\\s+\\d");
    private static final Pattern DRAWN =
            Pattern.compile("\\[\\s*\\d{1,3}(?:\\.\\d+)?\\s?%\\s*]|([-=#.>+*])\\1{3,}|[\\u2580-\\u259f\\u2501]{2}"
                    + "|(?i:\\b(?:progress|completed?|done|finished|downloaded)\\b)");

    static Optional<Progress> find(String line, boolean redrawn) {
        return newest(BRACKETED, line, ProgressText::counted)
                .or(() -> sized(line, redrawn))
                .or(() -> newest(BARE, line, ProgressText::counted))
                .or(() -> percent(line, redrawn))
                .or(() -> newest(CURL, line, match -> counted(match.group(1), "100")));
    }

    private interface Reading {
        Optional<Progress> read(MatchResult match);
    }

    private static Optional<Progress> newest(Pattern pattern, String line, Reading reading) {
        BinaryOperator<Progress> last = (_, newer) -> newer;
        return pattern.matcher(line)
                .results()
                .flatMap(match -> reading.read(match).stream())
                .reduce(last);
    }

    private static Optional<Progress> counted(MatchResult match) {
        return counted(match.group(1), match.group(2));
    }

    private static Optional<Progress> counted(String done, String total) {
        var of = Long.parseLong(total);
        var so = Long.parseLong(done);
        return of > 0 && so <= of ? Optional.of(new Progress(so, of)) : Optional.empty();
    }

    /** Amounts such as 12.5/45.2 MB: shares of a hundred, for their unit is not a count of anything. */
    private static Optional<Progress> sized(String line, boolean redrawn) {
        if (!redrawn) return Optional.empty();
        return newest(SIZES, line, match -> {
            if (match.group(2) != null && !match.group(2).equals(match.group(4))) return Optional.empty();
            var total = Double.parseDouble(match.group(3));
            var done = Double.parseDouble(match.group(1));
            return total > 0 && done <= total
                    ? Optional.of(new Progress((long) (100 * done / total), 100))
                    : Optional.empty();
        });
    }

    private static Optional<Progress> percent(String line, boolean redrawn) {
        if (!redrawn && !DRAWN.matcher(line).find()) return Optional.empty();
        return newest(PERCENT, line, match -> counted(match.group(1), "100"));
    }
}
