package sitrep.connect.opencode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.HookIds;
import sitrep.connect.hooks.dialect.ToolCall;
import sitrep.connect.hooks.dialect.ToolTable;
import sitrep.core.event.OpenCall;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/** What the tools of OpenCode say about whoever calls them, and what is asked before they do something: tables. */
final class OpenCodeTools {
    /** Patterns that one request names; of more the first. */
    private static final int PATTERNS = 20;

    private static final ToolTable TOOLS = new ToolTable()
            .with(Phase.READING_CONTEXT, OpenCall.Kind.READ, "Read", List.of("filePath", "path"), "read", "list", "lsp")
            .with(Phase.READING_CONTEXT, OpenCall.Kind.READ, "Search", List.of("pattern", "query"), "glob", "grep")
            .with(Phase.EDITING, OpenCall.Kind.EDIT, "Edit", List.of("filePath"), "edit", "multiedit")
            .with(Phase.EDITING, OpenCall.Kind.EDIT, "Write", List.of("filePath"), "write")
            .with(Phase.EDITING, OpenCall.Kind.EDIT, "Patch", List.of(), "patch", "apply_patch")
            .with(Phase.RESEARCHING, OpenCall.Kind.WEB, "Fetch", List.of("url"), "webfetch")
            .with(Phase.RESEARCHING, OpenCall.Kind.WEB, "Search for", List.of("query"), "websearch", "codesearch")
            .with(Phase.PLANNING, OpenCall.Kind.PLAN, "Plan", List.of(), "todowrite", "todoread", "plan_enter")
            .with(Phase.PLANNING, OpenCall.Kind.PLAN, "Look up", List.of("name"), "skill")
            .aside(OpenCall.Kind.SUBAGENT, "Send off", List.of("description"), "task")
            .aside(OpenCall.Kind.ASK, "Ask", List.of(), "question", "plan_exit")
            .shell(List.of("command"), "bash", "shell");

    private OpenCodeTools() {}

    /** The call that a part of a message is. */
    static Optional<ToolCall> call(JsonNode part) {
        var id = ForeignValue.text(part, "callID");
        if (id.isBlank()) return Optional.empty();
        var tool = ForeignValue.text(part, "tool");
        var input = part.path("state").path("input");
        var call = TOOLS.call(Optional.of(id(id)), tool, input);
        if (!tool.equals("question")) return Optional.of(call);
        var asks = ToolTable.question(input.path("questions"));
        var title = ForeignValue.line("Ask " + asks.text(), ForeignValue.NEWS).orElse("Ask");
        return Optional.of(
                new ToolCall(call.id(), call.likeness(), call.phase(), call.kind(), title, call.limit(), asks));
    }

    static String id(String text) {
        return HookIds.of(text).orElse("none");
    }

    /** What a person is asked before something is done. */
    static ToolCall.Asking permission(JsonNode request) {
        var what =
                ForeignValue.line(ForeignValue.text(request, "permission"), 100).orElse("something");
        var metadata = request.path("metadata");
        var command = ForeignValue.text(metadata, "command");
        var subject = ForeignValue.text(metadata, "filepath", "url");
        var about = subject.isBlank() ? patterns(request) : subject;
        var text = switch (what) {
            case "bash", "shell" -> command.isBlank() ? about : command;
            case "edit", "write", "patch", "apply_patch" -> "Edit " + about;
            case "read", "list" -> "Read " + about;
            case "glob", "grep" -> "Search " + about;
            case "webfetch" -> "Fetch " + about;
            case "websearch", "codesearch" -> "Search for " + about;
            case "external_directory" -> "Go outside its folder: " + about;
            case "doom_loop" -> "Go on, although it does the same again and again";
            case "task" -> "Send off " + about;
            default -> what + " " + about;
        };
        return new ToolCall.Asking(
                BlockReason.APPROVAL, ForeignValue.asked(text).orElse(what), List.of());
    }

    private static String patterns(JsonNode request) {
        return StreamSupport.stream(request.path("patterns").spliterator(), false)
                .filter(JsonNode::isString)
                .limit(PATTERNS)
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }

    /** What was answered to questions, in their order. */
    static String answers(JsonNode reply) {
        var words = StreamSupport.stream(reply.path("answers").spliterator(), false)
                .flatMap(answer -> StreamSupport.stream(answer.spliterator(), false))
                .filter(JsonNode::isString)
                .limit(PATTERNS)
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
        return ForeignValue.line(words, ForeignValue.NEWS)
                .map(text -> "answered: " + text)
                .orElse("answered");
    }
}
