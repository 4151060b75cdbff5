package sitrep.connect.openclaw.words;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.connect.commands.ShellMeaning;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.OpenCall;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/**
 * What a call of a tool says about the run that makes it.
 *
 * @param phase absent for tools that only look at other runs or at the agent itself
 * @param title what it is about, for people
 * @param command the command line, where it runs one
 * @param limit how long it may take by its own declaration
 */
public record ToolMeaning(
        Optional<Phase> phase, OpenCall.Kind kind, String title, String command, Optional<Duration> limit) {
    private static final Set<String> READING =
            Set.of("read", "ls", "find", "grep", "glob", "list", "view_image", "pdf", "tool_search", "tool_describe");
    private static final Set<String> EDITING = Set.of(
            "write",
            "edit",
            "apply_patch",
            "multi_edit",
            "image_generate",
            "music_generate",
            "video_generate",
            "tts",
            "canvas",
            "show_widget",
            "skill_workshop",
            "cron",
            "gateway",
            "plugins",
            "nodes",
            "theme",
            "file_transfer");
    private static final Set<String> PLANNING = Set.of(
            "progress_card", "update_plan", "create_goal", "update_goal", "get_goal", "sessions_spawn", "todo_write");
    private static final Set<String> RESEARCHING =
            Set.of("browser", "x_search", "sessions_history", "sessions_search", "llm_task", "firecrawl");
    private static final Set<String> TELLING =
            Set.of("message", "heartbeat_respond", "sessions_send", "conversations_send", "reactions");
    private static final Set<String> SAYING_NOTHING = Set.of(
            "sessions_yield",
            "sessions",
            "sessions_list",
            "session_status",
            "agents_list",
            "agents_wait",
            "subagents",
            "process",
            "wait",
            "screen",
            "secrets",
            "ask_user",
            "conversations_list",
            "conversations_turn");

    public static ToolMeaning of(String name, JsonNode args, String meta) {
        var inner = WrappedCall.tool(name, args);
        if (!inner.equals(name)) return of(inner, WrappedCall.args(name, args), meta);
        if (isShell(name)) return shell(args, meta);
        var phase = phase(name);
        return new ToolMeaning(phase, kind(name, phase), title(name, args, meta), "", Optional.empty());
    }

    public static boolean isShell(String name) {
        return name.equals("exec") || name.equals("bash") || name.equals("shell") || name.equals("terminal");
    }

    private static Optional<Phase> phase(String name) {
        if (SAYING_NOTHING.contains(name)) return Optional.empty();
        if (READING.contains(name) || name.startsWith("memory_")) return Optional.of(Phase.READING_CONTEXT);
        if (EDITING.contains(name)) return Optional.of(Phase.EDITING);
        if (PLANNING.contains(name)) return Optional.of(Phase.PLANNING);
        if (RESEARCHING.contains(name) || name.startsWith("web_")) return Optional.of(Phase.RESEARCHING);
        if (TELLING.contains(name)) return Optional.of(Phase.SUMMARIZING);
        if (name.equals("code_execution") || name.equals("tool_search_code")) return Optional.of(Phase.TESTING);
        return Optional.of(Phase.RESEARCHING);
    }

    private static OpenCall.Kind kind(String name, Optional<Phase> phase) {
        if (name.equals("ask_user") || name.equals("secrets")) return OpenCall.Kind.ASK;
        if (name.equals("process")) return OpenCall.Kind.SHELL_POLL;
        if (name.equals("agents_wait") || name.equals("subagents") || name.equals("sessions_yield")) {
            return OpenCall.Kind.SUBAGENT;
        }
        if (name.startsWith("mcp__") || name.contains("__")) return OpenCall.Kind.MCP;
        return switch (phase.orElse(Phase.PLANNING)) {
            case READING_CONTEXT -> OpenCall.Kind.READ;
            case EDITING -> name.endsWith("_generate") ? OpenCall.Kind.OTHER : OpenCall.Kind.EDIT;
            case PLANNING -> OpenCall.Kind.PLAN;
            case RESEARCHING ->
                name.startsWith("web_") || name.equals("browser") ? OpenCall.Kind.WEB : OpenCall.Kind.OTHER;
            default -> OpenCall.Kind.OTHER;
        };
    }

    private static String title(String name, JsonNode args, String meta) {
        var about = Stream.of("path", "file_path", "url", "query", "pattern", "label", "objective", "action")
                .map(field -> ForeignValue.text(args, field))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(meta);
        return about.isBlank() ? name : name + " " + about;
    }

    private static ToolMeaning shell(JsonNode args, String meta) {
        var command = ForeignValue.text(args, "command", "cmd");
        var said = command.isBlank() ? meta : command;
        var limit = limit(args, command);
        return new ToolMeaning(
                Optional.of(ShellMeaning.phaseOf(said)), ShellMeaning.kindOf(said), said, command, limit);
    }

    private static Optional<Duration> limit(JsonNode args, String command) {
        var timeout = args.path("timeout").asLong(0);
        var slept = Duration.ofSeconds(ShellMeaning.slept(command));
        var declared = timeout > 0 ? Duration.ofSeconds(timeout) : slept;
        return declared.isPositive() && declared.compareTo(Limits.DECLARED) <= 0
                ? Optional.of(declared)
                : Optional.empty();
    }

    /** What the title of an ACP tool says: the protocol's own kinds do not reach us. */
    public static Optional<Phase> ofTitle(String title) {
        var plain = title.strip();
        if (plain.startsWith("`") && plain.endsWith("`") && plain.length() > 2) {
            return Optional.of(ShellMeaning.phaseOf(plain.substring(1, plain.length() - 1)));
        }
        var words = plain.toLowerCase(java.util.Locale.ROOT).split("\\s+", 2);
        return switch (words[0]) {
            case "read", "reading", "list", "ls", "view", "open", "grep", "glob", "find", "look" ->
                Optional.of(Phase.READING_CONTEXT);
            case "search", "fetch", "web", "websearch", "webfetch", "browse" -> Optional.of(Phase.RESEARCHING);
            case "edit", "editing", "write", "writing", "create", "delete", "move", "rename", "patch", "apply" ->
                Optional.of(Phase.EDITING);
            case "run", "execute", "bash", "shell", "terminal", "exec" ->
                Optional.of(
                        words.length > 1
                                ? ShellMeaning.phaseOf(
                                        plain.substring(words[0].length()).strip())
                                : Phase.TESTING);
            case "plan", "todo", "think", "thinking", "update" -> Optional.of(Phase.PLANNING);
            case "tool" -> Optional.empty();
            default -> ShellMeaning.firstOf(plain);
        };
    }
}
