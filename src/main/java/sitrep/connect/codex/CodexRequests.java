package sitrep.connect.codex;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.HookIds;
import sitrep.connect.hooks.dialect.ToolCall;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import tools.jackson.databind.JsonNode;

/** What the app-server asks its client, where that is for its user to answer, and what came of it: a table. */
final class CodexRequests {
    /**
     * What is asked.
     *
     * @param call what it is about, if it is about a call
     * @param ends whether that call is over with the answer
     */
    record Question(Optional<ToolCall> call, ToolCall.Asking asks, boolean ends) {}

    private CodexRequests() {}

    /**
     * Nothing for what its client answers by itself.
     *
     * @param known the call that it is about, where that was told of before
     */
    static Optional<Question> of(String method, JsonNode params, Optional<ToolCall> known) {
        var item = HookIds.of(ForeignValue.text(params, "itemId"));
        return switch (method) {
            case "item/commandExecution/requestApproval" -> Optional.of(command(item, params));
            case "item/fileChange/requestApproval" -> {
                var call = known.orElseGet(() -> CodexItems.patch(item, ForeignValue.text(params, "grantRoot")));
                yield Optional.of(about(call, reasoned(params, call.asks().text())));
            }
            case "item/permissions/requestApproval" ->
                Optional.of(bare(BlockReason.APPROVAL, reasoned(params, "It asks for more permissions")));
            case "item/tool/requestUserInput" -> {
                var call = CodexItems.question(item, params.path("questions"));
                yield Optional.of(new Question(Optional.of(call), call.asks(), true));
            }
            case "mcpServer/elicitation/request" -> Optional.of(elicitation(params));
            default -> Optional.empty();
        };
    }

    private static Question command(Optional<String> item, JsonNode params) {
        var host = ForeignValue.text(params.path("networkApprovalContext"), "host");
        if (!host.isBlank()) return bare(BlockReason.APPROVAL, "Let it reach " + host);
        var call = CodexItems.command(item, ForeignValue.text(params, "command"));
        return about(call, call.asks().text());
    }

    private static Question about(ToolCall call, String text) {
        return new Question(Optional.of(call), new ToolCall.Asking(BlockReason.APPROVAL, text, List.of()), false);
    }

    private static Question bare(BlockReason reason, String text) {
        var asked = ForeignValue.asked(text).orElse("It asks for something");
        return new Question(Optional.empty(), new ToolCall.Asking(reason, asked, List.of()), false);
    }

    private static String reasoned(JsonNode params, String text) {
        var why = ForeignValue.line(ForeignValue.text(params, "reason"), Limits.TEXT);
        return why.map(it -> text + ": " + it).orElse(text);
    }

    private static Question elicitation(JsonNode params) {
        var isOfCall =
                ForeignValue.text(params.path("_meta"), "codex_approval_kind").equals("mcp_tool_call");
        var isAddress = ForeignValue.text(params, "mode").equals("url");
        var reason = isOfCall ? BlockReason.APPROVAL : isAddress ? BlockReason.AUTH : BlockReason.USER_INPUT;
        var server =
                ForeignValue.line(ForeignValue.text(params, "serverName"), 100).orElse("A tool's server");
        var text = ForeignValue.text(params, "message");
        return bare(reason, text.isBlank() ? server + " asks for something" : text);
    }

    /** What was answered. */
    static String answer(JsonNode response) {
        var result = response.path("result");
        if (result.path("decision").isObject()) return "allowed for good";
        if (result.has("answers")) return answered(result.path("answers"));
        if (result.has("permissions")) return result.path("permissions").isEmpty() ? "refused" : "allowed";
        return switch (ForeignValue.text(result, "decision", "action")) {
            case "accept" -> "allowed";
            case "acceptForSession" -> "allowed for the session";
            case "decline", "cancel" -> "refused";
            default -> "answered";
        };
    }

    private static String answered(JsonNode answers) {
        var words = StreamSupport.stream(answers.spliterator(), false)
                .flatMap(one -> StreamSupport.stream(one.path("answers").spliterator(), false))
                .filter(JsonNode::isString)
                .limit(Limits.OPTIONS)
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
        return ForeignValue.line(words, ForeignValue.NEWS)
                .map(text -> "answered: " + text)
                .orElse("answered");
    }
}
