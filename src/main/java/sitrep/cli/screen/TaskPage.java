package sitrep.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything about one task: what it is doing, what it needs, its runs, its news. */
public record TaskPage(ServerJson task, Screen screen) {

    /** Most runs, and most updates, that are shown; the whole list is in the JSON. */
    private static final int RUNS = 30;

    private static final int UPDATES = 10;

    /** Most of what operators asked of its source that is shown. */
    private static final int RECEIPTS = 5;

    /** Most moments beside its phases that are shown. */
    private static final int MOMENTS = 5;

    /** Deepest indent in the tree of runs. */
    private static final int DEPTH = 6;

    public List<StyledLine> lines() {
        var lines = new ArrayList<StyledLine>(screen.wrap("", Ink.STRONG, TaskGist.name(task)));
        var age = task.time("since").map(time -> " for " + screen.age(time)).orElse("");
        lines.add(StyledLine.of(TaskGist.ink(task), TaskGist.mark(task) + " " + task.spoken("phase") + age)
                .and(Ink.FAINT, after(TaskGist.owner(task)))
                .cut(screen.columns()));
        block(lines);
        facts(lines);
        runs(lines);
        updates(lines);
        return lines;
    }

    private static String after(String text) {
        return text.isEmpty() ? "" : " · " + text;
    }

    private void block(List<StyledLine> lines) {
        if (task.has("block")) {
            var block = task.in("block");
            lines.add(StyledLine.EMPTY);
            lines.addAll(screen.wrap("  ", Ink.STRONG, TaskGist.question(block) + TaskGist.more(block)));
            var on = block.text("waitingOn");
            var since = block.time("since")
                    .map(time -> " since " + screen.clock(time))
                    .orElse("");
            var about = TaskGist.reason(block) + (on.isEmpty() ? "" : ", waiting on " + on) + since;
            lines.addAll(screen.wrap("  ", Ink.FAINT, about));
            if (block.has("perhaps")) lines.addAll(screen.wrap("  ", Ink.PLAIN, screen.local(block.text("perhaps"))));
        } else if (task.has("next")) {
            lines.add(StyledLine.EMPTY);
        }
        BoardBrief.step(task.in("next"), screen, lines);
    }

    private void facts(List<StyledLine> lines) {
        lines.add(StyledLine.EMPTY);
        // Not laid out as the others are: an id is copied, so it stands on one line however long it is.
        lines.add(StyledLine.of(Ink.FAINT, CellWidth.pad("Id", 10)).and(task.text("id")));
        var update = task.in("update");
        fact(
                lines,
                "Latest",
                TaskGist.join(" ", update.text("text"), ago(update.time("at").orElse(Instant.EPOCH))),
                update);
        for (var dissent : task.list("dissent")) fact(lines, "Dissent", dissent(dissent), dissent);
        fact(lines, "Progress", progress(), task.in("progress"));
        fact(lines, "Expected", expected(), task.in("expected"));
        var remark = task.in("remark");
        fact(lines, "Remark", TaskGist.join(" ", screen.local(remark.text("text")), noticed()), remark);
        fact(lines, "Goal", task.text("goal"), task.in("goal"));
        fact(
                lines,
                "Worker",
                TaskGist.join(
                        " · ", TaskGist.executor(task), task.in("executor").text("where")),
                task.in("executor"));
        fact(lines, "Part of", task.text("parent"), task.in("parent"));
        fact(lines, "Labels", labels(), task.in("labels"));
        for (var link : task.list("links")) fact(lines, "Link", link.text("rel") + "  " + link.text("href"), link);
        when(lines, "Created", "created", "");
        when(lines, "Ended", "ended", task.spoken("outcome"));
        var reported = task.in("reported");
        fact(lines, "Reported", delivery(reported) + moment(reported), reported);
        var undelivered = task.in("undelivered");
        fact(lines, "Failed", "to deliver it: " + undelivered.text("failed") + moment(undelivered), undelivered);
        var acknowledged = task.in("acknowledged");
        var by = acknowledged.text("by");
        fact(lines, "Taken on", (by.isEmpty() ? "" : "by " + by) + moment(acknowledged), acknowledged);
        when(lines, "Snoozed", "snoozedUntil", "until");
        for (var receipt : task.list("receipts").stream().limit(RECEIPTS).toList()) {
            fact(
                    lines,
                    "Asked",
                    TaskGist.join(" ", receipt.text("says"), moment(receipt).strip()),
                    receipt);
        }
        moments(lines);
    }

