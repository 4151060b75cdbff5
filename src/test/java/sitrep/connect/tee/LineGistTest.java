package sitrep.connect.tee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.json.Json;

/** However bytes come, they are the same lines; and a line that is too long still says what it is. */
class LineGistTest {
    private final List<String> lines = new ArrayList<>();
    private final LineGist gist = new LineGist(line -> lines.add(new String(line, StandardCharsets.UTF_8)));

    private void feed(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        gist.feed(bytes, 0, bytes.length);
    }

    @Test
    void linesAreWhatTheyAre() {
        feed("{\"a\":\"\\\"}\\\\\"}\n\n  \r\n{\"b\":[1,2]}\r\nrest");
        assertEquals(List.of("{\"a\":\"\\\"}\\\\\"}", "{\"b\":[1,2]}\r"), lines);
        gist.end();
        assertEquals("rest", lines.getLast());
    }

    @Test
    void ofALongStringTheFrontIsKept() {
        feed("{\"a\":\"" + "x".repeat(5_000_000) + "\",\"method\":\"session/update\"}\n{}\n");
        var said = Json.read(lines.getFirst());
        assertEquals("session/update", said.path("method").asString());
        assertEquals("x".repeat(LineGist.STRING), said.path("a").asString());
        assertEquals("{}", lines.get(1));
        assertEquals(0, gist.givenUp());
    }

    /** Wherever a string is cut, what is left of it is one. */
    @ParameterizedTest
    @ValueSource(strings = {"\\\\", "\\\"", "\\u00e9", "é", "\uD83D\uDE00", "ab\\\\\\\"", "\\n"})
    void nothingIsCutInTwo(String piece) {
        for (var before = 0; before < 8; before++) {
            lines.clear();
            feed("{\"a\":\"" + "x".repeat(before) + piece.repeat(20_000) + "\",\"end\":true}\n");
            var said = Json.read(lines.getFirst());
            assertTrue(said.path("end").asBoolean(), piece);
            assertTrue(said.path("a").asString().length() > 1_000, piece);
        }
    }

    @Test
    void whatIsNestedTooDeepIsLeftOut() {
        feed("{\"a\":" + "[".repeat(500) + "\"x]\"" + "]".repeat(500) + ",\"b\":" + "{\"c\":".repeat(60) + "1"
                + "}".repeat(60) + ",\"end\":true}\n");
        assertTrue(Json.read(lines.getFirst()).path("end").asBoolean());
    }

    @Test
    void aLineOfTooManyThingsIsGivenUpAndTheNextIsNot() {
        feed("[" + "1,".repeat(LineGist.LINE) + "1]\n{\"a\":1}\n");
        assertEquals(List.of("{\"a\":1}"), lines);
        assertTrue(gist.givenUp() > LineGist.LINE);
        assertEquals(0, gist.givenUp());
    }

    /** As a prompt to which many files are attached. */
    @Test
    void ofManyLongStringsEachHasRoom() {
        var files = ("{\"text\":\"" + "x".repeat(50_000) + "\"},").repeat(400);
        feed("{\"files\":[" + files + "{}],\"method\":\"session/prompt\"}\n");
        assertEquals(
                "session/prompt", Json.read(lines.getFirst()).path("method").asString());
        assertEquals(0, gist.givenUp());
    }

    @Test
    void whatIsNoJsonHarmsOnlyItself() {
        feed("\"never closed\n{\"a\":1}\n}}}}]]\n{\"b\":\"\\\n{\"c\":1}\n");
        assertEquals(List.of("\"never closed", "{\"a\":1}", "}}}}]]", "{\"b\":\"\\", "{\"c\":1}"), lines);
    }

    @Test
    void afterAGapItGoesOnWithTheNextLine() {
        feed("{\"a\":\"be");
        gist.miss();
        feed("gun\",\"x\":\"y\"}\n{\"b\":1}\n");
        assertEquals(List.of("{\"b\":1}"), lines);
    }

    @Test
    void theBoundsOfPiecesMakeNoDifference() {
        var random = new Random(11);
        var text = new StringBuilder();
        for (var i = 0; i < 60; i++) text.append(line(random)).append('\n');
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        gist.feed(bytes, 0, bytes.length);
        var whole = List.copyOf(lines);
        for (var round = 0; round < 20; round++) {
            lines.clear();
            for (var at = 0; at < bytes.length; ) {
                var to = Math.min(bytes.length, at + 1 + random.nextInt(round < 10 ? 7 : 40_000));
                gist.feed(bytes, at, to);
                at = to;
            }
            assertEquals(whole, lines);
        }
    }

    private static String line(Random random) {
        var pieces = List.of("\\\\", "\\\"", "é", "x", "{", "]", "\uD83D\uDE00", "\\u0041", ",");
        var text = new StringBuilder("{\"a\":\"");
        var length = random.nextInt(4) == 0 ? 30_000 : random.nextInt(50);
        for (var i = 0; i < length; i++) text.append(pieces.get(random.nextInt(pieces.size())));
        return text.append("\",\"b\":[{},[")
                .append(random.nextInt())
                .append("]]}")
                .toString();
    }
}
