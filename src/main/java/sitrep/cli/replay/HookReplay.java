package sitrep.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.ClaudeCodeSessions;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.hooks.meaning.HookFacts;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.core.event.Event;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What recorded hooks come to: a JSON object a line, {@code t} in milliseconds, and either {@code payload}, what the
 * hook said, or {@code json}, what a file about a session said then.
 */
public final class HookReplay {
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Of a longer gap in the recording the rest is passed over at once. */
    private static final Duration LONGEST = Duration.ofHours(6);

    /** One hook, with when it was heard. */
    public record Hook(Instant at, HookMessage message) {}

    /**
     * A recording, read.
     *
     * @param skipped what was passed over, and how often
     */
    public record Read(List<Hook> hooks, Map<String, Integer> skipped) {}

    private HookReplay() {}

    public static Read read(List<String> lines, Dialect dialect) {
        var hooks = new ArrayList<Hook>();
        var skipped = new LinkedHashMap<String, Integer>();
        for (var line : lines) {
            if (line.isBlank()) continue;
            var hook = hook(line, dialect);
            hook.ifPresent(hooks::add);
            var isFile = line.contains("\"json\"");
            if (hook.isEmpty() && !isFile) skipped.merge("line (no hook with a time)", 1, Integer::sum);
        }
        hooks.sort(Comparator.comparing(Hook::at));
        return new Read(List.copyOf(hooks), skipped);
    }

    private static Optional<Hook> hook(String line, Dialect dialect) {
        try {
            var node = Json.read(line);
            return ForeignValue.time(node, "t").flatMap(at -> hook(node, at, dialect));
        } catch (Json.Malformed _) {
            return Optional.empty();
        }
    }

    private static Optional<Hook> hook(JsonNode node, Instant at, Dialect dialect) {
        if (!node.path("json").isObject()) {
            var told = node.has("argv") ? node.path("argv") : node.path("payload");
            var called = dialect.calledAt(told).orElse(at);
            return dialect.read(told, called).map(message -> new Hook(called, message));
        }
        return ClaudeCodeSessions.read(node.path("json")).map(read -> {
            var settled = read.since().plus(ClaudeCodeSessions.SETTLED);
            var isIdle = node.path("json").path("status").asString("").equals("idle");
            return new Hook(isIdle && settled.isAfter(at) ? settled : at, read.message());
        });
    }

    /** Plays the hooks, and ten seconds beyond. */
    public static void play(
            List<Hook> hooks, Dialect dialect, Consumer<RecordingReplay.Change> changes, Consumer<Event> events) {
        if (hooks.isEmpty()) return;
        var facts = new HookFacts(dialect, dialect.agent() + "@office", Recollection.NONE);
        var board = new ReplayedBoard(changes, events);
        var now = hooks.getFirst().at();
        for (var hook : hooks) {
            passTime(board, now, hook.at());
            now = hook.at().isAfter(now) ? hook.at() : now;
            var at = dialect.tellsTime() ? hook.at() : facts.timeOf(hook.message(), now);
            board.take(facts.next(hook.message(), at, now), now);
        }
        passTime(board, now, now.plus(RecordingReplay.BEYOND));
    }

    static void passTime(ReplayedBoard board, Instant from, Instant until) {
        var end = from.plus(LONGEST).isBefore(until) ? from.plus(LONGEST) : until;
        for (var now = from.plus(LOOK); now.isBefore(end); now = now.plus(LOOK)) board.look(now);
    }
}