    /** When it looked stuck or was taken for lost, the newest first; what was asked of its source stands above. */
    private void moments(List<StyledLine> lines) {
        var moments = task.list("moments").reversed().stream()
                .filter(one -> !one.raw("what").equals("act"))
                .limit(MOMENTS)
                .toList();
        for (var one : moments) fact(lines, "Moment", happened(one) + moment(one), one);
    }

    private static String happened(ServerJson one) {
        var cleared = one.node().path("cleared").asBoolean(false);
        return switch (one.raw("what")) {
            case "stall_began" -> "looked stuck. " + one.text("text");
            case "stall_ended" -> cleared ? "not stuck after all: it gave a sign of life" : "no longer stuck: it ended";
            case "loss_began" -> TaskGist.join(": ", "wrongly taken for lost", one.text("text"));
            default -> one.text("text");
        };
    }

    private void fact(List<StyledLine> lines, String name, String value, ServerJson there) {
        if (there.node().isMissingNode() || value.isBlank()) return;
        var wrapped = screen.wrap("          ", Ink.PLAIN, value.strip());
        var first = wrapped.getFirst();
        lines.add(StyledLine.of(Ink.FAINT, CellWidth.pad(name, 10))
                .and(first.pieces().getLast().text()));
        lines.addAll(wrapped.subList(1, wrapped.size()));
    }

    private void when(List<StyledLine> lines, String name, String field, String before) {
        task.time(field).ifPresent(time -> {
            var future = time.isAfter(screen.now());
            var relative = future ? "in " + SpokenAge.between(screen.now(), time) : screen.age(time) + " ago";
            fact(lines, name, TaskGist.join(" ", before, screen.clock(time), "(" + relative + ")"), task.in(field));
        });
    }

    private static String delivery(ServerJson reported) {
        if (reported.has("notOwed")) return "nobody needs to be told: " + reported.text("notOwed");
        var how = reported.text("how").isEmpty() ? "" : " by " + reported.text("how");
        return "to " + reported.text("to") + how;
    }

    private String moment(ServerJson noted) {
        return noted.time("at").map(at -> " at " + screen.clock(at)).orElse("");
    }

    private String ago(Instant time) {
        return "(" + screen.age(time) + " ago)";
    }

    /** As in {@code usually 6m, 90 % within 14m, n = 41; probably done at 14:20}. */
    private String expected() {
        var expected = task.in("expected");
        var done = expected.time("eta")
                .map(time -> "; probably done at " + screen.clock(time))
                .orElse("");
        return expected.text("text") + done;
    }

    /** As in {@code ci said failed at 10:05:00 (outcome of the run r4)}. */
    private String dissent(ServerJson dissent) {
        var of = dissent.text("of") + (dissent.has("run") ? " of the run " + dissent.text("run") : "");
        return dissent.text("source") + " said " + dissent.spoken("said") + moment(dissent) + " (" + of + ")";
    }

    private String noticed() {
        return task.in("remark")
                .time("since")
                .map(time -> "(noticed at " + screen.clock(time) + ")")
                .orElse("");
    }

    private String progress() {
        var progress = task.in("progress");
        if (progress.number("total") <= 0) return "";
        var percent = TaskGist.percent(progress);
        var full = (int) percent / 5;
        var bar = "█".repeat(full) + "░".repeat(20 - full);
        return bar + " " + progress.number("done") + " of " + progress.number("total") + " (" + percent + "%)";
    }

    private String labels() {
        var texts = new ArrayList<String>();
        var labels = task.in("labels");
        for (var name : labels.node().propertyNames()) texts.add(InertText.line(name) + "=" + labels.text(name));
        return String.join(", ", texts);
    }

    private void runs(List<StyledLine> lines) {
        var runs = task.list("runs");
        if (runs.isEmpty()) return;
        lines.add(StyledLine.EMPTY);
        lines.add(StyledLine.of(Ink.FAINT, "Runs"));
        var ordered = new ArrayList<Branch>();
        branches(runs, "", 0, new HashSet<>(), ordered);
        for (var run : runs) {
            if (ordered.stream().noneMatch(branch -> branch.run.equals(run))) ordered.add(new Branch(run, 0));
        }
        ordered.stream().limit(RUNS).forEach(branch -> run(branch, lines));
        if (ordered.size() > RUNS) {
            lines.add(StyledLine.of(Ink.FAINT, "  and " + (ordered.size() - RUNS) + " more: sitrep show --json"));
        }
    }

    private record Branch(ServerJson run, int depth) {}

