package sitrep.connect.hooks.dialect;

import static sitrep.connect.hooks.dialect.HookWords.is;
import static sitrep.connect.hooks.dialect.HookWords.one;
import static sitrep.connect.hooks.dialect.HookWords.prompt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.OpenCall;
import sitrep.core.source.Connection;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/**
 * What Codex says by its hooks, and by the program that it calls when a turn is over ({@code notify}): a table of both.
 */
public final class CodexDialect implements Dialect {
    private static final String TURN_OVER = "agent-turn-complete";

    /** What stands before the names of tools for sub-agents. */
    private static final String OF_AGENTS = "\\Amulti_agent_v\\d+[._]*";

    private static final ToolTable TOOLS = new ToolTable()
            .with(Phase.EDITING, OpenCall.Kind.EDIT, "Patch", List.of(), "apply_patch", "Edit", "Write")
            .with(Phase.READING_CONTEXT, OpenCall.Kind.READ, "Look at", List.of("path"), "view_image", "read_file")
            .with(Phase.READING_CONTEXT, OpenCall.Kind.READ, "List", List.of("dir_path"), "list_dir", "grep_files")
            .with(Phase.RESEARCHING, OpenCall.Kind.WEB, "Search the web for", List.of("query"), "web_search")
            .with(Phase.PLANNING, OpenCall.Kind.PLAN, "Plan", List.of("explanation"), "update_plan")
            .aside(OpenCall.Kind.SUBAGENT, "Send off", List.of("message"), "spawn_agent", "send_input", "wait_agent")
            .aside(OpenCall.Kind.SUBAGENT, "Wait for", List.of(), "wait", "resume_agent", "close_agent")
            .aside(OpenCall.Kind.ASK, "Ask", List.of(), "request_user_input")
            .aside(OpenCall.Kind.SHELL_POLL, "Look after", List.of(), "write_stdin")
            .shell(List.of("command", "cmd"), "Bash", "exec_command", "shell", "local_shell", "shell_command");

    private static final Connection.Sight SIGHT = new Connection.Sight(
            List.of(
                    "what is asked and answered in its sessions",
                    "tools with their arguments",
                    "sub-agents",
                    "approvals with the command that waits"),
            List.of(
                    new Connection.Unseen(
                            "anything, while its hooks are not trusted", "trust them: start codex, type /hooks"),
                    new Connection.Unseen(
                            "that its provider refuses, or that somebody interrupted it", "none: no hook tells it"),
                    new Connection.Unseen(
                            "what goes on between hooks", "none: a hook comes only when something begins or ends")));

    /** What follows from a hook. */
    private interface Meaning {
        List<Signal> of(JsonNode hook);
    }

    private static final Map<String, Meaning> HOOKS = Map.ofEntries(
            Map.entry("SessionStart", hook -> one(new Signal.SessionBegan(is(hook, "source", "resume")))),
            Map.entry("UserPromptSubmit", CodexDialect::prompted),
            Map.entry("PreToolUse", CodexDialect::began),
            Map.entry("PermissionRequest", hook -> one(new Signal.Asked(call(hook)))),
            Map.entry("PostToolUse", CodexDialect::ended),
            Map.entry("PreCompact", _ -> one(new Signal.Compacting(false))),
            Map.entry("PostCompact", _ -> one(new Signal.Compacting(true))),
            Map.entry(
                    "SubagentStart",
                    hook -> child(hook)
                            .map(child -> one(new Signal.ChildBegan(child.id(), child.kind())))
                            .orElse(List.of())),
            Map.entry(
                    "SubagentStop",
                    hook -> child(hook)
                            .map(child -> one(new Signal.ChildEnded(child.id(), Outcome.SUCCEEDED, answer(hook))))
                            .orElse(List.of())),
            Map.entry("Stop", CodexDialect::stopped),
            Map.entry("SessionEnd", _ -> one(new Signal.SessionEnded(Signal.Leaving.UNSAID))));

    /** All hooks that say something. */
    public static List<String> hooks() {
        return HOOKS.keySet().stream().sorted().toList();
    }

    @Override
    public String agent() {
        return "codex";
    }

    @Override
    public String spoken() {
        return "Codex";
    }

    @Override
    public String program() {
        return "codex";
    }

