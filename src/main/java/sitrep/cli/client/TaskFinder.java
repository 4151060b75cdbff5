package sitrep.cli.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import sitrep.cli.screen.InertText;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.TaskGist;
import tools.jackson.databind.JsonNode;

/**
 * Finds the one task that somebody means, by its id or by its whole name. A part of a name is not enough: a script that
 * waits for `deploy` must not go on for last week's `deploy search`. What comes close is only listed.
 *
 * @param query what else to ask of its document, as in {@code ?with=ages}
 */
public record TaskFinder(CommandTalk talk, String query) {

    /** Most candidates that are listed. */
    private static final int CANDIDATES = 10;

    public TaskFinder(CommandTalk talk) {
        this(talk, "");
    }

    /** Goes on with the task's full document, or says why there is none. */
    public int with(String meant, ToIntFunction<JsonNode> then) {
        return switch (full(meant)) {
            case ServerAnswer.Refused refused when refused.status() == 404 -> search(meant, then);
            case ServerAnswer other -> talk.with(other, then);
        };
    }

    private ServerAnswer full(String id) {
        return talk.client().get("/api/v1/tasks/" + ApiClient.encoded(id) + query);
    }

    private int search(String meant, ToIntFunction<JsonNode> then) {
        if (meant.isBlank()) return unknown(meant, List.of());
        return talk.with(
                talk.client().get("/api/v1/tasks?limit=500"),
                board -> talk.with(found(meant, board), named -> {
                    var tasks = together(new ServerJson(board).list("items"), new ServerJson(named).list("items"));
                    var exact = tasks.stream()
                            .filter(task -> task.raw("name").equals(meant))
                            .toList();
                    if (exact.size() == 1)
                        return talk.with(full(exact.getFirst().raw("id")), then);
                    return exact.isEmpty() ? unknown(meant, like(meant, tasks)) : several(meant, exact);
                }));
    }

    /** The tasks, settled long ago perhaps, in which all the words occur. */
    private ServerAnswer found(String meant, JsonNode board) {
        var words = meant.chars().anyMatch(Character::isLetterOrDigit);
        if (!words) return new ServerAnswer.Given(board);
        return talk.client().get("/api/v1/tasks?limit=500&q=" + ApiClient.encoded(meant));
    }

    private static List<ServerJson> together(List<ServerJson> board, List<ServerJson> named) {
        var tasks = new LinkedHashMap<String, ServerJson>();
        for (var task : board) tasks.put(task.raw("id"), task);
        for (var task : named) tasks.put(task.raw("id"), task);
        return List.copyOf(tasks.values());
    }

    private static List<ServerJson> like(String meant, List<ServerJson> tasks) {
        var lower = meant.toLowerCase(Locale.ROOT);
        return tasks.stream()
                .filter(task -> task.raw("id").startsWith(meant)
                        || task.raw("name").toLowerCase(Locale.ROOT).contains(lower))
                .toList();
    }

    private int unknown(String meant, List<ServerJson> like) {
        var text = "no task goes by '" + InertText.line(meant) + "'. ";
        if (like.isEmpty()) {
            return talk.wrong(ExitCode.UNKNOWN, "No such task", text + "'sitrep ls --all' lists those there are.");
        }
        return listed("No such task", text + "Say the id, or the whole name, of one of these:", like);
    }

    private int several(String meant, List<ServerJson> candidates) {
        var text = candidates.size() + " tasks go by '" + InertText.line(meant) + "'; say which by its id:";
        return listed("Several such tasks", text, candidates);
    }

    private int listed(String title, String text, List<ServerJson> candidates) {
        var lines = new ArrayList<String>(List.of(text));
        for (var task : candidates.subList(0, Math.min(CANDIDATES, candidates.size()))) {
            lines.add("  " + TaskGist.join("  ", task.text("id"), task.spoken("phase"), TaskGist.name(task)));
        }
        if (candidates.size() > CANDIDATES) lines.add("  and " + (candidates.size() - CANDIDATES) + " more");
        return talk.wrong(ExitCode.UNKNOWN, title, String.join("\n", lines));
    }
}
