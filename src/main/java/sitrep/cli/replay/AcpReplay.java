package sitrep.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sitrep.connect.acp.meaning.AcpFacts;
import sitrep.connect.acp.meaning.AcpPair;
import sitrep.connect.foreign.Around;
import sitrep.connect.tee.PairEnd;
import sitrep.connect.tee.Side;
import sitrep.core.event.Event;
import sitrep.core.event.Owner;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What a recorded pair of an ACP client and its agent comes to: a JSON object a line, {@code t} in milliseconds,
 * {@code dir}, which is {@code c2a} or {@code a2c}, and the message as {@code frame}; a line with an {@code exit} tells
 * how the agent ended. A line that is a message itself, as acpx prints them, will do too: who said it is inferred.
 */
public final class AcpReplay {
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Of a longer gap in the recording the rest is passed over at once. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private static final Set<String> OF_CLIENTS = Set.of(
            "initialize",
            "authenticate",
            "auth/login",
            "auth/logout",
            "session/new",
            "session/load",
            "session/resume",
            "session/fork",
            "session/list",
            "session/close",
            "session/delete",
            "session/prompt",
            "session/cancel",
            "session/set_mode",
            "session/set_model",
            "session/set_config_option");

    /** What stands in the answers of agents only. */
    private static final Set<String> OF_AGENTS =
            Set.of("protocolVersion", "sessionId", "stopReason", "messageId", "modes", "configOptions");

    /** Something that went past, or the end. */
    public sealed interface Line {
        Instant at();
    }

    /** A message. */
    public record Said(Instant at, Side side, JsonNode frame) implements Line {}

    /** The agent's process ended. */
    public record Ended(Instant at, PairEnd end) implements Line {}

    /**
     * A recording, read.
     *
     * @param skipped what was passed over, and how often
     */
    public record Read(List<Line> lines, Map<String, Integer> skipped) {}

    private final Map<Side, Set<String>> asked = new EnumMap<>(Side.class);
    private Instant at = Instant.EPOCH;

    private AcpReplay() {
        for (var side : Side.values()) asked.put(side, new HashSet<>());
    }

    public static Read read(List<String> lines) {
        var replay = new AcpReplay();
        var read = new ArrayList<Line>();
        var skipped = new LinkedHashMap<String, Integer>();
        for (var line : lines) {
            if (line.isBlank()) continue;
            var said = replay.line(line);
            said.ifPresent(read::add);
            if (said.isEmpty()) skipped.merge("line (no message)", 1, Integer::sum);
        }
        return new Read(List.copyOf(read), skipped);
    }

    private Optional<Line> line(String line) {
        try {
            var node = Json.read(line);
            if (node.path("t").isNumber())
                at = Instant.ofEpochMilli(node.path("t").asLong(0));
            var exit = node.has("exit") ? node.path("exit") : node.path("frame").path("exit");
            if (exit.isNumber()) return Optional.of(ended(node, exit.asInt(0)));
            var frame = node.has("frame") ? node.path("frame") : node;
            if (!frame.isObject() || !frame.has("jsonrpc")) return Optional.empty();
            return Optional.of(new Said(at, side(node.path("dir").asString(""), frame), frame));
        } catch (Json.Malformed _) {
            return Optional.empty();
        }
    }

    private Ended ended(JsonNode node, int status) {
        var told = Optional.of(node.path("told").asString("")).filter(signal -> !signal.isEmpty());
        return new Ended(at, new PairEnd(status, told, node.path("left").asBoolean(true)));
    }

    private Side side(String direction, JsonNode frame) {
        var side = switch (direction) {
            case "c2a" -> Side.CLIENT;
            case "a2c" -> Side.AGENT;
            default -> frame.has("method") ? asker(frame.path("method").asString("")) : answerer(frame);
        };
        if (frame.has("method") && frame.has("id")) asked(side).add(Json.text(frame.path("id")));
        return side;
    }

    private static Side asker(String method) {
        return OF_CLIENTS.contains(method) ? Side.CLIENT : Side.AGENT;
    }

    /** Whoever was asked under that number; where both were, it is told by what only an agent answers. */
    private Side answerer(JsonNode frame) {
        var id = Json.text(frame.path("id"));
        var isOfAgent = OF_AGENTS.stream().anyMatch(frame.path("result")::has);
        var isOfClient = asked(Side.AGENT).contains(id)
                && !(isOfAgent && asked(Side.CLIENT).contains(id));
        var side = isOfClient ? Side.CLIENT : Side.AGENT;
        asked(isOfClient ? Side.AGENT : Side.CLIENT).remove(id);
        return side;
    }

    private Set<String> asked(Side side) {
        return asked.getOrDefault(side, Set.of());
    }

    /** Plays what was recorded, and ten seconds beyond. */
    public static void play(List<Line> lines, Consumer<RecordingReplay.Change> changes, Consumer<Event> events) {
        if (lines.isEmpty()) return;
        var owner = Optional.of(new Owner("owner", Optional.empty()));
        var facts = new AcpFacts(new AcpPair("recorded", "acp@office", "office", "agent", owner, Around.NONE));
        var board = new ReplayedBoard(changes, events);
        var now = lines.getFirst().at();
        for (var line : lines) {
            passTime(board, now, line.at());
            now = line.at();
            switch (line) {
                case Said(var at, var side, var frame) -> board.take(facts.heard(side, frame, at), at);
                case Ended(var at, var end) -> board.take(facts.ended(end, at), at);
            }
        }
        passTime(board, now, now.plus(RecordingReplay.BEYOND));
    }

    private static void passTime(ReplayedBoard board, Instant from, Instant until) {
        var end = from.plus(LONGEST).isBefore(until) ? from.plus(LONGEST) : until;
        for (var now = from.plus(LOOK); now.isBefore(end); now = now.plus(LOOK)) board.look(now);
    }
}