    @Override
    public Connection.Sight sight() {
        return SIGHT;
    }

    @Override
    public Optional<HookMessage> read(JsonNode hook, Instant at) {
        if (is(hook, "type", TURN_OVER)) return turnOver(hook);
        var name = ForeignValue.text(hook, "hook_event_name");
        var session = HookIds.of(hook, "session_id");
        if (name.isBlank() || session.isEmpty()) return Optional.empty();
        var place = place(session.get(), hook);
        var child = child(hook);
        var turn = HookIds.of(hook, "turn_id").filter(_ -> child.isEmpty());
        return Optional.of(new HookMessage(
                HookIds.of(name).orElseThrow(),
                place,
                turn,
                child,
                Canon.digest(name, hook),
                hook.has("turn_id"),
                HOOKS.getOrDefault(name, _ -> List.of()).of(hook)));
    }

    private static HookMessage.Session place(String session, JsonNode hook) {
        return HookPlace.session(
                session, ForeignValue.text(hook, "cwd"), ForeignValue.text(hook, "transcript_path"), "codex resume");
    }

    private static Optional<HookMessage.Child> child(JsonNode hook) {
        var kind = ForeignValue.line(ForeignValue.text(hook, "agent_type"), 100).orElse("sub-agent");
        return HookIds.of(hook, "agent_id").map(id -> new HookMessage.Child(id, kind));
    }

    /** It names what was asked as well, so that a turn is whole of which nothing else is heard. */
    private static Optional<HookMessage> turnOver(JsonNode notice) {
        var session = HookIds.of(notice, "thread-id");
        var turn = HookIds.of(notice, "turn-id");
        if (session.isEmpty() || turn.isEmpty()) return Optional.empty();
        var signals = new ArrayList<Signal>();
        var asked = notice.path("input-messages");
        if (asked.path(0).isString())
            signals.add(new Signal.Prompted(prompt(asked.path(0).asString())));
        var answer = ForeignValue.summary(ForeignValue.text(notice, "last-assistant-message"));
        signals.add(new Signal.TurnEnded(answer, List.of()));
        return Optional.of(new HookMessage(
                TURN_OVER,
                place(session.get(), notice),
                turn,
                Optional.empty(),
                Canon.digest(TURN_OVER, notice),
                true,
                signals));
    }

    /** What a sub-agent is asked is asked by the agent itself, in a turn of its own. */
    private static List<Signal> prompted(JsonNode hook) {
        return child(hook)
                .map(child -> one(new Signal.ChildBegan(child.id(), child.kind())))
                .orElseGet(() -> one(new Signal.Prompted(prompt(ForeignValue.text(hook, "prompt")))));
    }

    private static List<Signal> stopped(JsonNode hook) {
        return child(hook)
                .map(child -> one(new Signal.ChildEnded(child.id(), Outcome.SUCCEEDED, answer(hook))))
                .orElseGet(() -> one(new Signal.TurnEnded(answer(hook), List.of())));
    }

    private static Optional<String> answer(JsonNode hook) {
        return ForeignValue.summary(ForeignValue.text(hook, "last_assistant_message"));
    }

    private static ToolCall call(JsonNode hook) {
        var tool = ForeignValue.text(hook, "tool_name").replaceFirst(OF_AGENTS, "");
        var input = hook.path("tool_input");
        var call = TOOLS.call(HookIds.of(hook, "tool_use_id"), tool, input);
        if (!tool.equals("request_user_input")) return call;
        var asks = ToolTable.question(input.path("questions"));
        return new ToolCall(call.id(), call.likeness(), call.phase(), call.kind(), call.title(), call.limit(), asks);
    }

    private static List<Signal> began(JsonNode hook) {
        var signals = new ArrayList<Signal>(one(new Signal.CallBegan(call(hook))));
        if (is(hook, "tool_name", "update_plan")) {
            var steps = ToolTable.steps(hook.path("tool_input").path("plan"), "step");
            if (!steps.isEmpty()) signals.add(new Signal.Planned(steps));
        }
        return signals;
    }

    private static List<Signal> ended(JsonNode hook) {
        var digest = Canon.digest("", hook.path("tool_response"));
        return one(
                new Signal.CallEnded(call(hook), digest, Optional.empty(), false, Optional.empty(), Optional.empty()));
    }
}
