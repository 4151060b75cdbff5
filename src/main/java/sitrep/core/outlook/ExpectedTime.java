package sitrep.core.outlook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sitrep.core.event.Fact;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.text.Limits;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.WorkerKind;

/**
 * How long a task may be expected to take, by those like it that succeeded. Two tasks are alike when their names are
 * the same apart from numbers and ids, and the same kind of worker executes them. Of fewer than {@link #LEAST} nothing
 * is said.
 *
 * @param half the time within which half of them were done
 * @param most the time within which nine tenths were
 * @param n how many there were
 */
public record ExpectedTime(Duration half, Duration most, int n) {
    /** Fewer tell nothing. */
    public static final int LEAST = 8;

    /** Past so many times what nine tenths took a task is called slow. */
    private static final int SLOW = 2;

    /** Of what nobody is known to execute. */
    private static final String UNKNOWN = "any";

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Hexadecimal numbers as of commits. */
    private static final Pattern HEX = Pattern.compile("\\b(?=[a-f]*\\d)[0-9a-f]{7,}\\b");

    /** Words in which letters and digits take turns thrice or more, as in ids made by machines. */
    private static final Pattern ID = Pattern.compile("\\b(?=[\\w-]{8,})[\\w-]*?(\\p{L}[_-]*\\d|\\d[_-]*\\p{L})[\\w-]*?"
            + "(\\p{L}[_-]*\\d|\\d[_-]*\\p{L})[\\w-]*?(\\p{L}[_-]*\\d|\\d[_-]*\\p{L})[\\w-]*");

    /** Numbers, versions, dates and times of day. */
    private static final Pattern NUMBER = Pattern.compile("\\d+([.:/t-]\\d+)*z?");

    private static final Pattern WEEKDAY = Pattern.compile("\\b(mon|tues|wednes|thurs|fri|satur|sun)day\\b");

    private static final Pattern MONTH =
            Pattern.compile("(?<=# )(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\b\\.?"
                    + "|\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?(?= #)");

    /**
     * What tasks that are alike have in common. Neither who asked nor which source told of it matters: the same work
     * takes as long for whomever it is.
     */
    public static String likeness(Sitrep sitrep) {
        var kind = sitrep.executor().map(shown -> shown.value().kind().word()).orElse(UNKNOWN);
        return likeness(sitrep.name().value(), kind);
    }

    /** What those that are called so have in common with others, whoever executes them. */
    public static List<String> likenesses(String name) {
        return Stream.concat(WorkerKind.words().stream(), Stream.of(UNKNOWN))
                .map(kind -> likeness(name, kind))
                .toList();
    }

    private static String likeness(String called, String kind) {
        var name = called.toLowerCase(Locale.ROOT);
        for (var pattern : List.of(HEX, ID, NUMBER, WEEKDAY, MONTH)) {
            name = pattern.matcher(name).replaceAll("#");
        }
        name = SPACE.matcher(name).replaceAll(" ").strip();
        var whole = kind + " " + name;
        return whole.length() > Limits.ID ? whole.substring(0, Limits.ID) : whole;
    }

    /** By how long those like it took. */
    public static Optional<ExpectedTime> of(List<Duration> took) {
        if (took.size() < LEAST) return Optional.empty();
        var sorted = took.stream().sorted().toList();
        var last = sorted.size() - 1;
        return Optional.of(
                new ExpectedTime(sorted.get(last / 2), sorted.get((int) Math.ceil(last * 0.9)), sorted.size()));
    }

    /** When half of those like it would be done; nothing once that is over. */
    public Optional<Instant> eta(Instant begun, Instant now) {
        return Optional.of(begun.plus(half)).filter(now::isBefore);
    }

    /** As in {@code usually 6m, 90 % within 14m, n = 41}. */
    public String spoken() {
        return SpokenTime.usually(half, most, n);
    }

    /** Why it is said of a task. */
    public Because because(Sitrep sitrep) {
        var numbers = Map.of(
                "half", SpokenTime.duration(half),
                "nineTenths", SpokenTime.duration(most),
                "n", "" + n,
                "alike", alike(sitrep));
        return new Because(Rule.EXPECTED, sitrep.created().because().evidence(), new TreeMap<>(numbers));
    }

    /** As in {@code nightly #, by a process}. */
    private static String alike(Sitrep sitrep) {
        var whole = likeness(sitrep);
        var by = sitrep.executor().map(shown -> shown.value().kind().spoken()).orElse("any worker");
        return whole.substring(whole.indexOf(' ') + 1) + ", by " + by;
    }

    /** That it takes far longer than those like it: a remark, and no phase. */
    public Optional<Fact.SlowNoticed> slow(Instant begun, Instant now) {
        var takes = Duration.between(begun, now);
        return takes.compareTo(most.multipliedBy(SLOW)) > 0
                ? Optional.of(new Fact.SlowNoticed(takes, half, most, n))
                : Optional.empty();
    }
}
