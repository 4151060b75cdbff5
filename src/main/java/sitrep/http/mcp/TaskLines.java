package sitrep.http.mcp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sitrep.core.text.SpokenTime;
import tools.jackson.databind.JsonNode;

/**
 * Tasks in lines of text. What was written by the work or by people stands in quotes, for a reader to tell it from what
 * we say.
 *
 * @param now what ages are counted up to
 */
record TaskLines(Instant now) {

    /** A task in one line. */
    String line(JsonNode task) {
        var head = "[%s] %s %s: %s"
                .formatted(said(task, "attention"), said(task, "id"), quoted(task.path("name")), phase(task));
        return Stream.of(head, block(task), update(task), next(task))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(". "));
    }

    /** A task in several lines. */
    String page(JsonNode task) {
        var lines = new ArrayList<String>(List.of(line(task)));
        add(lines, "goal: ", quoted(task.path("goal")));
        add(lines, "asked by: ", people(task.path("owner")));
        add(lines, "done by: ", people(task.path("executor")));
        add(lines, "result told to: ", quoted(task.path("reported").path("to")));
        for (var run : task.path("runs")) lines.add("- run " + run(run));
        more(lines, task, "moreRuns", "run");
        for (var update : task.path("updates")) lines.add("- news " + quoted(update.path("text")) + ago(update, "at"));
        more(lines, task, "moreUpdates", "update");
        for (var word : task.path("dissent")) {
            lines.add("- " + said(word, "source") + " says otherwise: " + quoted(word.path("said")));
        }
        return String.join("\n", lines);
    }

    private String run(JsonNode run) {
        return BriefTask.there(said(run, "id"), said(run, "kind"), quoted(run.path("label")), phase(run))
                .collect(Collectors.joining(" "));
    }

    private static void add(List<String> lines, String what, String text) {
        if (!text.isEmpty()) lines.add(what + text);
    }

    static void more(List<String> lines, JsonNode in, String field, String what) {
        var count = in.path(field).asInt(0);
        if (count > 0) lines.add("and " + count + " more " + what + (count == 1 ? "" : "s"));
    }

    private String phase(JsonNode of) {
        var progress = of.has("progress")
                ? " (" + of.path("progress").path("done") + " of "
                        + of.path("progress").path("total") + ")"
                : "";
        var phase = said(of, "phase");
        var outcome = said(of, "outcome");
        var how = outcome.isEmpty() || outcome.equals(phase) ? "" : " (" + outcome + ")";
        var since = age(of, "since").map(age -> outcome.isEmpty() ? " for " + age : " " + age + " ago");
        return phase + how + progress + since.orElse("");
    }

    private String block(JsonNode task) {
        var block = task.path("block");
        if (block.isMissingNode()) return "";
        var whom = quoted(block.path("waitingOn"));
        return BriefTask.there(
                        "Blocked by " + said(block, "reason"),
                        quoted(block.path("text")),
                        whom.isEmpty() ? "" : "waiting on " + whom)
                .collect(Collectors.joining(", "));
    }

    private String update(JsonNode task) {
        var text = quoted(task.path("update").path("text"));
        return text.isEmpty() ? "" : "News: " + text + ago(task.path("update"), "at");
    }

    private static String next(JsonNode task) {
        var next = task.path("next");
        if (next.isMissingNode()) return "";
        var command = said(next, "command");
        return "Next: " + quoted(next.path("text")) + (command.isEmpty() ? "" : " by `" + command + "`");
    }

    private static String people(JsonNode who) {
        return BriefTask.there(said(who, "kind"), quoted(who.path("name")), quoted(who.path("where")))
                .collect(Collectors.joining(" "));
    }

    private String ago(JsonNode of, String field) {
        return age(of, field).map(age -> " (" + age + " ago)").orElse("");
    }

    private Optional<String> age(JsonNode of, String field) {
        try {
            return Optional.of(said(of, field))
                    .filter(time -> !time.isEmpty())
                    .map(time -> SpokenTime.duration(Duration.between(Instant.parse(time), now)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static String said(JsonNode of, String field) {
        return of.path(field).asString("");
    }

    static String quoted(JsonNode text) {
        var said = text.asString("");
        return said.isEmpty() ? "" : "\"" + said.replace("\"", "'") + "\"";
    }
}
