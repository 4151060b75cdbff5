package sitrep.connect.otlp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import sitrep.connect.commands.ShellMeaning;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.HookIds;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.Phase;

/** What spans say: by the conventions for generative AI, and of agents that have words of their own. */
final class SpanWords {
    static final String ERROR = "error.type";
    static final String HOST = "host.name";
    private static final String SERVICE = "service.name";
    private static final String TASK = "sitrep.task";
    static final String OPERATION = "gen_ai.operation.name";
    private static final String CONVERSATION = "gen_ai.conversation.id";
    static final String AGENT = "gen_ai.agent.name";
    static final String TOOL = "gen_ai.tool.name";

    /** Claude Code's own. */
    static final String SESSION = "session.id";

    static final String PROMPT = "user_prompt";
    private static final String PROGRAM = "bash_argv0";

    /** Codex's own. */
    static final String THREAD = "conversation.id";

    private static final String TURN = "turn.id";
    private static final String CODEX_TOOL = "tool_name";

    /** What log records tell, in the words of {@link RecordWords}. */
    static final String FAILED = "sitrep.failed";

    static final String ASKED = "sitrep.asked";

    /** What stands in place of a prompt that is not to be exported. */
    private static final Set<String> WITHHELD = Set.of("<REDACTED>", "[REDACTED]");

    /** Attributes of a program that are understood. */
    static final Set<String> OF_PROGRAM = Set.of(SERVICE, HOST, TASK);

    /** Attributes of a span that are understood. */
    static final Set<String> OF_SPAN = Set.of(
            OPERATION, CONVERSATION, AGENT, TOOL, ERROR, TASK, SESSION, PROMPT, PROGRAM, THREAD, TURN, CODEX_TOOL);

    private static final String TRACE = "trace-";
    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9_.:@/-]");

    /** Characters of the name of a program. */
    private static final int LONGEST = 60;

    /**
     * A session of an agent that other witnesses know by the same id.
     *
     * @param agent its name as it stands in ids
     * @param spoken the same for people
     */
    record Session(String agent, String spoken, String id) {}

    private SpanWords() {}

    /**
     * A span in the words of the conventions; nothing of one that is only a part of how its agent is made. Codex has
     * hundreds of them in a turn, of which two kinds say what it does: those name the turn, whatever they are within.
     */
    static Optional<Span> understood(Span span) {
        if (!service(span).startsWith("codex")) return Optional.of(span);
        var turn = span.attribute(TURN).map(id -> idOf(id));
        if (turn.isEmpty() || span.attribute(THREAD).isEmpty()) return Optional.empty();
        if (span.name().equals("run_turn")) {
            return Optional.of(span.as(turn.get(), Optional.empty(), Map.of(OPERATION, "invoke_agent")));
        }
        return span.attribute(CODEX_TOOL)
                .map(tool -> span.as(span.id(), turn, Map.of(OPERATION, "execute_tool", TOOL, tool)));
    }

    /** The id of a span that is made of what else tells it apart. */
    static String idOf(String... texts) {
        return ForeignValue.digest(texts).replace("-", "").substring(0, 16);
    }

    static SpanMeaning meaning(Span span) {
        return switch (span.attribute(OPERATION).orElse("")) {
            case "invoke_agent" -> new SpanMeaning.Agent();
            case "execute_tool" ->
                new SpanMeaning.Tool(
                        span.attribute(TOOL).or(() -> span.attribute(AGENT)).orElse("a tool"), span.attribute(PROGRAM));
            case "chat", "generate_content", "text_completion" -> new SpanMeaning.Model();
            case "create_agent", "invoke_workflow", "embeddings", "retrieval" -> new SpanMeaning.Part();
            case FAILED -> new SpanMeaning.Failure(span.attribute(TOOL).orElse("The model"));
            case ASKED -> new SpanMeaning.Prompt();
            default -> span.name().startsWith("claude_code.") ? new SpanMeaning.Part() : new SpanMeaning.Other();
        };
    }

    /** Whether it is told of in words that are known here. */
    static boolean isOfAgents(Span span) {
        return !(meaning(span) instanceof SpanMeaning.Other);
    }

    static boolean isAgent(Span span) {
        return meaning(span) instanceof SpanMeaning.Agent;
    }

    /** What a tool does: of a command by what it is, else by the name of the tool. */
    static Optional<Phase> phase(SpanMeaning.Tool tool) {
        return tool.program().map(ShellMeaning::phaseOf).or(() -> ToolPhases.of(tool.name()));
    }

    /** What an agent goes by. */
    static String name(Span agent) {
        return agent.attribute(AGENT)
                .or(() -> session(agent).map(Session::spoken))
                .orElseGet(() -> agent.name().replaceFirst("\\Ainvoke_agent (?=.)", ""));
    }

    /** What its task goes by: what was asked, where it is told. */
    static String taskName(Span agent) {
        return asked(agent).orElseGet(() -> name(agent));
    }

    /** What was asked, where it is told. */
    static Optional<String> asked(Span span) {
        return span.attribute(PROMPT)
                .filter(Predicate.not(WITHHELD::contains))
                .flatMap(text -> ForeignValue.line(text, Limits.NAME));
    }

    /** The program that exported a span, as it stands in ids. */
    static String service(Span span) {
        return service(span.resource());
    }

    /** The same by the attributes of that program. */
    static String service(Map<String, String> resource) {
        var plain = UNFIT.matcher(resource.getOrDefault(SERVICE, "unknown")).replaceAll("-");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }

    /** The same for people. */
    static String program(Span span) {
        return session(span).map(Session::spoken).orElseGet(() -> service(span));
    }

    static Optional<Session> session(Span span) {
        return switch (service(span)) {
            case "claude-code" ->
                span.attribute(SESSION).flatMap(HookIds::of).map(id -> new Session("claude-code", "Claude Code", id));
            case "codex_exec", "codex_cli_rs", "codex-app-server", "codex" ->
                span.attribute(THREAD).flatMap(HookIds::of).map(id -> new Session("codex", "Codex", id));
            default -> Optional.empty();
        };
    }

    /**
     * Whose task an agent's work is: of a session that others know, the one that those tell of; else the one that is
     * named, else all that was said in one conversation, else all of one trace.
     */
    static TaskId task(Span agent) {
        return session(agent)
                .map(it -> new TaskId(it.agent() + "-" + it.id()))
                .or(() -> named(agent))
                .or(() -> agent.attribute(CONVERSATION).flatMap(HookIds::of).map(id -> new TaskId("otel-" + id)))
                .orElseGet(() -> ofTrace(agent));
    }

    /** What else that task goes by: the task that is named, or the trace in which its program was called. */
    static Optional<TaskId> otherName(Span agent) {
        var named = named(agent).or(() -> agent.isParentRemote() ? Optional.of(ofTrace(agent)) : Optional.empty());
        return named.filter(other -> !other.equals(task(agent)));
    }

    private static TaskId ofTrace(Span agent) {
        return new TaskId(TRACE + agent.trace());
    }

    /** What can be no id counts as not said. */
    private static Optional<TaskId> named(Span agent) {
        try {
            return agent.either(TASK).map(TaskId::new);
        } catch (Invalid _) {
            return Optional.empty();
        }
    }
}
