package sitrep.connect.process.output;

import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import sitrep.core.event.Progress;

/**
 * Counts in lines of output: {@code 412/913}, {@code [12/40]}, {@code 3 of 10}, {@code 45%}. Counts win over percents,
 * bracketed counts over bare ones. Dates, paths and results such as "coverage 85%" look alike and are left alone: a
 * percent counts only where the line is redrawn, has a bar or brackets, or speaks of completion. What remains is no
 * progress but what is missing of it; tries and failures count nothing that is done.
 */
final class ProgressText {
    private ProgressText() {}

    private static final Pattern BRACKETED = Pattern.compile("[\\[(]\\s*(\\d{1,9})\\s*(?:/|of)\\s*(\\d{1,9})\\s*[])]");
    private static final String NUMBER = "(\\d{1,3}(?:,\\d{3}){1,2}|\\d{1,9})";
    private static final Pattern BARE =
            Pattern.compile("(?<![\\w/.,:-])" + NUMBER + "(?:\\s?/\\s?|\\s+of\\s+)" + NUMBER + "(?![\\w/-]|[.,]\\d)");
    private static final Pattern TO_CHECK = Pattern.compile("\\bto-che?c?k=(\\d{1,9})/(\\d{1,9})");
    private static final Pattern STILL_SEARCHED = Pattern.compile("\\bir-che?c?k=\\d");
    private static final Pattern TRIES =
            Pattern.compile("(?i)\\b(?:retry|retries|retrying|attempts?|try|tries)\\W{0,3}$");
    private static final Pattern FAILURES = Pattern.compile("(?i)^[\\])]?\\W{0,2}(?:\\w+ )?(?:failed|failing|failures?"
            + "|errors?|broken|skipped|unhealthy|offline|down|missing|retries|attempts)\\b");
    private static final Pattern REMAINING_BEFORE = Pattern.compile("(?i)\\b(?:remaining|left|to go|missing)\\W{0,3}$");
    private static final Pattern REMAINING =
            Pattern.compile("(?i)^[\\])]?\\W{0,2}(?:\\w+ )?(?:remaining|left|remain|to go)\\b");
    private static final Pattern FRACTION = Pattern.compile("(?:9/11|1/2|1/3|2/3|1/4|3/4|24/7)");
    private static final Pattern COUNTABLE =
            Pattern.compile("(?i)^[\\])]?(?:$|\\W+$|\\W{0,3}(?:tests?|files?|steps?|tasks?"
                    + "|packages?|items?|jobs?|done|ok|passed|complete\\w*|finished)\\b)");
    private static final Pattern SIZES =
            Pattern.compile("(?<![\\w/.])(\\d{1,7}\\.\\d{1,3}|\\d{1,7})\\s?([kKMGT]i?B?)?\\s?/\\s?"
                    + "(\\d{1,7}\\.\\d{1,3}|\\d{1,7})\\s?([kKMGT]i?B)\\b");
    private static final Pattern PERCENT = Pattern.compile("(?<![\\w.,])(\\d{1,3})(?:[.,]\\d+)?\\s?%");
    /** A row of curl's table ends in three times of day and a speed, as no other numbers in columns do. */
    private static final Pattern CURL =
            Pattern.compile("^\\s*(\\d{1,3})\\s+(?!0\\s)[\\d.]+[kMGTP]?\\s+\\d{1,3}\\s+[\\d.]+[kMGTP]?\\s+\\d.*"
                    + "[\\d-]:[\\d-]{2}.*[\\d-]:[\\d-]{2}.*[\\d-]:[\\d-]{2}\\s");

    private static final Pattern DRAWN =
            Pattern.compile("\\[\\s*\\d{1,3}(?:[.,]\\d+)?\\s?%\\s*]|([-=#.>+*])\\1{3,}|[\\u2580-\\u259f\\u2501]{2}"
                    + "|(?i:\\b(?:progress|completed?|done|finished|downloaded)\\b)");

    static Optional<Progress> find(String line, boolean redrawn) {
        if (STILL_SEARCHED.matcher(line).find()) return Optional.empty();
        return newest(TO_CHECK, line, match -> remaining(match.group(1), match.group(2)))
                .or(() -> newest(BRACKETED, line, match -> counted(line, match)))
                .or(() -> sized(line, redrawn))
                .or(() -> newest(BARE, line, match -> counted(line, match)))
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

    /** What stands around a count tells what is counted. */
    private static Optional<Progress> counted(String line, MatchResult match) {
        var before = line.substring(0, match.start());
        var after = line.substring(match.end());
        if (TRIES.matcher(before).find()) return Optional.empty();
        var isBare = Character.isDigit(match.group().charAt(0));
        if (isBare && FAILURES.matcher(after).find()) return Optional.empty();
        if (FRACTION.matcher(match.group()).matches()
                && !COUNTABLE.matcher(after).find()) return Optional.empty();
        return REMAINING_BEFORE.matcher(before).find()
                        || REMAINING.matcher(after).find()
                ? remaining(match.group(1), match.group(2))
                : counted(match.group(1), match.group(2));
    }

    private static Optional<Progress> remaining(String left, String total) {
        return counted(left, total).map(it -> new Progress(it.total() - it.done(), it.total()));
    }

    private static Optional<Progress> counted(String done, String total) {
        var of = Long.parseLong(total.replace(",", ""));
        var so = Long.parseLong(done.replace(",", ""));
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
