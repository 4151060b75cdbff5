package sitrep.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sitrep.cli.screen.InertText;
import sitrep.core.rule.Shown;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.standing.Executor;
import sitrep.core.why.TaskDetail;

/** The board of a replay as text: a few lines for each task, under the time since the recording began. */
public final class ReplayBoard {
    private static final int WIDEST = 110;

    private final Instant began;
    private List<String> before = List.of();

    public ReplayBoard(Instant began) {
        this.began = began;
    }

    /** The lines of one change, or none if what they say has not changed. */
    public List<String> lines(RecordingReplay.Change change) {
        var tasks = new ArrayList<String>();
        for (var task : change.tasks()) tasks.addAll(task(task));
        if (tasks.equals(before)) return List.of();
        before = List.copyOf(tasks);
        var lines = new ArrayList<String>();
        var seconds = Duration.between(began, change.at()).toMillis() / 1000.0;
        lines.add("— %.1f s".formatted(seconds));
        lines.addAll(tasks);
        lines.add("");
        return lines;
    }

    private static List<String> task(TaskDetail detail) {
        var sitrep = detail.sitrep();
        var lines = new ArrayList<String>();
        var phase = sitrep.phase().value().spoken();
        var who = sitrep.executor().map(Shown::value).map(Executor::spoken).map(it -> " · " + it);
        lines.add(mark(sitrep) + " " + phase + "  " + cut(sitrep.name().value()) + who.orElse(""));
        sitrep.block()
                .map(Shown::value)
                .ifPresent(block -> lines.add("    "
                        + block.reason().word() + ": " + cut(block.text().orElse(""))
                        + block.waitingOn().map(it -> " (waits for " + it + ")").orElse("")));
        sitrep.progress().map(Shown::value).ifPresent(it -> lines.add("    " + it.done() + " of " + it.total()));
        sitrep.update().map(Shown::value).ifPresent(update -> lines.add("    " + cut(update.text())));
        sitrep.outcome().map(Shown::value).ifPresent(it -> lines.add("    " + it.word() + reported(sitrep)));
        sitrep.next()
                .map(Shown::value)
                .ifPresent(next -> lines.add("    → " + next.text()
                        + next.command().map(it -> ": " + it).orElse("")));
        runs(detail, lines);
        return lines;
    }

    private static void runs(TaskDetail detail, List<String> lines) {
        if (detail.runs().size() < 2) return;
        for (var run : detail.runs()) {
            var end = run.outcome().map(it -> it.value().word());
            var label = run.label().orElse(run.id().text());
            lines.add("      " + run.kind().word() + " " + cut(label) + ": "
                    + end.orElse(run.phase().value().spoken()));
        }
    }

    private static String reported(Sitrep sitrep) {
        return sitrep.reported()
                .map(Shown::value)
                .map(it -> ", reported to " + it.report().spoken())
                .orElse(", not reported");
    }

    private static String mark(Sitrep sitrep) {
        return switch (sitrep.attention().value()) {
            case NEEDS_YOU -> "!";
            case STUCK -> "?";
            case UNREPORTED ->
                sitrep.outcome()
                        .map(it -> it.value().word().equals("succeeded") ? "✓" : "✗")
                        .orElse("✓");
            case WORKING -> "›";
            case QUEUED -> "·";
            case SETTLED -> " ";
        };
    }

    private static String cut(String text) {
        var line = InertText.line(text);
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }
}
