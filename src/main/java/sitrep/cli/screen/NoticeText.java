package sitrep.cli.screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who is told of what, in lines: the targets, what was decided, and what came of a test. */
public final class NoticeText {
    private NoticeText() {}

    /** The targets as they stand, then what is not delivered, then what is wrong with the file. */
    public static List<StyledLine> targets(ServerJson answer, Screen screen) {
        var lines = new ArrayList<StyledLine>();
        var targets = answer.list("items");
        if (targets.isEmpty()) {
            lines.addAll(screen.wrap(
                    "",
                    Ink.PLAIN,
                    "Nobody is told of anything. Targets are set in " + answer.text("file")
                            + "; docs/notifications.md has an example."));
        }
        targets.forEach(target -> target(target, screen, lines));
        answer.list("undelivered").forEach(each -> lines.add(undelivered(each, screen)));
        answer.list("mistakes")
                .forEach(mistake ->
                        lines.addAll(screen.wrap("", Ink.STUCK, answer.text("file") + ": " + mistake.anything())));
        return lines;
    }

    private static void target(ServerJson target, Screen screen, List<StyledLine> lines) {
        lines.add(StyledLine.of(Ink.STRONG, target.text("name"))
                .and("  " + target.text("kind") + " ")
                .and(Ink.FAINT, target.text("where"))
                .cut(screen.columns()));
        var reasons = target.list("reasons").stream()
                .map(ServerJson::anything)
                .map(word -> word.replace('_', ' '))
                .collect(Collectors.joining(", "));
        var only = target.has("only") ? " of " + target.text("only") : "";
        var what = reasons.isEmpty() ? "only what others pass on" : reasons + only + " after " + span(target, "after");
        var budget = target.number("withinHour") + " of " + target.number("budget") + " within the hour";
        lines.addAll(screen.wrap("  ", Ink.PLAIN, what + " · " + budget + quiet(target, screen) + next(target)));
        lines.addAll(screen.wrap("  ", Ink.FAINT, standing(target, screen)));
    }

    private static String span(ServerJson of, String field) {
        return SpokenAge.of(Duration.ofSeconds(of.number(field)));
    }

    private static String quiet(ServerJson target, Screen screen) {
        return target.time("quietUntil")
                .map(until -> " · quiet until " + screen.clock(until))
                .orElse(target.has("quiet") ? " · quiet from " + target.text("quiet") : "");
    }

    private static String next(ServerJson target) {
        if (!target.has("escalate")) return "";
        var next = target.in("escalate");
        return " · to " + next.text("to") + " if nobody takes it up within " + span(next, "after");
    }

    private static String standing(ServerJson target, Screen screen) {
        var parts = new ArrayList<String>();
        if (target.has("last")) parts.add("last: " + outcome(target.in("last"), screen));
        else parts.add("nothing was sent yet");
        if (target.number("waiting") > 0) parts.add(target.number("waiting") + " waiting");
        if (target.number("dead") > 0) parts.add(target.number("dead") + " given up");
        return String.join(" · ", parts);
    }

    private static String outcome(ServerJson outcome, Screen screen) {
        var age = outcome.time("at").map(at -> " " + screen.age(at) + " ago").orElse("");
        var state = outcome.raw("state").equals("dead") ? "given up" : outcome.spoken("state");
        return state + age + " (" + outcome.text("how") + ")";
    }

    private static StyledLine undelivered(ServerJson told, Screen screen) {
        var delivery = told.in("delivery");
        var state = delivery.raw("state").equals("waiting")
                ? "waits, tried " + delivery.number("tries") + " times"
                : "given up";
        var how = delivery.text("how");
        return StyledLine.of(Ink.STUCK, told.number("number") + "  " + told.text("target") + "  ")
                .and(told.text("title") + "  ")
                .and(Ink.FAINT, state + (how.isEmpty() ? "" : ": " + how))
                .cut(screen.columns());
    }

    /** What was decided, the newest first: two lines each. */
    public static List<StyledLine> log(ServerJson answer, Screen screen) {
        var lines = new ArrayList<StyledLine>();
        if (answer.list("items").isEmpty()) lines.add(StyledLine.of("Nothing was decided."));
        for (var told : answer.list("items")) {
            lines.add(
                    StyledLine.of(Ink.FAINT, told.time("at").map(screen::clock).orElse("") + "  ")
                            .and(told.raw("what").equals("sent") ? Ink.STRONG : Ink.PLAIN, told.text("what"))
                            .and("  " + told.text("target") + "  " + told.text("title"))
                            .cut(screen.columns()));
            var numbers = told.in("numbers").node().properties().stream()
                    .map(entry -> InertText.line(entry.getKey()) + " "
                            + told.in("numbers").text(entry.getKey()))
                    .collect(Collectors.joining(", "));
            var delivery = told.has("delivery") ? " " + told.in("delivery").spoken("state") + "." : "";
            lines.addAll(screen.wrap(
                    "    ",
                    Ink.FAINT,
                    told.text("because") + (numbers.isEmpty() ? "" : " (" + numbers + ")") + delivery));
        }
        return lines;
    }

    /** What came of a test, a line for each target. */
    public static List<StyledLine> tests(ServerJson answer, Screen screen) {
        if (answer.list("items").isEmpty()) return List.of(StyledLine.of("There is no target to test."));
        return answer.list("items").stream()
                .map(told -> {
                    var delivery = told.in("delivery");
                    var isFine = delivery.raw("state").equals("delivered");
                    return StyledLine.of(isFine ? Ink.WORKING : Ink.STUCK, isFine ? "✓ " : "✗ ")
                            .and(told.text("target") + ": " + delivery.text("how"))
                            .cut(screen.columns());
                })
                .toList();
    }
}
