package sitrep.cli;

import java.util.ArrayList;
import java.util.List;

/** Why a task shows what it shows: each field with its value, the rule, the events behind it and the numbers used. */
final class Reasons {
    private Reasons() {}

    /** Most events that are shown for one field. */
    private static final int EVENTS = 5;

    static List<Line> lines(Told why, Screen screen) {
        var lines = new ArrayList<Line>();
        var fields = why.in("fields");
        for (var name : fields.node().propertyNames()) {
            if (!lines.isEmpty()) lines.add(Line.EMPTY);
            field(Inert.line(name), fields.in(name), screen, lines);
        }
        outlook(why, screen, lines);
        return lines;
    }

    /** How old each run that lives is, and what it would come to. */
    private static void outlook(Told why, Screen screen, List<Line> lines) {
        var ages = why.in("ages");
        for (var run : ages.node().propertyNames()) {
            lines.add(Line.EMPTY);
            lines.addAll(screen.wrap("", Ink.PLAIN, Inert.line(run) + ": " + ages.text(run)));
            ahead(why.in("ahead").in(run), screen, lines);
        }
    }

    /** What it would come to if nothing more were heard of it. */
    private static void ahead(Told ahead, Screen screen, List<Line> lines) {
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

    private static void field(String name, Told field, Screen screen, List<Line> lines) {
        var value = field.in("value");
        lines.add(Line.of(Ink.STRONG, name)
                .and("  ")
                .and(Ink.STEP, name.equals("expected") ? expected(value, screen) : value(value, screen))
                .cut(screen.columns()));
        lines.addAll(screen.wrap("  ", Ink.PLAIN, field.text("because")));
        var numbers = field.in("numbers");
        if (!numbers.node().isMissingNode())
            lines.addAll(screen.wrap("  ", Ink.PLAIN, pairs(numbers, ": ", "; ", screen)));
        var events = field.list("events");
        for (var event : events.subList(0, Math.min(EVENTS, events.size()))) {
            var at = event.time("time").map(time -> screen.clock(time) + "  ").orElse("");
            var line = at + event.text("source") + "  " + event.text("id");
            lines.add(Line.of("  ").and(Ink.FAINT, line).cut(screen.columns()));
        }
        if (events.size() > EVENTS) {
            lines.add(Line.of("  ").and(Ink.FAINT, "and " + (events.size() - EVENTS) + " more events: --json"));
        }
    }

    private static String expected(Told expected, Screen screen) {
        var eta = expected.time("eta").map(time -> "; probably done at " + screen.clock(time));
        return expected.text("text") + eta.orElse("");
    }

    /** A value of any type in one line: a time with its age, an object as pairs. */
    private static String value(Told value, Screen screen) {
        if (value.node().isObject()) return pairs(value, " ", ", ", screen);
        if (value.node().isArray()) return value.node().size() + " entries";
        var text = value.anything();
        return isTime(text)
                ? value.asTime()
                        .map(time -> screen.clock(time) + " (" + screen.age(time) + " ago)")
                        .orElse(text)
                : text;
    }

    private static String pairs(Told object, String between, String behind, Screen screen) {
        var pairs = new ArrayList<String>();
        for (var name : object.node().propertyNames()) {
            pairs.add(Inert.line(name) + between + value(object.in(name), screen));
        }
        return String.join(behind, pairs);
    }

    private static boolean isTime(String text) {
        return text.length() >= 20 && text.charAt(10) == 'T' && text.endsWith("Z");
    }
}
