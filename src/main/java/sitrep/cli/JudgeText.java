package sitrep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sitrep.judge.Findings;
import sitrep.judge.Group;
import sitrep.judge.Score;
import sitrep.judge.Waits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What came of judging, as tables for people and as JSON. */
final class JudgeText {
    private JudgeText() {}

    private static final Map<String, String> VIEWS =
            Map.of("A", "A. Approvals hidden inside the calls of tools", "B", "B. Approvals visible");

    static List<Line> lines(Findings findings) {
        var lines = new ArrayList<Line>();
        lines.add(Line.of(findings.sessions() + " sessions"));
        findings.views().forEach((view, kinds) -> {
            lines.add(Line.EMPTY);
            lines.add(Line.of(VIEWS.getOrDefault(view, view)));
            lines.add(Line.EMPTY);
            lines.add(Line.of("| kind | rule | false stalls an hour | count | delay p50 | p90 | mean | hours between"
                    + " mistakes | a mistake lasts | active hours |"));
            lines.add(Line.of("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"));
            kinds.forEach((kind, rules) -> rules.forEach((rule, score) -> lines.add(line(kind, rule, score))));
        });
        lines.add(Line.EMPTY);
        lines.addAll(waits(findings.waits()));
        return lines;
    }

    /** A line for each group of sources, alone and left out. */
    static List<Line> groups(Findings findings) {
        var lines = new ArrayList<Line>();
        lines.add(Line.of(
                "| group | sessions | A: false stalls an hour | delay p50 | B: false stalls an hour | delay p50 |"
                        + " waits caught | of | false an hour | active hours A, B |"));
        lines.add(Line.of("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"));
        for (var group : findings.groups()) {
            lines.add(group(Inert.line(group.source()), group.sessions(), group.own()));
            lines.add(group("all but it", findings.sessions() - group.sessions(), group.others()));
        }
        return lines;
    }

    private static Line group(String name, int sessions, Group.Part part) {
        return Line.of(String.format(
                Locale.ROOT,
                "| %s | %d | %.2f | %.0f s | %.2f | %.0f s | %.1f %% | %d | %.3f | %.1f, %.1f |",
                name,
                sessions,
                part.hidden().falseAlarmsPerHour(),
                part.hidden().delayP50(),
                part.visible().falseAlarmsPerHour(),
                part.visible().delayP50(),
                100 * part.waits().caughtWithin15s(),
                part.waits().waits(),
                part.waits().falsePerHour(),
                part.hidden().activeHours(),
                part.visible().activeHours()));
    }

    private static Line line(String kind, String rule, Score score) {
        return Line.of(String.format(
                Locale.ROOT,
                "| %s | %s | %.3f | %d | %.0f s | %.0f s | %.0f s | %s | %.0f s | %.1f |",
                kind,
                rule,
                score.falseAlarmsPerHour(),
                score.falseAlarms(),
                score.delayP50(),
                score.delayP90(),
                score.delayMean(),
                score.falseAlarms() == 0 ? "" : String.format(Locale.ROOT, "%.1f", score.mistakeHours()),
                score.mistakeSeconds(),
                score.activeHours()));
    }

    private static List<Line> waits(Waits waits) {
        return List.of(
                Line.of("Probably waiting"),
                Line.EMPTY,
                Line.of(String.format(
                        Locale.ROOT,
                        "%.1f %% of %d true waits over 30 s were caught within 15 s.",
                        100 * waits.caughtWithin15s(),
                        waits.waits())),
                Line.of(String.format(
                        Locale.ROOT,
                        "%.3f false ones an active hour where nobody can be asked (%d in %.1f hours).",
                        waits.falsePerHour(),
                        waits.said(),
                        waits.freeHours())),
                Line.of(String.format(
                        Locale.ROOT,
                        "Where the run time was measured and somebody may be asked, %d of %d had waited.",
                        waits.right(),
                        waits.measured())));
    }

    static JsonNode json(Findings findings) {
        var root = JsonNodeFactory.instance.objectNode();
        findings.views().keySet().forEach(view -> rules(root.putObject(view), findings.overall(view)));
        var waits = root.putObject("probablyWaiting");
        waits.put("caughtWithin15s", findings.waits().caughtWithin15s());
        waits.put("falsePerHour", findings.waits().falsePerHour());
        waits.put("trueWaits", findings.waits().waits());
        waits.put("freeHours", findings.waits().freeHours());
        waits.put("measured", findings.waits().measured());
        waits.put("measuredRight", findings.waits().right());
        var kinds = root.putObject("kinds");
        findings.views()
                .forEach((view, scores) -> scores.forEach((kind, rules) -> {
                    if (kind.equals(Findings.ALL)) return;
                    var node = kinds.get(kind) instanceof ObjectNode known ? known : kinds.putObject(kind);
                    rules(node.putObject(view), rules);
                }));
        root.put("sessions", findings.sessions());
        return root;
    }

    private static void rules(ObjectNode out, Map<String, Score> rules) {
        rules.forEach((rule, score) -> {
            var node = out.putObject(rule);
            node.put("falseAlarmsPerHour", score.falseAlarmsPerHour());
            node.put("delayP50", score.delayP50());
            node.put("delayP90", score.delayP90());
            node.put("delayMean", score.delayMean());
            node.put("activeHours", score.activeHours());
            node.put("falseAlarms", score.falseAlarms());
            if (score.falseAlarms() > 0) node.put("hoursBetweenMistakes", score.mistakeHours());
            node.put("mistakeSeconds", score.mistakeSeconds());
        });
    }
}
