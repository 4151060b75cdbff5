package sitrep.connect.otlp;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the log records of agents say that their spans do not: what failed in a turn of Codex, what it was asked for,
 * and when a sub-agent of Claude Code was done that went on by itself. Each is read as a span of the trace in which it
 * was written, and so waits for the turn that it is of. No record says how a turn ended, so none makes one; what is
 * written outside of a trace says nothing that could be told.
 */
final class RecordWords {
    static final String EVENT = "event.name";

    private static final String TOOL = "tool_name";
    private static final String CALL = "call_id";
    private static final String SUCCESS = "success";
    private static final String OUTPUT = "output";
    private static final String ERROR = "error.message";
    private static final String STATUS = "http.response.status_code";
    private static final String PROMPT = "prompt";
    private static final String AGENT = "agent_id";
    private static final String KIND = "agent_type";
    private static final String TOOK = "duration_ms";

    /** Attributes of a record that are understood. */
    static final Set<String> UNDERSTOOD = Set.of(
            EVENT,
            TOOL,
            CALL,
            SUCCESS,
            OUTPUT,
            ERROR,
            STATUS,
            PROMPT,
            AGENT,
            KIND,
            TOOK,
            SpanWords.SESSION,
            SpanWords.THREAD);

    /** What Codex prints before the output of a command. */
    private static final Pattern EXIT = Pattern.compile("Process exited with code (-?\\d{1,10})");

    /** What failed there, where it is not said. */
    private static final String FAILED = "it failed";

    /** No agent is believed to have worked for longer. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private RecordWords() {}

    /** Whether it is told of by an agent that is known here. */
    static boolean isOfAgents(LogRecord record) {
        var service = record.service();
        return service.startsWith("codex") || service.equals("claude-code") || service.equals("gemini-cli");
    }

    /** A record as the span that it stands for; nothing of one that says no more than spans do, or cannot be placed. */
    static Optional<Span> understood(LogRecord record) {
        if (record.trace().isEmpty() || record.at().isEmpty()) return Optional.empty();
        var trace = record.trace().get();
        var at = record.at().get();
        if (record.service().equals("claude-code")) return subAgent(record, trace, at);
        if (!record.service().startsWith("codex")
                || record.attribute(SpanWords.THREAD).isEmpty()) {
            return Optional.empty();
        }
        return switch (record.event()) {
            case "codex.tool_result" -> tool(record, trace, at);
            case "codex.api_request",
                    "codex.sse_event",
                    "codex.websocket_connect",
                    "codex.websocket_request",
                    "codex.websocket_event" -> model(record, trace, at);
            case "codex.user_prompt" -> prompt(record, trace, at);
            default -> Optional.empty();
        };
    }

    /** It is said when it was done, and how long it took; one that is woken again is done again. */
    private static Optional<Span> subAgent(LogRecord record, String trace, Instant at) {
        var agent = record.attribute(AGENT);
        if (!record.event().equals("subagent_completed")
                || agent.isEmpty()
                || record.span().isEmpty()) {
            return Optional.empty();
        }
        var session = record.attribute(SpanWords.SESSION).orElse("");
        var words = Map.of(
                SpanWords.OPERATION,
                "invoke_agent",
                SpanWords.AGENT,
                record.attribute(KIND).orElse("sub-agent"),
                SpanWords.SESSION,
                session);
        return Optional.of(new Span(
                trace,
                SpanWords.idOf("agent", session, agent.get(), at.toString()),
                record.span(),
                false,
                record.scope(),
                record.event(),
                began(record, at),
                at,
                Optional.empty(),
                words,
                record.resource()));
    }

    private static Instant began(LogRecord record, Instant ended) {
        try {
            var took = Duration.ofMillis(Long.parseLong(record.attribute(TOOK).orElse("0")));
            var isBelieved = !took.isNegative() && took.compareTo(LONGEST) <= 0;
            return isBelieved && ended.minus(took).isAfter(Instant.EPOCH) ? ended.minus(took) : ended;
        } catch (NumberFormatException _) {
            return ended;
        }
    }

    private static Optional<Span> tool(LogRecord record, String trace, Instant at) {
        if (!record.attribute(SUCCESS).equals(Optional.of("false"))) return Optional.empty();
        var why = record.attribute(OUTPUT).map(RecordWords::why).orElse(FAILED);
        return Optional.of(failure(record, trace, at, record.attribute(TOOL).orElse("A tool"), why));
    }

    /** What a command printed is left out. */
    private static String why(String output) {
        var exit = EXIT.matcher(output);
        return exit.find() ? "it ended with " + exit.group(1) : output;
    }

    private static Optional<Span> model(LogRecord record, String trace, Instant at) {
        var why = record.attribute(ERROR)
                .or(() -> record.attribute(STATUS)
                        .filter(status -> status.length() == 3 && status.compareTo("400") >= 0)
                        .map(status -> "it answered with " + status));
        return why.map(it -> failure(record, trace, at, "The model", it));
    }

    private static Optional<Span> prompt(LogRecord record, String trace, Instant at) {
        var asked = record.attribute(PROMPT);
        if (asked.isEmpty()) return Optional.empty();
        var words = Map.of(SpanWords.OPERATION, SpanWords.ASKED, SpanWords.PROMPT, asked.get());
        return Optional.of(inTurn(record, trace, at, words, Optional.empty()))
                .filter(span -> SpanWords.asked(span).isPresent());
    }

    private static Span failure(LogRecord record, String trace, Instant at, String what, String why) {
        return inTurn(
                record,
                trace,
                at,
                Map.of(SpanWords.OPERATION, SpanWords.FAILED, SpanWords.TOOL, what),
                Optional.of(why));
    }

    /** Something in the course of a turn, whichever that is: the record does not name it. */
    private static Span inTurn(
            LogRecord record, String trace, Instant at, Map<String, String> words, Optional<String> failure) {
        var id = SpanWords.idOf(
                trace, record.event(), at.toString(), record.attribute(CALL).orElse(""));
        var all = new HashMap<>(words);
        record.attribute(SpanWords.THREAD).ifPresent(thread -> all.put(SpanWords.THREAD, thread));
        return new Span(
                trace,
                id,
                Optional.of(Span.IN_TURN),
                false,
                record.scope(),
                record.event(),
                at,
                at,
                failure,
                Map.copyOf(all),
                record.resource());
    }
}
