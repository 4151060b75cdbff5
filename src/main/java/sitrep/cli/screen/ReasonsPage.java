package sitrep.cli.screen;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sitrep.json.Json;

/**
 * Why a task shows what it shows: each field with its value, the rule, the events behind it and the numbers used. What
 * was said of a field before is not said again.
 */
public final class ReasonsPage {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private static final List<String> FIRST = List.of("phase", "since", "block", "next", "attention", "update");

    private ReasonsPage() {}

    /** Most events that are shown for one field. */
    private static final int EVENTS = 5;

    public static List<StyledLine> lines(ServerJson why, Screen screen) {
        var lines = new ArrayList<StyledLine>();
        var fields = why.in("fields");
        var said = new LinkedHashMap<String, String>();
        for (var name : inOrder(fields.node().propertyNames())) {
            if (!lines.isEmpty()) lines.add(StyledLine.EMPTY);
            field(InertText.line(name), fields.in(name), said, screen, lines);
        }
        outlook(why, screen, lines);
        return lines;
    }

    /** What somebody is called for comes first. */
    private static List<String> inOrder(Collection<String> names) {
        var others = names.stream().filter(name -> !FIRST.contains(name));
        return Stream.concat(FIRST.stream().filter(names::contains), others).toList();
    }

    /** How old each run that lives is, and what it would come to. */
    private static void outlook(ServerJson why, Screen screen, List<StyledLine> lines) {
        var ages = why.in("ages");
        for (var run : ages.node().propertyNames()) {
            lines.add(StyledLine.EMPTY);
            lines.addAll(screen.wrap("", Ink.PLAIN, InertText.line(run) + ": " + ages.text(run)));
            ahead(why.in("ahead").in(run), screen, lines);
        }
    }

    /** What it would come to if nothing more were heard of it. */
    private static void ahead(ServerJson ahead, Screen screen, List<StyledLine> lines) {
        if (ahead.has("spared")) {
            lines.addAll(screen.wrap("  ", Ink.PLAIN, "Nothing is ahead: " + ahead.text("spared")));
        }
        for (var step : ahead.list("steps")) {
            var at = step.time("at").map(screen::clock).orElse("");
            var since = step.time("since").map(screen::clock).orElse("");
            var text = "If nothing more is heard: " + step.text("becomes") + " at " + at + " (" + step.text("limit")
                    + " since " + since + "; " + step.text("rule") + ")";
            lines.addAll(screen.wrap("  ", Ink.PLAIN, text));
        }
    }

    /** @param said which field each reason, and each set of numbers, was first told of */
    private static void field(
            String name, ServerJson field, Map<String, String> said, Screen screen, List<StyledLine> lines) {
        var value = field.in("value");
        lines.add(StyledLine.of(Ink.STRONG, name)
                .and("  ")
                .and(Ink.STEP, name.equals("expected") ? expected(value, screen) : value(value, screen))
                .cut(screen.columns()));
        var numbers = field.in("numbers");
        var reason = field.text("because")
                + Json.text(numbers.node())
                + Json.text(field.in("events").node());
        var before = Optional.ofNullable(said.putIfAbsent(reason, name));
        if (before.isPresent()) {
            lines.add(StyledLine.of("  As for " + before.get() + ".").cut(screen.columns()));
            return;
        }
        lines.addAll(screen.wrap("  ", Ink.PLAIN, field.text("because")));
        var counted = numbers.node().size() < 2
                ? Optional.<String>empty()
                : Optional.ofNullable(said.putIfAbsent(found(numbers), name));
        if (counted.isPresent())
            lines.add(StyledLine.of("  The rest as for " + counted.get() + ".").cut(screen.columns()));
        else numbers(numbers, screen, lines);
        if (counted.isEmpty()) events(field.list("events"), screen, lines);
    }

    /** The numbers without who says otherwise: that is told where it belongs. */
    private static String found(ServerJson numbers) {
        return numbers.node().properties().stream()
                .filter(number -> !number.getKey().equals("dissent"))
                .map(number -> number.getKey() + "=" + Json.text(number.getValue()))
                .toList()
                .toString();
    }

    /** A name in words; what happened at a time goes by that. */
    private static String label(String name, Screen screen) {
        if (TIME.matcher(name).matches()) return clock(name, screen);
        return InertText.line(name).replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    /** A line for each. */
    private static void numbers(ServerJson numbers, Screen screen, List<StyledLine> lines) {
        for (var name : numbers.node().propertyNames()) {
            lines.addAll(screen.wrap("  ", Ink.PLAIN, label(name, screen) + ": " + value(numbers.in(name), screen)));
        }
    }

    private static void events(List<ServerJson> events, Screen screen, List<StyledLine> lines) {
        for (var event : events.subList(0, Math.min(EVENTS, events.size()))) {
            var at = event.time("time").map(time -> screen.clock(time) + "  ").orElse("");
            var line = at + event.text("source") + "  " + event.text("id");
            lines.add(StyledLine.of("  ").and(Ink.FAINT, line).cut(screen.columns()));
        }
        if (events.size() > EVENTS) {
            lines.add(StyledLine.of("  ").and(Ink.FAINT, "and " + (events.size() - EVENTS) + " more events: --json"));
        }
    }

    private static String expected(ServerJson expected, Screen screen) {
        var eta = expected.time("eta").map(time -> "; probably done at " + screen.clock(time));
        return expected.text("text") + eta.orElse("");
    }

    /** A value of any type in one line: a time with its age, an object as pairs. */
    private static String value(ServerJson value, Screen screen) {
        if (value.node().isObject()) return pairs(value, " ", ", ", screen);
        if (value.node().isArray()) return value.node().size() + " entries";
        var text = value.anything();
        return isTime(text)
                ? value.asTime()
                        .map(time -> screen.clock(time) + " (" + screen.age(time) + " ago)")
                        .orElse(text)
                : TIME.matcher(text).replaceAll(time -> Matcher.quoteReplacement(clock(time.group(), screen)));
    }

    /** A time within a text on the reader's clock; one that is none stays as it is. */
    private static String clock(String text, Screen screen) {
        try {
            return screen.clock(Instant.parse(text));
        } catch (DateTimeException _) {
            return text;
        }
    }

    private static String pairs(ServerJson object, String between, String behind, Screen screen) {
        var pairs = new ArrayList<String>();
        for (var name : object.node().propertyNames()) {
            pairs.add(InertText.line(name) + between + value(object.in(name), screen));
        }
        return String.join(behind, pairs);
    }

    private static boolean isTime(String text) {
        return text.length() >= 20 && text.charAt(10) == 'T' && text.endsWith("Z");
    }
}
