package sitrep.connect.hooks.dialect;

import static sitrep.connect.hooks.dialect.HookWords.is;
import static sitrep.connect.hooks.dialect.HookWords.one;
import static sitrep.connect.hooks.dialect.HookWords.prompt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.OpenCall;
import sitrep.core.source.Connection;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/**
 * What Copilot CLI says by its hooks: a table of them. A hook does not name itself, but each is told by what it holds;
 * where it does name itself its fields have other names. {@code permissionRequest} is called whether or not somebody is
 * asked, and so says nothing.
 */
public final class CopilotDialect implements Dialect {
    private static final ToolTable TOOLS = new ToolTable()
            .with(Phase.READING_CONTEXT, OpenCall.Kind.READ, "Read", List.of("path", "file_path"), "view", "show_file")
            .with(
                    Phase.READING_CONTEXT,
                    OpenCall.Kind.READ,
                    "Search",
                    List.of("pattern", "query"),
                    "glob",
                    "grep",
                    "rg",
                    "lsp")
            .with(Phase.EDITING, OpenCall.Kind.EDIT, "Edit", List.of("path", "file_path"), "edit", "str_replace_editor")
            .with(Phase.EDITING, OpenCall.Kind.EDIT, "Write", List.of("path", "file_path"), "create", "write")
            .with(Phase.EDITING, OpenCall.Kind.EDIT, "Patch", List.of(), "apply_patch")
            .with(Phase.RESEARCHING, OpenCall.Kind.WEB, "Fetch", List.of("url"), "web_fetch", "fetch")
            .with(Phase.RESEARCHING, OpenCall.Kind.WEB, "Search the web for", List.of("query"), "web_search")
            .with(
                    Phase.PLANNING,
                    OpenCall.Kind.PLAN,
                    "Plan",
                    List.of("intent", "title", "skill"),
                    "update_todo",
                    "report_intent",
                    "skill",
                    "store_memory")
            .aside(OpenCall.Kind.ASK, "Ask", List.of("question"), "ask_user")
            .aside(OpenCall.Kind.ASK, "Plan", List.of("summary"), "exit_plan_mode")
            .aside(OpenCall.Kind.SUBAGENT, "Send off", List.of("description", "name"), "task")
            .aside(
                    OpenCall.Kind.SHELL_POLL,
                    "Look after",
                    List.of("description"),
                    "read_bash",
                    "write_bash",
                    "stop_bash",
                    "list_bash",
                    "read_agent",
                    "list_agents")
            .shell(List.of("command"), "bash", "powershell", "shell");

    private static final Connection.Sight SIGHT = new Connection.Sight(
            List.of(
                    "what is asked in its sessions",
                    "tools with their arguments and what came of them",
                    "sub-agents",
                    "approvals with the command or file that waits"),
            List.of(
                    new Connection.Unseen("what it answers", "none: no hook tells it"),
                    new Connection.Unseen("that somebody answered, before the tool has run", "none: no hook tells it"),
                    new Connection.Unseen(
                            "what goes on between hooks", "none: a hook comes only when something begins or ends")));

    /** What follows from a hook. */
    private interface Meaning {
        List<Signal> of(JsonNode hook);
    }

    private static final Map<String, Meaning> HOOKS = Map.ofEntries(
            Map.entry("sessionStart", hook -> one(new Signal.SessionBegan(is(hook, "source", "resume")))),
            Map.entry(
                    "userPromptSubmitted", hook -> one(new Signal.Prompted(prompt(ForeignValue.text(hook, "prompt"))))),
            Map.entry("preToolUse", hook -> one(new Signal.CallBegan(call(hook)))),
            Map.entry("postToolUse", CopilotDialect::ended),
            Map.entry("postToolUseFailure", hook -> one(ended(hook, Optional.of(error(hook))))),
            Map.entry("notification", CopilotDialect::notified),
            Map.entry("agentStop", CopilotDialect::stopped),
            Map.entry("errorOccurred", CopilotDialect::failed),
            Map.entry("preCompact", _ -> one(new Signal.Compacting(false))),
            Map.entry("sessionEnd", CopilotDialect::left));

