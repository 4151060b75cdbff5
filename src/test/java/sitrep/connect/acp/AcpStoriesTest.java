package sitrep.connect.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.cli.replay.RecordingReplay;
import sitrep.cli.replay.ReplayBoard;
import sitrep.connect.tee.PairEnd;
import sitrep.connect.tee.Side;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.why.TaskDetail;
import sitrep.json.EventJson;
import sitrep.json.Json;

/**
 * Recordings of real agents and clients in, golden events and boards out. Set {@code GOLDEN=write} to write them anew,
 * and then hold each board against its story.
 */
class AcpStoriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded/acp");

    static List<String> stories() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theBoardSaysWhatHappened(String story) throws IOException {
        var text = new StringBuilder();
        var shown = new ReplayBoard(AcpBoard.BEGAN);
        var board = played(
                story,
                (at, it) -> shown.lines(new RecordingReplay.Change(at, it.tasks()))
                        .forEach(line -> text.append(line).append('\n')));
        golden(story, "board.txt", text.toString());
        golden(
                story,
                "events.jsonl",
                board.events().stream()
                        .filter(event -> !isHeartbeat(event))
                        .map(event -> new String(EventJson.encode(event), StandardCharsets.UTF_8) + "\n")
                        .collect(Collectors.joining()));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyStorySaysWhatHappened(String story) throws IOException {
        var readme = Files.readString(FOLDER.resolve(story).resolve("README.md"));
        assertTrue(readme.startsWith("# ") && readme.length() > 80, story);
    }

    /** Late, early and twice: the same events come to the same. */
    @ParameterizedTest
    @MethodSource("stories")
    void theOrderOfEventsMakesNoDifference(String story) throws IOException {
        var events = played(story, (_, _) -> {}).events().stream()
                .filter(event -> !isHeartbeat(event))
                .toList();
        var expected = folded(events);
        for (var seed = 1; seed <= 5; seed++) {
            var shuffled = new java.util.ArrayList<>(events);
            shuffled.addAll(events);
            java.util.Collections.shuffle(shuffled, new Random(seed));
            assertEquals(expected, folded(shuffled), story + ", seed " + seed);
        }
    }

    /** Whoever lost sight of a part sees no more than whoever saw all, and nothing that was not so. */
    @ParameterizedTest
    @MethodSource("stories")
    void whoeverLosesSightSaysNothingWrong(String story) throws IOException {
        var lines = lines(story);
        var expected = played(story, (_, _) -> {}).outcome();
        for (var from = 1; from < lines.size(); from += 3) {
            var board = new AcpBoard();
            for (var i = 0; i < lines.size(); i++) {
                if (i == from) board.missed(1_000);
                if (i < from || i >= from + 3) hear(board, lines.get(i));
            }
            if (board.tasks().isEmpty()) continue;
            assertTrue(List.of(expected, "none", "lost").contains(board.outcome()), story + " from " + from);
        }
    }

    private interface Look {
        void at(Instant at, AcpBoard board);
    }

    private static AcpBoard played(String story, Look look) throws IOException {
        var board = new AcpBoard();
        for (var line : lines(story)) {
            hear(board, line);
            if (!board.tasks().isEmpty()) look.at(at(line), board);
        }
        return board;
    }

    private static void hear(AcpBoard board, String line) {
        var said = Json.read(line);
        switch (said.path("dir").asString("")) {
            case "c2a" -> board.hear(Side.CLIENT, said.path("frame"), at(line));
            case "a2c" -> board.hear(Side.AGENT, said.path("frame"), at(line));
            default ->
                board.ended(new PairEnd(
                        said.path("exit").asInt(0),
                        told(said.path("told").asString("")),
                        said.path("left").asBoolean(false)));
        }
    }

    private static Optional<String> told(String signal) {
        return Optional.of(signal).filter(it -> !it.isEmpty());
    }

    private static Instant at(String line) {
        return AcpBoard.BEGAN.plusMillis(Json.read(line).path("t").asLong());
    }

    private static List<String> lines(String story) throws IOException {
        return Files.readAllLines(FOLDER.resolve(story).resolve("in.jsonl"));
    }

    private static List<String> folded(List<Event> events) {
        return events.stream()
                .collect(Collectors.groupingBy(event -> event.task().orElseThrow()))
                .entrySet()
                .stream()
                .map(entry -> {
                    var task = Task.unheard(entry.getKey());
                    for (var event : entry.getValue()) task = Fold.apply(task, event);
                    return sitrep.json.SitrepJson.full(TaskDetail.of(task));
                })
                .sorted()
                .toList();
    }

    private static boolean isHeartbeat(Event event) {
        return event.fact() instanceof Fact.RunAdvanced fact && fact.isHeartbeat();
    }

    private static void golden(String story, String file, String text) throws IOException {
        var path = FOLDER.resolve(story).resolve(file);
        if ("write".equals(System.getProperty("golden", System.getenv("GOLDEN")))) Files.writeString(path, text);
        assertEquals(Files.readString(path), text);
    }
}
