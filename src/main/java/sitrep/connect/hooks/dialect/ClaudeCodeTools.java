package sitrep.connect.hooks.dialect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sitrep.connect.commands.ShellMeaning;
import sitrep.connect.foreign.ForeignValue;
import sitrep.core.event.OpenCall;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/** What the tools of Claude Code say about whoever calls them: a table. */
final class ClaudeCodeTools {
    static final String QUESTION = "AskUserQuestion";
    static final String PLAN = "ExitPlanMode";
    static final String STEPS = "TodoWrite";

    /** Calls that only look after other calls, or after the agent itself, say nothing of a phase. */
    private record Row(Optional<Phase> phase, OpenCall.Kind kind, String verb, List<String> about) {}

    private static final Map<String, Row> ROWS = rows();

    private ClaudeCodeTools() {}

    private static Map<String, Row> rows() {
        var reading = row(Phase.READING_CONTEXT, OpenCall.Kind.READ, "Read", "file_path", "path", "notebook_path");
        var searching = row(Phase.READING_CONTEXT, OpenCall.Kind.READ, "Search", "pattern", "query", "path");
        var editing = row(Phase.EDITING, OpenCall.Kind.EDIT, "Edit", "file_path", "notebook_path");
        var planning = row(Phase.PLANNING, OpenCall.Kind.PLAN, "Plan", "subject", "activeForm", "skill", "command");
        var polling = new Row(Optional.empty(), OpenCall.Kind.SHELL_POLL, "Look after", List.of("description"));
        var agent = new Row(Optional.empty(), OpenCall.Kind.SUBAGENT, "Send off", List.of("description", "summary"));
        var rows = Stream.of(
                all(reading, "Read", "LS", "NotebookRead", "ReadMcpResourceTool", "LSP"),
                all(searching, "Glob", "Grep", "ToolSearch", "ListMcpResourcesTool"),
                all(editing, "Edit", "MultiEdit", "NotebookEdit"),
                all(row(Phase.EDITING, OpenCall.Kind.EDIT, "Write", "file_path"), "Write"),
                all(row(Phase.RESEARCHING, OpenCall.Kind.WEB, "Fetch", "url"), "WebFetch"),
                all(row(Phase.RESEARCHING, OpenCall.Kind.WEB, "Search the web for", "query"), "WebSearch"),
                all(planning, STEPS, "TaskCreate", "TaskUpdate", "TaskGet", "TaskList", "EnterPlanMode", "Skill"),
                all(planning, "SlashCommand", "EnterWorktree", "ExitWorktree", "CronCreate", "CronDelete", "CronList"),
                all(new Row(Optional.empty(), OpenCall.Kind.ASK, "Plan", List.of()), PLAN),
                all(new Row(Optional.empty(), OpenCall.Kind.ASK, "Ask", List.of("question")), QUESTION),
                all(polling, "BashOutput", "TaskOutput", "Monitor", "KillShell", "TaskStop", "AgentOutputTool"),
                all(agent, "Agent", "Task", "SendMessage", "ListAgents"));
        return rows.flatMap(each -> each.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Row row(Phase phase, OpenCall.Kind kind, String verb, String... about) {
        return new Row(Optional.of(phase), kind, verb, List.of(about));
    }

    private static Map<String, Row> all(Row row, String... tools) {
        return Stream.of(tools).collect(Collectors.toMap(tool -> tool, _ -> row));
    }

    private static Row rowOf(String tool) {
        var known = ROWS.get(tool);
        if (known != null) return known;
        return tool.startsWith("mcp__")
                ? row(Phase.RESEARCHING, OpenCall.Kind.MCP, tool.replaceFirst("^mcp__", ""), "query", "url", "path")
                : new Row(Optional.empty(), OpenCall.Kind.OTHER, tool, List.of("description"));
    }

    /** The call that a hook tells of, or that one of the calls which it tells of is. */
    static ToolCall call(JsonNode told) {
        var tool = ForeignValue.line(ForeignValue.text(told, "tool_name"), 100).orElse("a tool");
        var input = told.path("tool_input");
        var id = HookIds.of(told, "tool_use_id");
        var likeness = Canon.digest(tool, tool.equals(QUESTION) ? input.path("questions") : input);
        if (tool.equals("Bash") || tool.equals("PowerShell")) return shell(id, likeness, input);
        var row = rowOf(tool);
        var title = tool.equals(QUESTION) ? title(row, input.path("questions").path(0)) : title(row, input);
        return new ToolCall(id, likeness, row.phase, row.kind, title, Optional.empty(), asking(tool, title, input));
    }

    private static ToolCall shell(Optional<String> id, String likeness, JsonNode input) {
        var command = ForeignValue.text(input, "command");
        var title = ForeignValue.line(command, Limits.TEXT).orElse("a command");
        var text = ForeignValue.asked(command).orElse(title);
        return new ToolCall(
                id,
                likeness,
                Optional.of(ShellMeaning.phaseOf(command)),
                ShellMeaning.kindOf(command),
                title,
                limit(input, command),
                new ToolCall.Asking(BlockReason.APPROVAL, text, List.of()));
    }

    private static Optional<Duration> limit(JsonNode input, String command) {
        var timeout = input.path("timeout").asLong(0);
        var declared = timeout > 0 ? Duration.ofMillis(timeout) : Duration.ofSeconds(ShellMeaning.slept(command));
        return Optional.of(declared).filter(Duration::isPositive).filter(time -> time.compareTo(Limits.DECLARED) <= 0);
    }

    private static String title(Row row, JsonNode input) {
        var about = row.about.stream()
                .map(field -> ForeignValue.text(input, field))
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(ClaudeCodeTools::shortened);
        return ForeignValue.line(about.map(text -> row.verb + " " + text).orElse(row.verb), ForeignValue.NEWS)
                .orElse("a tool");
    }

    /** Of the path of a file its name. */
    private static String shortened(String text) {
        return text.startsWith("/") && !text.contains(" ") ? text.substring(text.lastIndexOf('/') + 1) : text;
    }

    private static ToolCall.Asking asking(String tool, String title, JsonNode input) {
        if (tool.equals(QUESTION)) return question(input);
        if (tool.equals(PLAN)) {
            var plan = ForeignValue.asked(ForeignValue.text(input, "plan"));
            return new ToolCall.Asking(BlockReason.CONFIRMATION, plan.orElse("Go on with this plan?"), List.of());
        }
        var path = ForeignValue.text(input, "file_path", "url");
        var exact = path.isBlank() ? title : title.replaceFirst(" .*", "") + " " + path;
        return new ToolCall.Asking(
                BlockReason.APPROVAL, ForeignValue.asked(exact).orElse(title), List.of());
    }

    private static ToolCall.Asking question(JsonNode input) {
        var questions = new ArrayList<String>();
        for (var one : input.path("questions")) {
            ForeignValue.line(ForeignValue.text(one, "question"), Limits.TEXT).ifPresent(questions::add);
        }
        var text = ForeignValue.asked(String.join("\n", questions)).orElse("It asks a question");
        return new ToolCall.Asking(BlockReason.USER_INPUT, text, questions.size() == 1 ? options(input) : List.of());
    }

    private static List<String> options(JsonNode input) {
        return StreamSupport.stream(
                        input.path("questions").path(0).path("options").spliterator(), false)
                .flatMap(option -> ForeignValue.line(ForeignValue.text(option, "label"), Limits.NAME).stream())
                .limit(Limits.OPTIONS)
                .toList();
    }

    /** What somebody answered to a question: of each the answer, in the order of the questions. */
    static Optional<String> answer(JsonNode told) {
        var answers = told.path("tool_response").path("answers");
        var words = StreamSupport.stream(answers.spliterator(), false)
                .map(answer -> answer.isString() ? answer.asString() : answer.toString())
                .collect(Collectors.joining(", "));
        return ForeignValue.line(words, ForeignValue.NEWS);
    }

    /** What is to be done, where a call says all of it. */
    static List<Signal.Step> steps(JsonNode input) {
        var steps = new ArrayList<Signal.Step>();
        for (var todo : input.path("todos")) {
            var status = ForeignValue.text(todo, "status");
            var current = status.equals("in_progress");
            var title = current ? ForeignValue.text(todo, "activeForm", "content") : ForeignValue.text(todo, "content");
            var id = HookIds.of(ForeignValue.text(todo, "id", "content")).orElse("" + steps.size());
            steps.add(new Signal.Step(
                    id, ForeignValue.line(title, ForeignValue.NEWS).orElse(""), status.equals("completed"), current));
            if (steps.size() == Limits.UPDATES * 10) break;
        }
        return steps;
    }

    /** What a call left behind at work. */
    static Optional<Signal.Background> launched(JsonNode told) {
        var response = told.path("tool_response");
        var title = ForeignValue.text(told.path("tool_input"), "description", "command");
        var line = ForeignValue.line(title, Limits.NAME).orElse("in the background");
        var agent = response.path("isAsync").asBoolean(false) ? HookIds.of(response, "agentId") : none();
        return agent.map(id -> new Signal.Background(id, true, line))
                .or(() -> HookIds.of(response, "backgroundTaskId").map(id -> new Signal.Background(id, false, line)));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }
}
