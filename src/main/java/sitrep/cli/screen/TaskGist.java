package sitrep.cli.screen;

import java.time.Instant;
import java.util.Optional;

/** What one task comes to in a few words: the parts that tables and sentences about tasks share. */
public final class TaskGist {
    private TaskGist() {}

    /** A sign for whoever sees no colours. */
    static String mark(ServerJson task) {
        return switch (task.raw("attention")) {
            case "needs_you" -> "!";
            case "stuck" -> "?";
            case "working" -> "›";
            case "queued" -> "·";
            default -> task.raw("phase").equals("failed") ? "✗" : "✓";
        };
    }

    /** What lies on a shelf stands back. */
    static Ink ink(ServerJson task) {
        if (task.has("shelf")) return Ink.FAINT;
        return Ink.ofAttention(task.raw("attention"));
    }

    public static String name(ServerJson task) {
        var name = task.text("name");
        return name.isEmpty() ? task.text("id") : name;
    }

    /** The question, if somebody is asked one, or else how it ended or what is new. */
    static String latest(ServerJson task) {
        if (task.has("block")) return join(" · ", shelf(task), question(task.in("block")) + more(task.in("block")));
        var update = task.in("update").text("text");
        return join(" · ", shelf(task), join(": ", ending(task), join(" ", share(task, update), update)));
    }

    /** Who is on it, or that it was put off or dismissed. */
    private static String shelf(ServerJson task) {
        return switch (task.raw("shelf")) {
            case "on_it" -> {
                var by = task.in("acknowledged").text("by");
                yield (by.isEmpty() ? "somebody" : by) + " is on it";
            }
            case "" -> "";
            default -> task.spoken("shelf");
        };
    }

    /** Until when it is put off, if it is. */
    static String snoozed(ServerJson task, Screen screen) {
        var until = task.time("snoozedUntil").map(time -> "snoozed until " + screen.clock(time));
        return until.orElse(task.raw("shelf").equals("snoozed") ? "snoozed until it changes" : "");
    }

    static String question(ServerJson block) {
        var text = block.text("text");
        return text.isEmpty() ? reason(block) : text;
    }

    /** As in {@code (and 2 more wait)}; nothing where it is the only one. */
    static String more(ServerJson block) {
        var more = block.number("more");
        if (more <= 0) return "";
        return " (and " + more + " more " + (more == 1 ? "waits)" : "wait)");
    }

    /** What sort of block it is, as a sentence about the task. */
    static String reason(ServerJson block) {
        return switch (block.raw("reason")) {
            case "user_input" -> "Needs an answer";
            case "confirmation" -> "Needs a confirmation";
            case "approval" -> "Needs an approval";
            case "auth" -> "Needs a sign-in";
            case "subagent" -> "Waits for a sub-agent";
            case "external_api" -> "Waits for another system";
            case "suspected_stall" -> "Silent for longer than usual";
            default -> block.spoken("reason");
        };
    }

    static String executor(ServerJson task) {
        var executor = task.in("executor");
        return join(" · ", executor.spoken("kind"), executor.text("name"));
    }

    static String owner(ServerJson task) {
        var owner = task.in("owner");
        var where = owner.text("where");
        if (owner.text("name").isEmpty()) return "";
        return "asked by " + owner.text("name") + (where.isEmpty() ? "" : " in " + where);
    }

    /** How long it has waited, been over, or been without news: whatever matters in its state. */
    static Optional<Instant> moment(ServerJson task) {
        if (task.raw("attention").equals("stuck")
                && task.in("block").time("since").isPresent()) {
            return task.in("block").time("since");
        }
        var field = switch (task.raw("attention")) {
            case "needs_you", "stuck", "queued" -> "since";
            case "working" -> "lastUpdate";
            default -> "ended";
        };
        return task.time(field).or(() -> task.time("since"));
    }

    /** The outcome, where the phase does not say it already. */
    static String ending(ServerJson task) {
        return switch (task.raw("outcome")) {
            case "", "succeeded", "failed" -> "";
            default -> task.spoken("outcome");
        };
    }

    /** How much is done, unless the text says so itself. */
    private static String share(ServerJson task, String text) {
        var progress = task.in("progress");
        var total = progress.number("total");
        if (total <= 0 || task.has("ended") || text.contains(Long.toString(total)) || text.contains("%")) return "";
        return percent(progress) + "%";
    }

    static long percent(ServerJson progress) {
        return Math.clamp(Math.round(100.0 * progress.number("done") / progress.number("total")), 0, 100);
    }

    /** The texts that are not empty, with the given one between them. */
    public static String join(String between, String... texts) {
        var joined = new StringBuilder();
        for (var text : texts) {
            if (text.isEmpty()) continue;
            if (!joined.isEmpty()) joined.append(between);
            joined.append(text);
        }
        return joined.toString();
    }
}
