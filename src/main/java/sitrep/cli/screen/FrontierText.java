package sitrep.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import sitrep.judge.Frontier;
import sitrep.judge.Score;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What limits come to that are chosen by what a false stall is worth, as a table for people and as JSON. */
public final class FrontierText {
    private FrontierText() {}

    public static List<StyledLine> lines(Frontier frontier) {
        var lines = new ArrayList<StyledLine>();
        lines.add(StyledLine.of(JudgeText.sessions(frontier.sessions()) + " of "
                + frontier.owners().size()
                + " owners, each left out in its turn. False stalls an hour and median delay, first on what the limits"
                + " were chosen by, then left out."));
        lines.add(StyledLine.EMPTY);
        var limits = frontier.points().getFirst().limits().keySet();
        lines.add(StyledLine.of("| price | " + String.join(" | ", limits)
                + " | hidden: same | left out | delay: same | left out"
                + " | visible: same | left out | delay: same | left out |"));
        lines.add(StyledLine.of("|--:".repeat(limits.size() + 9) + "|"));
        frontier.points().forEach(point -> lines.add(line(point)));
        return lines;
    }

    private static StyledLine line(Frontier.Point point) {
        var cells = Stream.of(
                Stream.of(point.price() + " s"),
                point.limits().values().stream().map(limit -> limit + " s"),
                figures(point, Frontier.Figures::hidden),
                figures(point, Frontier.Figures::visible));
        return StyledLine.of("| " + String.join(" | ", cells.flatMap(it -> it).toList()) + " |");
    }

    private static Stream<String> figures(Frontier.Point point, Function<Frontier.Figures, Score> view) {
        var same = view.apply(point.same());
        var leftOut = view.apply(point.leftOut());
        return Stream.of(JudgeText.rate(same), JudgeText.rate(leftOut), JudgeText.p50(same), JudgeText.p50(leftOut));
    }

    public static JsonNode json(Frontier frontier) {
        var root = JsonNodeFactory.instance.objectNode();
        root.put("sessions", frontier.sessions());
        var owners = root.putArray("owners");
        frontier.owners().forEach(owners::add);
        var points = root.putArray("points");
        for (var point : frontier.points()) {
            var node = points.addObject();
            node.put("price", point.price());
            var limits = node.putObject("limits");
            point.limits().forEach(limits::put);
            figures(node.putObject("same"), point.same());
            figures(node.putObject("leftOut"), point.leftOut());
        }
        return root;
    }

    private static void figures(ObjectNode out, Frontier.Figures figures) {
        JudgeText.score(out.putObject("A"), figures.hidden());
        JudgeText.score(out.putObject("B"), figures.visible());
    }
}
