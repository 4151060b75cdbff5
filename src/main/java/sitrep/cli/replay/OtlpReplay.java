package sitrep.cli.replay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.otlp.RecordedExports;
import sitrep.core.event.Event;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * What recorded exports of OpenTelemetry come to: a JSON object a line, {@code t} in milliseconds, and the body of an
 * export in JSON, as {@code traces} or as {@code logs}.
 */
public final class OtlpReplay {
    /** One export of spans, or else of log records, with when it was heard. */
    public record Export(Instant at, boolean isOfSpans, JsonNode body) {}

    /**
     * A recording, read.
     *
     * @param skipped what was passed over, and how often
     */
    public record Read(List<Export> exports, Map<String, Integer> skipped) {}

    private OtlpReplay() {}

    public static Read read(List<String> lines) {
        var exports = new ArrayList<Export>();
        var skipped = new LinkedHashMap<String, Integer>();
        for (var line : lines) {
            if (line.isBlank()) continue;
            var export = export(line);
            export.ifPresent(exports::add);
            if (export.isEmpty()) skipped.merge("line (no export with a time)", 1, Integer::sum);
        }
        exports.sort(Comparator.comparing(Export::at));
        return new Read(List.copyOf(exports), skipped);
    }

    private static Optional<Export> export(String line) {
        try {
            var node = Json.readLarge(line.getBytes(StandardCharsets.UTF_8));
            var isOfSpans = node.path("traces").isObject();
            var body = node.path(isOfSpans ? "traces" : "logs");
            return ForeignValue.time(node, "t").filter(_ -> body.isObject()).map(at -> new Export(at, isOfSpans, body));
        } catch (Json.Malformed _) {
            return Optional.empty();
        }
    }

    /** Plays the exports, and ten seconds beyond; answers how many in them were no spans and no log records. */
    public static long play(List<Export> exports, Consumer<RecordingReplay.Change> changes, Consumer<Event> events) {
        if (exports.isEmpty()) return 0;
        var facts = new RecordedExports();
        var board = new ReplayedBoard(changes, events);
        var now = exports.getFirst().at();
        for (var export : exports) {
            HookReplay.passTime(board, now, export.at());
            now = export.at();
            var body = export.body();
            board.take(export.isOfSpans() ? facts.spans(body, now) : facts.records(body, now), now);
        }
        HookReplay.passTime(board, now, now.plus(RecordingReplay.BEYOND));
        return facts.refused();
    }
}
