package sitrep.connect.opencode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are taken out of a stream wherever its bytes are cut. */
class EventParserTest {
    private static final String STREAM = "event: x\r\ndata: one\r\n\r\n: a remark\n\ndata:two\ndata: more\nid: 3\n\n"
            + "data: " + "long ".repeat(40) + "\n\ndata: däh\n\ndata: unfinished";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void eachHasItsData(int step) {
        assertEquals(List.of("one", "two\nmore", "(too large)", "däh"), read(STREAM, step));
    }

    @Test
    void whatWasTooLargeSpoilsNothing() {
        assertEquals(List.of("(too large)", "a"), read("data: " + "x".repeat(500) + "\ndata: y\n\ndata: a\n\n", 50));
    }

    private static List<String> read(String stream, int step) {
        var read = new ArrayList<String>();
        var parser = new EventParser(64, piece -> read.add(word(piece)));
        var bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (var from = 0; from < bytes.length; from += step) {
            parser.feed(ByteBuffer.wrap(bytes, from, Math.min(step, bytes.length - from)));
        }
        return read;
    }

    private static String word(StreamPiece piece) {
        return switch (piece) {
            case StreamPiece.Told(var data) -> data;
            case StreamPiece.TooLarge _ -> "(too large)";
            case StreamPiece.End(var why) -> why;
        };
    }
}
