package sitrep.connect.hooks.dialect;

import static sitrep.connect.hooks.dialect.HookWords.is;
import static sitrep.connect.hooks.dialect.HookWords.one;
import static sitrep.connect.hooks.dialect.HookWords.prompt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.OpenCall;
import sitrep.core.source.Connection;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/**
 * What Gemini CLI says by its hooks: a table of them. Its calls and turns have no ids. Leave to make a call is asked
 * for before the hook of the call, in other words: by what it is about the two are brought together.
 * {@code PreCompress} comes before every call of the model and so says nothing.
 */
public final class GeminiDialect implements Dialect {
    /** Addresses that one request for leave names; of more the first. */
    private static final int ADDRESSES = 5;

    private static final ToolTable TOOLS = new ToolTable()
            .with(
                    Phase.READING_CONTEXT,
                    OpenCall.Kind.READ,
                    "Read",
                    List.of("file_path", "absolute_path", "dir_path", "path"),
                    "read_file",
                    "read_many_files",
                    "list_directory")
            .with(
                    Phase.READING_CONTEXT,
                    OpenCall.Kind.READ,
                    "Search",
                    List.of("pattern", "query"),
                    "glob",
                    "search_file_content",
                    "grep_search")
            .with(Phase.EDITING, OpenCall.Kind.EDIT, "Edit", List.of("file_path"), "replace")
            .with(Phase.EDITING, OpenCall.Kind.EDIT, "Write", List.of("file_path"), "write_file")
            .with(Phase.RESEARCHING, OpenCall.Kind.WEB, "Fetch", List.of("url", "prompt"), "web_fetch")
            .with(Phase.RESEARCHING, OpenCall.Kind.WEB, "Search the web for", List.of("query"), "google_web_search")
            .with(
                    Phase.PLANNING,
                    OpenCall.Kind.PLAN,
                    "Plan",
                    List.of("name"),
                    "write_todos",
                    "save_memory",
                    "enter_plan_mode",
                    "activate_skill")
            .aside(OpenCall.Kind.OTHER, "Ask", List.of(), "ask_user")
            .aside(OpenCall.Kind.OTHER, "Plan", List.of("plan_path"), "exit_plan_mode")
            .aside(OpenCall.Kind.SUBAGENT, "Send off", List.of("agent_name", "objective"), "delegate_to_agent")
            .shell(List.of("command"), "run_shell_command");

    private static final Connection.Sight SIGHT = new Connection.Sight(
            List.of(
                    "what is asked and answered in its sessions",
                    "tools with their arguments and what came of them",
                    "approvals with the command or file that waits"),
            List.of(
                    new Connection.Unseen("that somebody refused leave", "none: no hook tells it"),
                    new Connection.Unseen(
                            "what goes on between hooks", "none: a hook comes only when something begins or ends")));

    /** What follows from a hook. */
    private interface Meaning {
        List<Signal> of(JsonNode hook);
    }

    private static final Map<String, Meaning> HOOKS = Map.ofEntries(
            Map.entry("SessionStart", hook -> one(new Signal.SessionBegan(is(hook, "source", "resume")))),
            Map.entry("BeforeAgent", hook -> one(new Signal.Prompted(prompt(ForeignValue.text(hook, "prompt"))))),
            Map.entry("BeforeTool", GeminiDialect::began),
            Map.entry("AfterTool", GeminiDialect::ended),
            Map.entry("Notification", GeminiDialect::notified),
            Map.entry(
                    "AfterAgent",
                    hook -> one(new Signal.TurnEnded(
                            ForeignValue.summary(ForeignValue.text(hook, "prompt_response")), List.of()))),
            Map.entry("SessionEnd", hook -> one(new Signal.SessionEnded(leaving(hook)))));

    /** All hooks that say something. */
    public static List<String> hooks() {
        return HOOKS.keySet().stream().sorted().toList();
    }

    @Override
    public String agent() {
        return "gemini";
    }

    @Override
    public String spoken() {
        return "Gemini CLI";
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
        return "gemini";
    }

    @Override
    public Connection.Sight sight() {
        return SIGHT;
    }

    @Override
    public Optional<HookMessage> read(JsonNode hook, Instant at) {
        var name = ForeignValue.text(hook, "hook_event_name");
        var session = HookIds.of(hook, "session_id");
        if (name.isBlank() || session.isEmpty()) return Optional.empty();
        var place = HookPlace.session(
                session.get(),
                ForeignValue.text(hook, "cwd"),
                ForeignValue.text(hook, "transcript_path"),
                "gemini --resume");
        return Optional.of(new HookMessage(
                HookIds.of(name).orElseThrow(),
                place,
                Optional.empty(),
                Optional.empty(),
                Canon.digest(name, hook),
                calledAt(hook).isPresent(),
                HOOKS.getOrDefault(name, _ -> List.of()).of(hook)));
    }

