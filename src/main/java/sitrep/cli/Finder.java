package sitrep.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/**
 * Finds the one task that somebody means: by its id, by the beginning of its id, by its name, or by a part of its name.
 * What is not unambiguous is not guessed.
 *
 * @param query what else to ask of its document, as in {@code ?with=ages}
 */
record Finder(Talk talk, String query) {

    /** Most candidates that are listed. */
    private static final int CANDIDATES = 10;

    Finder(Talk talk) {
        this(talk, "");
    }

    /** Goes on with the task's full document, or says why there is none. */
    int with(String meant, ToIntFunction<JsonNode> then) {
        return switch (full(meant)) {
            case Answer.Refused refused when refused.status() == 404 -> search(meant, then);
            case Answer other -> talk.with(other, then);
        };
    }

    private Answer full(String id) {
        return talk.client().get("/api/v1/tasks/" + ApiClient.encoded(id) + query);
    }

    private int search(String meant, ToIntFunction<JsonNode> then) {
        return talk.with(
                talk.client().get("/api/v1/tasks?limit=500"),
                board -> talk.with(found(meant, board), named -> {
                    var candidates = candidates(meant, new Told(board).list("items"), new Told(named).list("items"));
                    if (candidates.size() == 1)
                        return talk.with(full(candidates.getFirst().raw("id")), then);
                    return candidates.isEmpty() ? unknown(meant) : several(meant, candidates);
                }));
    }

    /** The tasks, settled long ago perhaps, in which all the words occur. */
    private Answer found(String meant, JsonNode board) {
        var words = meant.chars().anyMatch(Character::isLetterOrDigit);
        if (!words) return new Answer.Given(board);
        return talk.client().get("/api/v1/tasks?limit=100&q=" + ApiClient.encoded(meant));
    }

    private static List<Told> candidates(String meant, List<Told> board, List<Told> named) {
        var tasks = new LinkedHashMap<String, Told>();
        for (var task : board) tasks.put(task.raw("id"), task);
        for (var task : named) tasks.put(task.raw("id"), task);
        var text = meant.endsWith("…") ? meant.substring(0, meant.length() - 1) : meant;
        var lower = text.toLowerCase(Locale.ROOT);
        List<Predicate<Told>> ways = List.of(
                task -> task.raw("id").startsWith(text),
                task -> task.text("name").equalsIgnoreCase(text),
                task -> task.text("name").toLowerCase(Locale.ROOT).contains(lower));
        for (var way : ways) {
            var found = new ArrayList<>(tasks.values());
            found.removeIf(way.negate());
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    private int unknown(String meant) {
        var text = "no task goes by '" + Inert.line(meant) + "'. 'sitrep ls --all' lists those there are.";
        return talk.wrong(ExitCode.UNKNOWN, "No such task", text);
    }

    private int several(String meant, List<Told> candidates) {
        var text = candidates.size() + " tasks go by '" + Inert.line(meant) + "'; say which by its id:";
        var lines = new ArrayList<String>(List.of(text));
        for (var task : candidates.subList(0, Math.min(CANDIDATES, candidates.size()))) {
            lines.add("  " + Gist.join("  ", task.text("id"), task.spoken("phase"), Gist.name(task)));
        }
        if (candidates.size() > CANDIDATES) lines.add("  and " + (candidates.size() - CANDIDATES) + " more");
        return talk.wrong(ExitCode.UNKNOWN, "Several such tasks", String.join("\n", lines));
    }
}