    /** The same of a sub-agent: its turns are none that anybody asked for. */
    private static final Map<String, Meaning> OF_CHILDREN = Map.ofEntries(
            Map.entry("subagentStart", CopilotDialect::childBegan),
            Map.entry("subagentStop", CopilotDialect::childEnded),
            Map.entry("preToolUse", hook -> one(new Signal.CallBegan(call(hook)))),
            Map.entry("postToolUse", CopilotDialect::ended),
            Map.entry("postToolUseFailure", hook -> one(ended(hook, Optional.of(error(hook))))));

    /** What hooks call themselves where they do. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("SessionStart", "sessionStart"),
            Map.entry("UserPromptSubmit", "userPromptSubmitted"),
            Map.entry("PreToolUse", "preToolUse"),
            Map.entry("PostToolUse", "postToolUse"),
            Map.entry("PostToolUseFailure", "postToolUseFailure"),
            Map.entry("Notification", "notification"),
            Map.entry("Stop", "agentStop"),
            Map.entry("ErrorOccurred", "errorOccurred"),
            Map.entry("PreCompact", "preCompact"),
            Map.entry("SessionEnd", "sessionEnd"));

    /** All hooks that say something. */
    public static List<String> hooks() {
        return Stream.concat(HOOKS.keySet().stream(), OF_CHILDREN.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public String agent() {
        return "copilot";
    }

    @Override
    public String spoken() {
        return "Copilot CLI";
    }

    @Override
    public boolean tellsTime() {
        return true;
    }

    @Override
    public Optional<Instant> calledAt(JsonNode hook) {
        return ForeignValue.time(hook, "timestamp");
    }

    @Override
    public String program() {
        return "copilot";
    }

    @Override
    public Connection.Sight sight() {
        return SIGHT;
    }

    @Override
    public Optional<HookMessage> read(JsonNode hook, Instant at) {
        var child = child(hook);
        var session = child.isPresent()
                ? HookIds.of(ForeignValue.text(hook, "parentAgentId", "parent_agent_id"))
                : HookIds.of(ForeignValue.text(hook, "sessionId", "session_id"));
        var name = name(hook);
        if (session.isEmpty() || name.isBlank()) return Optional.empty();
        var place = HookPlace.session(
                session.get(),
                ForeignValue.text(hook, "cwd"),
                ForeignValue.text(hook, "transcriptPath", "transcript_path"),
                "copilot --resume");
        return Optional.of(new HookMessage(
                HookIds.of(name).orElseThrow(),
                place,
                Optional.empty(),
                child,
                Canon.digest(name, hook),
                calledAt(hook).isPresent(),
                (child.isPresent() ? OF_CHILDREN : HOOKS)
                        .getOrDefault(name, _ -> List.of())
                        .of(hook)));
    }

    /** A sub-agent, whose hooks name the session that it serves as that of its parent. */
    private static Optional<HookMessage.Child> child(JsonNode hook) {
        var id = HookIds.of(ForeignValue.text(hook, "agentId", "agent_id"));
        var parent = HookIds.of(ForeignValue.text(hook, "parentAgentId", "parent_agent_id"));
        if (id.isEmpty() || parent.isEmpty() || id.equals(parent)) return Optional.empty();
        var kind = ForeignValue.line(ForeignValue.text(hook, "agentType", "agent_type"), 100);
        return Optional.of(new HookMessage.Child(id.get(), kind.orElse("sub-agent")));
    }

    private static List<Signal> childEnded(JsonNode hook) {
        var answer = ForeignValue.summary(ForeignValue.text(hook, "response"));
        return child(hook)
                .map(it -> one(new Signal.ChildEnded(it.id(), Outcome.SUCCEEDED, answer)))
                .orElse(List.of());
    }

    private static List<Signal> childBegan(JsonNode hook) {
        return child(hook)
                .map(it -> one(new Signal.ChildBegan(it.id(), it.kind())))
                .orElse(List.of());
    }

    private static String name(JsonNode hook) {
        var said = ForeignValue.text(hook, "hook_event_name", "hookName");
        if (!said.isBlank()) return NAMES.getOrDefault(said, said);
        if (hook.has("notification_type") || hook.has("notificationType")) return "notification";
        if (hook.has("toolResult")) return "postToolUse";
        if (hook.has("toolName")) return hook.has("error") ? "postToolUseFailure" : "preToolUse";
        if (hook.has("agentName")) return hook.has("stopReason") ? "subagentStop" : "subagentStart";
        if (hook.has("stopReason")) return "agentStop";
        if (hook.has("error")) return "errorOccurred";
        if (hook.has("source")) return "sessionStart";
        if (hook.has("prompt")) return "userPromptSubmitted";
        if (hook.has("trigger")) return "preCompact";
        return hook.has("reason") ? "sessionEnd" : "";
    }

    private static ToolCall call(JsonNode hook) {
        var tool = ForeignValue.text(hook, "toolName", "tool_name");
        var input = hook.has("toolArgs") ? hook.path("toolArgs") : hook.path("tool_input");
        var call = TOOLS.call(Optional.empty(), tool, input);
        if (!tool.equals("ask_user")) return call;
        var options = new ArrayList<String>();
        for (var choice : input.path("choices")) {
            if (choice.isString() && options.size() < Limits.OPTIONS) {
                ForeignValue.line(choice.asString(), Limits.NAME).ifPresent(options::add);
            }
        }
        var text = ForeignValue.asked(ForeignValue.text(input, "question")).orElse("It asks a question");
        var asks = new ToolCall.Asking(BlockReason.USER_INPUT, text, options);
        return new ToolCall(call.id(), call.likeness(), call.phase(), call.kind(), call.title(), call.limit(), asks);
    }

    private static JsonNode result(JsonNode hook) {
        return hook.has("toolResult") ? hook.path("toolResult") : hook.path("tool_result");
    }

    private static List<Signal> ended(JsonNode hook) {
        var result = result(hook);
        var text = ForeignValue.text(result, "textResultForLlm", "text_result_for_llm");
        return switch (ForeignValue.text(result, "resultType", "result_type")) {
            case "denied", "rejected" -> one(new Signal.CallDenied(call(hook), ForeignValue.news(text)));
            case "failure", "error" ->
                one(ended(hook, Optional.of(ForeignValue.news(text).orElse("it failed"))));
            default -> one(ended(hook, Optional.empty()));
        };
    }

    private static Signal ended(JsonNode hook, Optional<String> failure) {
        var digest = Canon.digest(failure.orElse(""), result(hook));
        return new Signal.CallEnded(call(hook), digest, failure, false, Optional.empty(), Optional.empty());
    }

    private static String error(JsonNode hook) {
        var error = hook.path("error");
        var text = error.isString() ? error.asString() : ForeignValue.text(error, "message");
        return ForeignValue.news(text).orElse("it failed");
    }

    private static List<Signal> notified(JsonNode hook) {
        var text =
                ForeignValue.news(ForeignValue.text(hook, "message", "title")).orElse("It waits for a person");
        return switch (ForeignValue.text(hook, "notification_type", "notificationType")) {
            case "permission_prompt", "elicitation_dialog" -> one(new Signal.Reminded(text));
            default -> List.of();
        };
    }

    private static List<Signal> stopped(JsonNode hook) {
        return switch (ForeignValue.text(hook, "stopReason", "stop_reason")) {
            case "abort", "aborted", "cancelled", "interrupted" -> one(new Signal.Interrupted());
            default -> {
                var text = ForeignValue.text(hook, "lastAssistantMessage", "last_assistant_message");
                yield one(new Signal.TurnEnded(ForeignValue.summary(text), List.of()));
            }
        };
    }

    /** What it can recover from by itself is no end, and told as news. */
    private static List<Signal> failed(JsonNode hook) {
        if (hook.path("recoverable").asBoolean(false)) return one(new Signal.Spoke(error(hook)));
        return one(new Signal.TurnFailed(Optional.empty(), error(hook), Optional.empty()));
    }

    /** Where an error ended it, that is the last of which it told. */
    private static List<Signal> left(JsonNode hook) {
        return switch (ForeignValue.text(hook, "reason")) {
            case "user_exit", "abort" -> one(new Signal.SessionEnded(Signal.Leaving.BY_PERSON));
            case "error" ->
                List.of(
                        new Signal.TurnFailed(Optional.empty(), "", Optional.empty()),
                        new Signal.SessionEnded(Signal.Leaving.UNSAID));
            default -> one(new Signal.SessionEnded(Signal.Leaving.UNSAID));
        };
    }
}
