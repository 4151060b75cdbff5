package sitrep.connect.process.start;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.LongEnough;

/** What a command leaves running in the background holds nobody up, and loses nothing that it writes. */
class LeftBehindTest {
    @TempDir
    private Path data;

    private Wrapping wrapping() {
        return new Wrapping(data, "http://127.0.0.1:9");
    }

    @Test
    void who_says_nothing_more_is_not_waited_for() throws Exception {
        var process = wrapping().start("--", "sh", "-c", "sleep 300 & echo $!");
        var left = "";
        try (var out = process.inputReader()) {
            left = out.readLine();
            assertTrue(process.waitFor(LongEnough.DURATION), "it waits for what it left behind");
            assertEquals(0, process.exitValue());
        } finally {
            ProcessHandle.of(Long.parseLong(left)).ifPresent(ProcessHandle::destroy);
        }
    }

    /** It would never rest, and the end of its output would never come. */
    @ParameterizedTest
    @ValueSource(strings = {"", "sleep 0.01;"})
    void who_writes_without_a_rest_is_not_waited_for_and_loses_nothing(String pause) throws IOException {
        var go = data.resolve("go");
        var out = data.resolve("out");
        var script = "(i=0; while [ ! -e " + go + " -a $i -lt 5000000 ]; do echo $i; i=$((i+1)); " + pause
                + " done; echo end $i) & echo now";
        var wrapper = wrapping().words("--", "sh", "-c", script).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        var ended = wrapping()
                .run(List.of("sh", "-c", wrapper + " > " + out + " 2> " + data.resolve("err") + "; echo left with $?"));
        assertEquals("left with 0\n", ended.text());
        var before = Files.size(out);
        await("it goes on where nobody copies any more").until(() -> Files.size(out) > before);
        Files.createFile(go);
        await("it has its end").until(() -> last(out).startsWith("end "));
        var lines = Files.readAllLines(out);
        assertTrue(lines.remove("now"), "what the command itself wrote is there");
        var count = Integer.parseInt(last(out).substring("end ".length()));
        lines.removeLast();
        assertEquals(IntStream.range(0, count).mapToObj(i -> "" + i).toList(), lines);
    }

    private static String last(Path file) throws IOException {
        var text = Files.readString(file).strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
