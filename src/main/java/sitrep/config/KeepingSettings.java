package sitrep.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sitrep.core.keeping.Keeping;
import sitrep.core.vocabulary.Outcome;

/**
 * How an operator writes how long things are kept: {@code 30d}, {@code outcome:failed=90d}, {@code label:team=core=1y},
 * and a size as {@code 1500MB}.
 */
public final class KeepingSettings {
    private static final String FORMS =
            "TIME, outcome:OUTCOME=TIME or label:KEY=VALUE=TIME, with a TIME such as 12h, 30d or 1y";
    private static final Pattern RULE = Pattern.compile("(?:(outcome):([^=]+)|(label):([^=]+)=([^=]+))=([^=]+)");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smhdwy])");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(MB|GB|TB)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7),
            "y", Duration.ofDays(365));
    private static final Map<String, Long> SIZES =
            Map.of("MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);

    /** Less than this an empty log takes already, with room for it to move in. */
    private static final long LEAST = 10_000_000L;

    private KeepingSettings() {}

    /**
     * What Sitrep ships with, changed by what was set.
     *
     * @param whole how long details are kept, of some or of all others
     * @throws IllegalArgumentException if anything is not allowed, with what is
     */
    public static Keeping of(List<String> whole, Optional<String> stubs, Optional<String> size) {
        var usual = Keeping.USUAL;
        var rules = new ArrayList<Keeping.Rule>();
        var otherwise = Optional.<Duration>empty();
        for (var text : whole) {
            var rule = RULE.matcher(text);
            if (rule.matches()) rules.add(rule(rule));
            else otherwise = Optional.of(time("--keep", text, FORMS));
        }
        if (otherwise.isEmpty()) rules.addAll(usual.rules());
        return new Keeping(
                rules,
                otherwise.orElse(usual.otherwise()),
                stubs.map(text -> time("--keep-stubs", text, "a TIME such as 30d or 1y"))
                        .orElse(usual.stubs()),
                size.map(KeepingSettings::bytes).orElse(usual.bytes()));
    }

    private static Keeping.Rule rule(Matcher form) {
        var time = time("--keep", group(form, 6), FORMS);
        if (!group(form, 3).isEmpty()) return new Keeping.Rule("label", group(form, 4) + ":" + group(form, 5), time);
        var outcome = group(form, 2);
        if (!Outcome.words().contains(outcome)) {
            throw refused("--keep", "the outcome " + outcome, String.join(", ", Outcome.words()));
        }
        return new Keeping.Rule("outcome", outcome, time);
    }

    private static Duration time(String option, String text, String allowed) {
        var form = TIME.matcher(text.strip());
        if (!form.matches()) throw refused(option, text, allowed);
        var unit = Optional.ofNullable(UNITS.get(group(form, 2))).orElseThrow();
        return unit.multipliedBy(Long.parseLong(group(form, 1)));
    }

    private static long bytes(String text) {
        var form = SIZE.matcher(text.strip());
        if (!form.matches()) throw refused("--keep-size", text, "a size such as 500MB or 2GB");
        var unit = Optional.ofNullable(SIZES.get(group(form, 2).toUpperCase(Locale.ROOT)))
                .orElseThrow();
        var bytes = unit * Long.parseLong(group(form, 1));
        if (bytes < LEAST) throw refused("--keep-size", text, "10MB or more");
        return bytes;
    }

    private static String group(Matcher form, int number) {
        return Optional.ofNullable(form.group(number)).orElse("");
    }

    private static IllegalArgumentException refused(String option, String found, String allowed) {
        return new IllegalArgumentException(option + ": '" + found + "' is not allowed; allowed: " + allowed);
    }
}
