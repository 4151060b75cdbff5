package sitrep.cli.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.connect.opencode.OpenCodeFacts;
import sitrep.core.event.Event;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What recorded events of an OpenCode server come to: a JSON object a line, {@code t} in milliseconds, {@code dir} with
 * {@code in} for what the server told, and {@code frame}. Times that count from the beginning of the recording are
 * turned into real ones by the first real one that is told.
 */
public final class OpenCodeReplay {
    /** No real time is smaller, and no recording longer. */
    private static final long REAL = 1_000_000_000_000L;

    /** One event, with when it was heard. */
    public record Frame(Instant at, JsonNode frame) {}

    /**
     * A recording, read.
     *
     * @param skipped what was passed over, and how often
     */
    public record Read(List<Frame> frames, Map<String, Integer> skipped) {}

    /** A line, with its time as it stands there. */
    private record Line(long time, JsonNode frame) {}

    private OpenCodeReplay() {}

    public static Read read(List<String> lines) {
        var read = new ArrayList<Line>();
        var skipped = new LinkedHashMap<String, Integer>();
        for (var line : lines) {
            if (line.isBlank()) continue;
            try {
                var node = Json.read(line);
                var isTold = ForeignValue.text(node, "dir").isEmpty()
                        || ForeignValue.text(node, "dir").equals("in");
                if (isTold && node.path("frame").isObject()) {
                    read.add(new Line(node.path("t").asLong(0), node.path("frame")));
                }
            } catch (Json.Malformed _) {
                skipped.merge("line (no JSON)", 1, Integer::sum);
            }
        }
        read.sort(Comparator.comparingLong(Line::time));
        var zero = zero(read);
        return new Read(
                read.stream()
                        .map(line -> new Frame(Instant.ofEpochMilli(zero + line.time()), line.frame()))
                        .toList(),
                skipped);
    }

    /** The real time of time zero. */
    private static long zero(List<Line> lines) {
        if (lines.isEmpty() || lines.getFirst().time() >= REAL) return 0;
        return lines.stream()
                .flatMap(line -> told(line.frame()).map(time -> time.toEpochMilli() - line.time()).stream())
                .findFirst()
                .orElse(REAL);
    }

    private static Optional<Instant> told(JsonNode frame) {
        var properties = frame.path("properties");
        return ForeignValue.time(properties, "time")
                .or(() -> ForeignValue.time(properties.path("info").path("time"), "updated"));
    }

    /** Plays the events, and ten seconds beyond. */
    public static void play(List<Frame> frames, Consumer<RecordingReplay.Change> changes, Consumer<Event> events) {
        if (frames.isEmpty()) return;
        var facts = new OpenCodeFacts("office", Recollection.NONE);
        var board = new ReplayedBoard(changes, events);
        var now = frames.getFirst().at();
        for (var frame : frames) {
            HookReplay.passTime(board, now, frame.at());
            now = frame.at();
            board.take(facts.next(frame.frame(), now), now);
        }
        HookReplay.passTime(board, now, now.plus(RecordingReplay.BEYOND));
    }
}