    /** The runs below one parent, each followed by its own children. A cycle, which nobody should send, ends it. */
    private static void branches(List<ServerJson> runs, String parent, int depth, Set<String> seen, List<Branch> into) {
        for (var run : runs) {
            if (!run.raw("parent").equals(parent) || !seen.add(run.raw("id"))) continue;
            into.add(new Branch(run, Math.min(depth, DEPTH)));
            branches(runs, run.raw("id"), depth + 1, seen, into);
        }
    }

    private void run(Branch branch, List<StyledLine> lines) {
        var run = branch.run;
        var indent = "  " + "  ".repeat(branch.depth);
        var label = run.text("label").isEmpty() ? run.text("id") : run.text("label");
        var attempt = run.number("attempt") > 1 ? " (try " + run.number("attempt") + ")" : "";
        var end = run.time("ended").orElse(screen.now());
        var took = run.time("started").map(from -> SpokenAge.between(from, end)).orElse("");
        var state = run.has("outcome") ? run.spoken("outcome") : run.spoken("phase");
        lines.add(StyledLine.of(indent)
                .and(Ink.STRONG, label + attempt)
                .and(Ink.FAINT, "  " + run.spoken("kind") + "  ")
                .and(ink(run), state)
                .and(Ink.FAINT, "  " + took)
                .cut(screen.columns()));
        var segments = segments(run);
        if (!segments.isEmpty()) lines.addAll(screen.wrap(indent + "  ", Ink.FAINT, segments));
        if (!run.has("ended") && run.has("ages"))
            lines.addAll(screen.wrap(indent + "  ", Ink.FAINT, run.in("ages").text("text")));
        if (run.has("condition")) {
            var seen = run.in("condition");
            lines.addAll(screen.wrap(
                    indent + "  ", Ink.FAINT, "seen: " + TaskGist.join(", ", seen.text("kind"), seen.text("text"))));
        }
        waits(run, indent + "  ", lines);
        if (run.has("summary"))
            lines.add(StyledLine.of(indent + "  " + run.text("summary")).cut(screen.columns()));
    }

    /** All that a run waits for, each with what clears it, where the task as a whole shows only one of them. */
    private void waits(ServerJson run, String indent, List<StyledLine> lines) {
        if (!task.in("block").has("more")) return;
        for (var block : run.list("blocks")) {
            lines.addAll(screen.wrap(indent, Ink.NEEDS_YOU, TaskGist.question(block)));
            var command = block.in("next").text("command");
            if (!command.isEmpty()) lines.addAll(screen.wrap(indent, Ink.PLAIN, command));
        }
    }

    private static Ink ink(ServerJson run) {
        if (run.has("ended")) return run.raw("phase").equals("failed") ? Ink.STUCK : Ink.FAINT;
        return switch (run.raw("phase")) {
            case "waiting_user", "waiting_approval" -> Ink.NEEDS_YOU;
            case "stalled" -> Ink.STUCK;
            default -> Ink.WORKING;
        };
    }

    /** How long it did what, one after the other. A run with one phase alone says nothing new by it. */
    private String segments(ServerJson run) {
        var segments = run.list("segments");
        if (segments.size() < 2) return "";
        var texts = new ArrayList<String>();
        for (var segment : segments.subList(Math.max(0, segments.size() - 12), segments.size())) {
            var to = segment.time("to").or(() -> run.time("ended")).orElse(screen.now());
            var took =
                    segment.time("from").map(from -> Duration.between(from, to)).orElse(Duration.ZERO);
            if (segment.has("to") || !run.has("ended")) texts.add(segment.spoken("phase") + " " + SpokenAge.of(took));
        }
        return (segments.size() > 12 ? "… → " : "") + String.join(" → ", texts);
    }

    private void updates(List<StyledLine> lines) {
        var updates = task.list("updates");
        if (updates.size() < 2) return;
        lines.add(StyledLine.EMPTY);
        lines.add(StyledLine.of(Ink.FAINT, "Updates"));
        for (var update : updates.subList(0, Math.min(UPDATES, updates.size()))) {
            var clock = update.time("at").map(screen::clock).orElse("");
            lines.add(StyledLine.of(Ink.FAINT, "  " + clock + "  ")
                    .and(update.text("text"))
                    .cut(screen.columns()));
        }
        if (updates.size() > UPDATES) {
            lines.add(StyledLine.of(Ink.FAINT, "  and " + (updates.size() - UPDATES) + " more: sitrep show --json"));
        }
    }
}
