package sitrep.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import sitrep.judge.Findings;
import sitrep.judge.Score;
import sitrep.judge.SourceGroup;
import sitrep.judge.WaitVerdicts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What came of judging, as tables for people and as JSON. */
public final class JudgeText {
    private JudgeText() {}

    private static final Map<String, String> VIEWS =
            Map.of("A", "A. Approvals hidden inside tool calls", "B", "B. Approvals visible");

    public static List<StyledLine> lines(Findings findings) {
        var lines = new ArrayList<StyledLine>();
        lines.add(StyledLine.of(sessions(findings.sessions())));
        findings.views().forEach((view, kinds) -> {
            lines.add(StyledLine.EMPTY);
            lines.add(StyledLine.of(VIEWS.getOrDefault(view, view)));
            lines.add(StyledLine.EMPTY);
            lines.add(StyledLine.of(
                    "| kind | rule | false stalls an hour | count | delay p50 | p90 | mean | hours between"
                            + " mistakes | a mistake lasts | active hours |"));
            lines.add(StyledLine.of("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"));
            kinds.forEach((kind, rules) -> rules.forEach((rule, score) -> lines.add(line(kind, rule, score))));
        });
        lines.add(StyledLine.EMPTY);
        lines.addAll(waits(findings.waits()));
        return lines;
    }

    /** A line for each group of sources, alone and left out. */
    public static List<StyledLine> groups(Findings findings) {
        var lines = new ArrayList<StyledLine>();
        lines.add(StyledLine.of(
                "| group | sessions | A: false stalls an hour | delay p50 | B: false stalls an hour | delay p50 |"
                        + " waits caught | of | false an hour | active hours A, B |"));
        lines.add(StyledLine.of("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"));
        for (var group : findings.groups()) {
            lines.add(group(InertText.line(group.source()), group.sessions(), group.own()));
            lines.add(group("all but it", findings.sessions() - group.sessions(), group.others()));
        }
        return lines;
    }

    static String sessions(int count) {
        return count == 1 ? "1 session" : count + " sessions";
    }

    private static StyledLine group(String name, int sessions, SourceGroup.Part part) {
        return StyledLine.of(String.join(
                " | ",
                "| " + name,
                "" + sessions,
                rate(part.hidden()),
                p50(part.hidden()),
                rate(part.visible()),
                p50(part.visible()),
                told("%.1f %%", percent(part.waits().caughtWithin15s())),
                "" + part.waits().waits(),
                told("%.3f", part.waits().falsePerHour()),
                told("%.1f", part.hidden().activeHours()) + ", "
                        + told("%.1f", part.visible().activeHours()) + " |"));
    }

    private static StyledLine line(String kind, String rule, Score score) {
        return StyledLine.of(String.join(
                " | ",
                "| " + kind,
                rule,
                told("%.3f", score.falseAlarmsPerHour()),
                "" + score.falseAlarms(),
                seconds(score, Score.Delay::p50),
                seconds(score, Score.Delay::p90),
                seconds(score, Score.Delay::mean),
                told("%.1f", score.mistakeHours()),
                told("%.0f s", score.mistakeSeconds()),
                told("%.1f", score.activeHours()) + " |"));
    }

    /** A cell is empty where there is nothing to tell. */
    private static String told(String format, OptionalDouble number) {
        return number.isPresent() ? told(format, number.getAsDouble()) : "";
    }

    private static String told(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    /** False stalls an hour. */
    static String rate(Score score) {
        return told("%.2f", score.falseAlarmsPerHour());
    }

    /** The median delay. */
    static String p50(Score score) {
        return seconds(score, Score.Delay::p50);
    }

    private static String seconds(Score score, ToDoubleFunction<Score.Delay> which) {
        return score.delay()
                .map(delay -> told("%.0f s", which.applyAsDouble(delay)))
                .orElse("");
    }

    private static OptionalDouble percent(OptionalDouble share) {
        return share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share;
    }

    private static List<StyledLine> waits(WaitVerdicts waits) {
        return List.of(
                StyledLine.of("Probably waiting"),
                StyledLine.EMPTY,
                StyledLine.of(
                        waits.caughtWithin15s().isEmpty()
                                ? "There was nothing to catch: no wait of over 30 s is known to be one."
                                : told("%.1f %% of ", percent(waits.caughtWithin15s())) + waits.waits()
                                        + " true waits over 30 s were caught within 15 s."),
                StyledLine.of(
                        waits.falsePerHour().isEmpty()
                                ? "There was no time in which nobody can be asked."
                                : told("%.3f", waits.falsePerHour())
                                        + " false ones an active hour where nobody can be asked (" + waits.said()
                                        + " in "
                                        + told("%.1f", waits.freeHours()) + " hours)."),
                StyledLine.of(
                        waits.measured() == 0
                                ? "It was said of no call with a measured run time."
                                : "Where the run time was measured and somebody may be asked, " + waits.right() + " of "
                                        + waits.measured() + " had waited."),
                StyledLine.of(
                        waits.modelHours() == 0
                                ? "There was no wait for a model that is known to be none for a person."
                                : "Where a call is told of before anybody is asked for it, false ones of the model: "
                                        + waits.early() + " in " + told("%.1f", waits.modelHours()) + " hours."));
    }

    public static JsonNode json(Findings findings) {
        var root = JsonNodeFactory.instance.objectNode();
        findings.views().keySet().forEach(view -> rules(root.putObject(view), findings.overall(view)));
        var waits = root.putObject("probablyWaiting");
        findings.waits().caughtWithin15s().ifPresent(share -> waits.put("caughtWithin15s", share));
        findings.waits().falsePerHour().ifPresent(rate -> waits.put("falsePerHour", rate));
        waits.put("trueWaits", findings.waits().waits());
        waits.put("freeHours", findings.waits().freeHours());
        waits.put("measured", findings.waits().measured());
        waits.put("measuredRight", findings.waits().right());
        waits.put("falseOfModel", findings.waits().early());
        waits.put("modelHours", findings.waits().modelHours());
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
        rules.forEach((rule, score) -> score(out.putObject(rule), score));
    }

    /** What was never judged has no rate and no delay. */
    static void score(ObjectNode node, Score score) {
        score.falseAlarmsPerHour().ifPresent(rate -> node.put("falseAlarmsPerHour", rate));
        score.delay().ifPresent(delay -> {
            node.put("delayP50", delay.p50());
            node.put("delayP90", delay.p90());
            node.put("delayMean", delay.mean());
        });
        node.put("activeHours", score.activeHours());
        node.put("falseAlarms", score.falseAlarms());
        score.mistakeHours().ifPresent(hours -> node.put("hoursBetweenMistakes", hours));
        score.mistakeSeconds().ifPresent(seconds -> node.put("mistakeSeconds", seconds));
    }
}
