package sitrep.cli.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sitrep.connect.codex.AppServerFacts;
import sitrep.connect.foreign.Around;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.tee.PairEnd;
import sitrep.connect.tee.Side;
import sitrep.core.event.Event;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What was said between Codex's app-server and its client comes to: a JSON object a line, {@code t} in
 * milliseconds, {@code dir}, which is {@code out} for what the client said and {@code in} for what the app-server did,
 * and the message as {@code frame}; a line with an {@code exit} tells how that ended. Times that count from the
 * beginning of the recording are turned into real ones by the first real one that is told.
 */
public final class AppServerReplay {
    /** No real time is smaller, and no recording longer. */
    private static final long REAL = 1_000_000_000_000L;

    /** Something that was said, or the end of the app-server. */
    public record Line(Instant at, Side side, JsonNode frame, Optional<PairEnd> end) {}

    /**
     * A recording, read.
     *
     * @param skipped what was passed over, and how often
     */
    public record Read(List<Line> lines, Map<String, Integer> skipped) {}

    private AppServerReplay() {}

    /** Whether these are messages, rather than what hooks said. */
    public static boolean isPair(List<String> lines) {
        return lines.stream().anyMatch(line -> line.contains("\"frame\""));
    }

    public static Read read(List<String> lines) {
        var read = new ArrayList<Line>();
        var skipped = new LinkedHashMap<String, Integer>();
        var zero = zero(lines);
        for (var line : lines) {
            if (line.isBlank()) continue;
            var said = line(line, zero);
            said.ifPresent(read::add);
            if (said.isEmpty()) skipped.merge("line (no message)", 1, Integer::sum);
        }
        return new Read(List.copyOf(read), skipped);
    }

    private static Optional<Line> line(String line, long zero) {
        try {
            var node = Json.read(line);
            var at = Instant.ofEpochMilli(zero + node.path("t").asLong(0));
            var frame = node.path("frame");
            var exit = node.has("exit") ? node.path("exit") : frame.path("exit");
            if (node.has("exit") || frame.has("exit")) {
                var told = Optional.of(ForeignValue.text(node, "told")).filter(signal -> !signal.isEmpty());
                var end = new PairEnd(exit.asInt(0), told, node.path("left").asBoolean(true));
                return Optional.of(new Line(at, Side.AGENT, frame, Optional.of(end)));
            }
            if (!frame.isObject()) return Optional.empty();
            var side = ForeignValue.text(node, "dir").equals("out") ? Side.CLIENT : Side.AGENT;
            return Optional.of(new Line(at, side, frame, Optional.empty()));
        } catch (Json.Malformed _) {
            return Optional.empty();
        }
    }

    /** The real time of time zero. */
    private static long zero(List<String> lines) {
        for (var line : lines) {
            try {
                var node = Json.read(line);
                var time = node.path("t").asLong(0);
                if (time >= REAL) return 0;
                var told = node.path("frame").path("emittedAtMs").asLong(0);
                if (told >= REAL) return told - time;
            } catch (Json.Malformed _) {
                // It is passed over when it is read.
            }
        }
        return REAL;
    }

    /** Plays what was recorded, and ten seconds beyond. */
    public static void play(List<Line> lines, Consumer<RecordingReplay.Change> changes, Consumer<Event> events) {
        if (lines.isEmpty()) return;
        var facts = new AppServerFacts("office", Optional.empty(), Around.NONE);
        var board = new ReplayedBoard(changes, events);
        var now = lines.getFirst().at();
        for (var line : lines) {
            HookReplay.passTime(board, now, line.at());
            now = line.at();
            var at = now;
            var told = line.end()
                    .map(end -> facts.ended(end, at))
                    .orElseGet(() -> facts.heard(line.side(), line.frame(), at));
            board.take(told, now);
        }
        HookReplay.passTime(board, now, now.plus(RecordingReplay.BEYOND));
    }
}
