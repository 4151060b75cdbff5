package sitrep.connect.codex;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sitrep.connect.commands.ShellScript;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.HookIds;
import sitrep.connect.hooks.dialect.ToolCall;
import sitrep.connect.hooks.dialect.ToolTable;
import sitrep.core.event.OpenCall;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the items of a turn say about whoever does them, as calls of tools: a table by their types. */
final class CodexItems {
    private static final String COMMAND = "commandExecution";
    private static final String PATCH = "fileChange";
    private static final String AGENTS = "collabAgentToolCall";
    private static final String ASK = "question";

    /** Types of items that are calls. */
    private static final Set<String> CALLS = Set.of(
            COMMAND,
            PATCH,
            AGENTS,
            "mcpToolCall",
            "dynamicToolCall",
            "webSearch",
            "imageView",
            "imageGeneration",
            "enteredReviewMode",
            "exitedReviewMode");

    /** The words that {@code sh -lc SCRIPT} has. */
    private static final int SCRIPT_WORDS = 3;

    private static final ToolTable TOOLS = new ToolTable()
            .shell(List.of("command"), COMMAND)
            .with(Phase.EDITING, OpenCall.Kind.EDIT, "Patch", List.of("path"), PATCH)
            .with(Phase.RESEARCHING, OpenCall.Kind.WEB, "Search the web for", List.of("query"), "webSearch")
            .with(Phase.READING_CONTEXT, OpenCall.Kind.READ, "Look at", List.of("path"), "imageView")
            .with(Phase.TESTING, OpenCall.Kind.OTHER, "Review", List.of("review"), "enteredReviewMode")
            .aside(OpenCall.Kind.OTHER, "Finish the review", List.of(), "exitedReviewMode")
            .aside(OpenCall.Kind.OTHER, "Make a picture", List.of(), "imageGeneration")
            .aside(OpenCall.Kind.SUBAGENT, "Send off", List.of("prompt"), "spawnAgent", "sendInput")
            .aside(OpenCall.Kind.SUBAGENT, "Wait for a sub-agent", List.of(), "wait", "resumeAgent", "closeAgent")
            .aside(OpenCall.Kind.ASK, "Ask", List.of(), ASK);

    private CodexItems() {}

    static boolean isCommand(JsonNode item) {
        return type(item).equals(COMMAND);
    }

    private static String type(JsonNode item) {
        return ForeignValue.text(item, "type");
    }

    /** The call that an item is, if it is one. */
    static Optional<ToolCall> call(JsonNode item) {
        var id = HookIds.of(ForeignValue.text(item, "id"));
        if (id.isEmpty() || !CALLS.contains(type(item))) return Optional.empty();
        return Optional.of(
                switch (type(item)) {
                    case COMMAND -> command(id, ForeignValue.text(item, "command"));
                    case PATCH -> patch(id, changed(item.path("changes")));
                    case AGENTS -> TOOLS.call(id, or(ForeignValue.text(item, "tool"), AGENTS), item);
                    case "mcpToolCall" -> TOOLS.call(id, named(item, "server"), item.path("arguments"));
                    case "dynamicToolCall" -> TOOLS.call(id, named(item, "namespace"), item.path("arguments"));
                    default -> TOOLS.call(id, type(item), item);
                });
    }

    private static String named(JsonNode item, String within) {
        var tool = or(ForeignValue.text(item, "tool"), "a tool");
        var of = ForeignValue.text(item, within);
        return of.isBlank() ? tool : of + ": " + tool;
    }

    private static String or(String text, String otherwise) {
        return text.isBlank() ? otherwise : text;
    }

    static ToolCall command(Optional<String> id, String command) {
        return TOOLS.call(id, COMMAND, JsonNodeFactory.instance.objectNode().put("command", script(command)));
    }

    /** Codex tells of the shell that it starts for it as well. */
    private static String script(String command) {
        if (command.length() > Limits.TEXT) return command;
        var commands = ShellScript.commands(command);
        if (commands.size() != 1 || commands.getFirst().size() != SCRIPT_WORDS) return command;
        var words = commands.getFirst();
        var isShell = words.getFirst().endsWith("sh") && words.get(1).matches("-l?c");
        return isShell ? words.get(2) : command;
    }

    static ToolCall patch(Optional<String> id, String path) {
        return TOOLS.call(id, PATCH, JsonNodeFactory.instance.objectNode().put("path", path));
    }

    private static String changed(JsonNode changes) {
        var first = ForeignValue.text(changes.path(0), "path");
        return changes.size() < 2
                ? first
                : first.substring(first.lastIndexOf('/') + 1) + " and " + (changes.size() - 1) + " more";
    }

    /** A call that does nothing but ask. */
    static ToolCall question(Optional<String> id, JsonNode questions) {
        var call = TOOLS.call(id, ASK, questions);
        var asks = ToolTable.question(questions);
        var title = ForeignValue.line("Ask " + asks.text(), ForeignValue.NEWS).orElse("Ask");
        return new ToolCall(call.id(), call.likeness(), call.phase(), call.kind(), title, call.limit(), asks);
    }

    /** Why an item that is over failed, if it did. */
    static Optional<String> failure(JsonNode item) {
        if (!ForeignValue.text(item, "status").equals("failed")) return Optional.empty();
        var exit = item.path("exitCode");
        var error = ForeignValue.text(item.path("error"), "message");
        var why = exit.isNumber() ? "exit " + exit.asInt(0) : error;
        return Optional.of(ForeignValue.news(why).orElse("it failed"));
    }

    static boolean isDeclined(JsonNode item) {
        return ForeignValue.text(item, "status").equals("declined");
    }

    /** The same for the same result. */
    static String digest(JsonNode item) {
        return ForeignValue.digest(
                ForeignValue.text(item, "aggregatedOutput"),
                item.path("exitCode").asString(""),
                ForeignValue.text(item, "status"));
    }

    /** What somebody asks, in all its pieces. */
    static String asked(JsonNode item) {
        return StreamSupport.stream(item.path("content").spliterator(), false)
                .map(piece -> ForeignValue.text(piece, "text", "name"))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
