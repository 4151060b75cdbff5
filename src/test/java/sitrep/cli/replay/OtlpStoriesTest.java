package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.meaning.HookFacts;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.connect.otlp.TraceDesk;
import sitrep.connect.outbox.Delivery;
import sitrep.core.event.Event;
import sitrep.core.why.TaskDetail;
import sitrep.json.EventJson;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recorded exports of spans and log records in, golden events and boards out. Set {@code GOLDEN=write} to write them
 * anew, and then hold each board against its story.
 */
class OtlpStoriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded/otlp");
    private static final int ORDERS = 30;

    @TempDir
    Path data;

    private int desks;

    private static List<String> stories() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** An export of spans or, as {@code logs} in the recording, of log records, with when it was heard. */
    private record Export(Instant at, boolean isOfSpans, JsonNode body) {
        TraceDesk.Heard heardBy(TraceDesk desk) {
            var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            return isOfSpans ? desk.hear(false, bytes) : desk.hearRecords(false, bytes);
        }
    }

    private static List<Export> exports(String story) throws IOException {
        return Files.readAllLines(FOLDER.resolve(story).resolve("in.jsonl")).stream()
                .map(Json::read)
                .map(line -> new Export(
                        ForeignValue.time(line, "t").orElseThrow(),
                        line.has("traces"),
                        line.path(line.has("traces") ? "traces" : "logs")))
                .toList();
    }

    /** What the exports come to, each heard at its time. */
    private Map<String, TaskDetail> played(
            List<Export> exports, Consumer<RecordingReplay.Change> changes, Consumer<Event> events) {
        var tasks = new HashMap<String, TaskDetail>();
        var board = new ReplayedBoard(
                change -> {
                    change.tasks().forEach(task -> tasks.put(task.sitrep().id().text(), task));
                    changes.accept(change);
                },
                events);
        var now = new Instant[] {Instant.EPOCH};
        var desk = new TraceDesk(
                (told, _) -> {
                    board.take(told, now[0]);
                    return new Delivery.Receipt.Taken(0);
                },
                data.resolve("desk-" + desks++),
                () -> now[0]);
        for (var export : exports) {
            now[0] = export.at();
            assertEquals(new TraceDesk.Heard.Taken(0, ""), export.heardBy(desk));
            assertTrue(
                    tasks.values().stream()
                            .noneMatch(task -> task.sitrep().outcome().isEmpty()),
                    "nothing goes on");
        }
        board.look(now[0].plusSeconds(3_600));
        return tasks;
    }

    private static Map<String, String> ends(Map<String, TaskDetail> tasks) {
        var ends = new HashMap<String, String>();
        tasks.forEach((id, task) -> ends.put(
                id,
                task.sitrep().name().value() + " "
                        + task.sitrep().phase().value().word() + " "
                        + task.sitrep().attention().value().word() + " "
                        + task.runs().size() + " "
                        + task.updates().size()));
        return ends;
    }

    private static void golden(String story, String file, String text) throws IOException {
        var path = FOLDER.resolve(story).resolve(file);
        if ("write".equals(System.getenv("GOLDEN"))) Files.writeString(path, text);
        assertEquals(Files.readString(path), text);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theBoardSaysWhatHappened(String story) throws IOException {
        var exports = exports(story);
        var lines = new ReplayBoard(exports.getFirst().at());
        var text = new StringBuilder();
        var events = new StringBuilder();
        played(
                exports,
                change -> lines.lines(change).forEach(line -> text.append(line).append('\n')),
                event -> events.append(new String(EventJson.encode(event), StandardCharsets.UTF_8))
                        .append('\n'));
        golden(story, "board.txt", text.toString());
        golden(story, "events.jsonl", events.toString());
        assertEquals(text.toString(), replayed(story), "sitrep replay says the same");
        var readme = Files.readString(FOLDER.resolve(story).resolve("README.md"));
        assertTrue(readme.startsWith("# ") && readme.contains("The board says:"), story);
    }

    private static String replayed(String story) throws IOException {
        var read = OtlpReplay.read(Files.readAllLines(FOLDER.resolve(story).resolve("in.jsonl")));
        assertEquals(Map.of(), read.skipped());
        var lines = new ReplayBoard(read.exports().getFirst().at());
        var text = new StringBuilder();
        var refused = OtlpReplay.play(
                read.exports(),
                change -> lines.lines(change).forEach(line -> text.append(line).append('\n')),
                _ -> {});
        assertEquals(0, refused);
        return text.toString();
    }

    /** Each span in an export of its own, in any order and twice: while an agent's own is missing, nothing is told. */
    @ParameterizedTest
    @MethodSource("stories")
    void spansInAnyOrderAndTwiceComeToTheSame(String story) throws IOException {
        var exports = exports(story);
        var expected = ends(played(exports, _ -> {}, _ -> {}));
        var last = exports.getLast().at();
        for (var seed = 1; seed <= ORDERS; seed++) {
            var single = new ArrayList<Export>();
            for (var export : exports) {
                apart(export).forEach(one -> single.add(new Export(last, export.isOfSpans(), one)));
            }
            single.addAll(List.copyOf(single));
            Collections.shuffle(single, new Random(seed));
            assertEquals(expected, ends(played(single, _ -> {}, _ -> {})), story + ", seed " + seed);
        }
    }

    /** The same export for each of its spans or log records, with that alone. */
    private static List<JsonNode> apart(Export export) {
        var names = export.isOfSpans()
                ? List.of("resourceSpans", "scopeSpans", "spans")
                : List.of("resourceLogs", "scopeLogs", "logRecords");
        var all = new ArrayList<JsonNode>();
        for (var resource : export.body().path(names.get(0))) {
            for (var scope : resource.path(names.get(1))) {
                for (var item : scope.path(names.get(2))) {
                    var one = (ObjectNode) scope.deepCopy();
                    one.putArray(names.get(2)).add(item);
                    var within = (ObjectNode) resource.deepCopy();
                    within.putArray(names.get(1)).add(one);
                    var alone = (ObjectNode) export.body().deepCopy();
                    alone.putArray(names.get(0)).add(within);
                    all.add(alone);
                }
            }
        }
        return all;
    }

    /** What was acknowledged and has to wait for the end of its agent is known after a kill. */
    @Test
    void whatWaitsOutlivesTheServer() throws IOException {
        var export = exports("sdk-nested-agents").getFirst();
        var spans = apart(export);
        var heard = new ArrayList<Event>();
        for (var span : spans) {
            var desk = new TraceDesk(
                    (told, _) -> {
                        heard.addAll(told);
                        return new Delivery.Receipt.Taken(0);
                    },
                    data,
                    export::at);
            desk.hear(false, span.toString().getBytes(StandardCharsets.UTF_8));
        }
        var atOnce = new ArrayList<Event>();
        played(List.of(export), _ -> {}, atOnce::add);
        assertEquals(
                atOnce.stream()
                        .map(Event::key)
                        .sorted(java.util.Comparator.comparing(Event.Key::id))
                        .toList(),
                heard.stream()
                        .map(Event::key)
                        .sorted(java.util.Comparator.comparing(Event.Key::id))
                        .toList());
        assertTrue(Files.notExists(data.resolve("otlp/waiting.ndjson")), "nothing waits any more");
    }

    /** So is a log record that came before the turn that it is of. */
    @Test
    void aRecordThatWaitsOutlivesTheServer() throws IOException {
        var exports = exports("codex-failed-patch");
        var heard = new ArrayList<Event>();
        for (var records : List.of(true, false)) {
            var desk = new TraceDesk(
                    (told, _) -> {
                        heard.addAll(told);
                        return new Delivery.Receipt.Taken(0);
                    },
                    data,
                    () -> exports.getLast().at());
            exports.stream().filter(it -> it.isOfSpans() != records).forEach(it -> it.heardBy(desk));
            assertEquals(records, heard.isEmpty(), heard.toString());
        }
        assertTrue(heard.stream().anyMatch(event -> event.toString().contains("apply_patch verification failed")));
    }

    /** What another conversation of the same trace tells is none of the turn's. */
    @Test
    void aRecordOfAnotherConversationIsNotOfTheTurn() throws IOException {
        var exports = exports("codex-failed-patch").stream()
                .map(it -> it.isOfSpans()
                        ? it
                        : new Export(
                                it.at(),
                                false,
                                Json.read(it.body().toString().replace("01a22cf3-82bb-7b10", "01a22cf3-82bb-7b11"))))
                .toList();
        var heard = new ArrayList<Event>();
        played(exports, _ -> {}, heard::add);
        assertTrue(heard.size() > 5, heard.toString());
        assertTrue(heard.stream().noneMatch(event -> event.key().id().endsWith("/failed")), heard.toString());
    }

    /** Who exports log records alone is told why nothing is on the board. */
    @Test
    void sourcesSayThatRecordsAloneTellOfNoTurn() throws IOException {
        var desk = new TraceDesk((_, _) -> new Delivery.Receipt.Taken(0), data, () -> Instant.EPOCH);
        exports("gemini-records-alone").forEach(it -> it.heardBy(desk));
        var source = desk.connections().getFirst();
        assertEquals("otel@gemini-cli", source.source());
        assertEquals(13, source.traffic().received());
        assertTrue(source.sight().sees().isEmpty());
        assertTrue(source.sight().misses().getFirst().what().contains("no log record says"));
        exports("gemini-calls-alone").forEach(it -> it.heardBy(desk));
        assertTrue(!desk.connections().getFirst().sight().sees().isEmpty());
    }

    /** While the door is closed the exporter keeps its spans, and brings them again. */
    @Test
    void whatTheDoorCannotTakeIsNotAcknowledged() throws IOException {
        var export = exports("claude-code-basic").getFirst();
        var body = export.body().toString().getBytes(StandardCharsets.UTF_8);
        var isOpen = new boolean[1];
        var heard = new ArrayList<Event>();
        var desk = new TraceDesk(
                (told, _) -> {
                    if (!isOpen[0]) return new Delivery.Receipt.Later("the disk is full");
                    heard.addAll(told);
                    return new Delivery.Receipt.Taken(0);
                },
                data,
                export::at);
        assertInstanceOf(TraceDesk.Heard.Later.class, desk.hear(false, body));
        isOpen[0] = true;
        assertInstanceOf(TraceDesk.Heard.Taken.class, desk.hear(false, body));
        assertTrue(heard.size() > 5, heard.toString());
    }

    /** Hooks of the same session see more: whatever spans tell, and whenever, what is shown is what the hooks say. */
    @ParameterizedTest
    @MethodSource("sitrep.cli.replay.OtlpStoriesTest#hookStories")
    void hooksOfTheSameSessionCount(String story) throws IOException {
        var hooks = HookReplay.read(
                        Files.readAllLines(FOLDER.resolveSibling("claude-code")
                                .resolve(story)
                                .resolve("in.jsonl")),
                        new ClaudeCodeDialect())
                .hooks();
        var session = hooks.getFirst().message().session().id();
        var spans = exports("claude-code-failed-command").getFirst();
        var failed =
                failed(Json.read(spans.body().toString().replaceAll("a9786e66-ad09-47a2-aee0-6593594249a5", session)));
        var expected = played(hooks, List.of(), -1);
        for (var at = 0; at <= hooks.size(); at++) {
            assertEquals(expected, played(hooks, List.of(failed), at), story + ", after " + at + " hooks");
        }
    }

    static List<String> hookStories() {
        return List.of("basic", "denied", "left-while-asking", "rate-limited", "sub-agent");
    }

    /** The same with the outermost agent failed. */
    private static JsonNode failed(JsonNode traces) {
        var spans = (ArrayNode) traces.at("/resourceSpans/0/scopeSpans/0/spans");
        for (var span : spans) {
            if (span.path("name").asString("").equals("claude_code.interaction")) {
                ((ObjectNode) span).putObject("status").put("code", 2).put("message", "it broke");
            }
        }
        return traces;
    }

    private List<String> played(List<HookReplay.Hook> hooks, List<JsonNode> exports, int after) {
        var shown = new ArrayList<String>();
        var tasks = new HashMap<String, TaskDetail>();
        var board = new ReplayedBoard(
                change -> change.tasks()
                        .forEach(task -> tasks.put(task.sitrep().id().text(), task)),
                _ -> {});
        var facts = new HookFacts(new ClaudeCodeDialect(), "claude-code@office", Recollection.NONE);
        var now = new Instant[] {hooks.getFirst().at()};
        var desk = new TraceDesk(
                (told, _) -> {
                    board.take(told, now[0]);
                    return new Delivery.Receipt.Taken(0);
                },
                data.resolve("desk-" + desks++),
                () -> now[0]);
        for (var i = 0; i <= hooks.size(); i++) {
            if (i == after) {
                exports.forEach(it -> desk.hear(false, it.toString().getBytes(StandardCharsets.UTF_8)));
            }
            if (i == hooks.size()) break;
            var hook = hooks.get(i);
            now[0] = hook.at().isAfter(now[0]) ? hook.at() : now[0];
            board.take(facts.next(hook.message(), facts.timeOf(hook.message(), now[0]), now[0]), now[0]);
            if (tasks.size() == 1)
                shown.add(i < after ? "" : shown(tasks.values().iterator().next()));
        }
        return tasks.values().stream().map(OtlpStoriesTest::shown).toList();
    }

    private static String shown(TaskDetail task) {
        var sitrep = task.sitrep();
        return sitrep.name().value() + " | " + sitrep.phase().value() + " | "
                + sitrep.outcome().map(it -> it.value().word()) + " | "
                + sitrep.block().map(it -> it.value().text()) + " | "
                + sitrep.reported().map(it -> it.value().report()) + " | "
                + sitrep.attention().value() + " | "
                + sitrep.update().map(it -> it.value().text());
    }
}