    private static ToolCall call(JsonNode hook) {
        return TOOLS.call(Optional.empty(), ForeignValue.text(hook, "tool_name"), hook.path("tool_input"));
    }

    private static List<Signal> began(JsonNode hook) {
        var signals = new ArrayList<Signal>();
        signals.add(new Signal.FreedAlike(subject(hook), "it went ahead"));
        signals.add(new Signal.CallBegan(call(hook)));
        if (is(hook, "tool_name", "write_todos")) {
            var steps = ToolTable.steps(hook.path("tool_input").path("todos"), "description");
            if (!steps.isEmpty()) signals.add(new Signal.Planned(steps));
        }
        return signals;
    }

    private static List<Signal> ended(JsonNode hook) {
        var response = hook.path("tool_response");
        var error = response.path("error");
        var said = error.isString() ? error.asString() : ForeignValue.text(error, "message");
        Optional<String> failure = said.isBlank() ? Optional.empty() : ForeignValue.news(said);
        var digest = Canon.digest(said, response.path("llmContent"));
        var over = new Signal.CallEnded(call(hook), digest, failure, false, Optional.empty(), Optional.empty());
        return List.of(new Signal.FreedAlike(subject(hook), "it went ahead"), over);
    }

    /** What a call is about, in the same words as leave for it is asked for. */
    private static String subject(JsonNode hook) {
        var input = hook.path("tool_input");
        return switch (ForeignValue.text(hook, "tool_name")) {
            case "run_shell_command" -> subject("exec", ForeignValue.text(input, "command"));
            case "replace", "write_file" -> subject("edit", name(ForeignValue.text(input, "file_path")));
            default -> subject("any", "");
        };
    }

    private static String subject(String sort, String about) {
        return "leave-" + ForeignValue.digest(sort, about);
    }

    private static String name(String path) {
        return path.replaceFirst("(?s).*[/\\\\]", "");
    }

    /** Of a request for leave only what it is about is known, and not which call. */
    private static List<Signal> notified(JsonNode hook) {
        if (!is(hook, "notification_type", "ToolPermission")) return List.of();
        var details = hook.path("details");
        var file = ForeignValue.text(details, "filePath", "fileName");
        var about = switch (ForeignValue.text(details, "type")) {
            case "exec" -> subject("exec", ForeignValue.text(details, "command"));
            case "edit" -> subject("edit", name(file));
            default -> subject("any", "");
        };
        var moment = ForeignValue.digest(ForeignValue.text(hook, "timestamp"), Canon.digest("", details));
        return one(new Signal.Held(about + "-" + moment, Optional.empty(), asking(hook, file), Optional.empty()));
    }

    private static ToolCall.Asking asking(JsonNode hook, String file) {
        var details = hook.path("details");
        var told = ForeignValue.news(ForeignValue.text(hook, "message")).orElse("It asks for leave to use a tool");
        var title = ForeignValue.text(details, "title");
        var text = switch (ForeignValue.text(details, "type")) {
            case "exec" -> ForeignValue.text(details, "command");
            case "edit" -> file.isBlank() ? "" : "Edit " + file;
            case "mcp" ->
                "Use " + ForeignValue.text(details, "toolName") + " of " + ForeignValue.text(details, "serverName");
            case "info" -> urls(details);
            default -> title;
        };
        var reason = switch (ForeignValue.text(details, "type")) {
            case "ask_user" -> BlockReason.USER_INPUT;
            case "exit_plan_mode" -> BlockReason.CONFIRMATION;
            default -> BlockReason.APPROVAL;
        };
        return new ToolCall.Asking(reason, ForeignValue.asked(text).orElse(told), List.of());
    }

    private static String urls(JsonNode details) {
        var urls = StreamSupport.stream(details.path("urls").spliterator(), false)
                .filter(JsonNode::isString)
                .limit(ADDRESSES)
                .map(JsonNode::asString)
                .collect(Collectors.joining(" "));
        return urls.isBlank() ? ForeignValue.text(details, "prompt") : "Fetch " + urls;
    }

    private static Signal.Leaving leaving(JsonNode hook) {
        return switch (ForeignValue.text(hook, "reason")) {
            case "clear", "logout", "prompt_input_exit" -> Signal.Leaving.BY_PERSON;
            default -> Signal.Leaving.UNSAID;
        };
    }
}
