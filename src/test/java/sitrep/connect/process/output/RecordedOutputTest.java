package sitrep.connect.process.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real tools print, and what we make of it. A new story is a folder with {@code out.raw}; no Java is needed. */
class RecordedOutputTest {
    private static final Path STORIES = Path.of("src/test/resources/recorded/process");

    static Stream<Path> stories() throws IOException {
        return Files.list(STORIES).filter(Files::isDirectory).sorted();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void eachLineSaysWhatIsWrittenDown(Path story) throws IOException {
        var golden = story.resolve("news.txt");
        var actual = String.join("\n", news(Files.readAllBytes(story.resolve("out.raw")))) + "\n";
        if ("write".equals(System.getenv("GOLDEN"))) Files.writeString(golden, actual);
        assertTrue(
                Files.exists(golden), golden + " is missing; GOLDEN=write in the environment writes it, then read it");
        assertEquals(Files.readString(golden), actual);
    }

    /** Where the chunks end is an accident of pipes: it must not matter. */
    @ParameterizedTest
    @MethodSource("stories")
    void chunksMayEndAnywhere(Path story) throws IOException {
        var bytes = Files.readAllBytes(story.resolve("out.raw"));
        var whole = new OutputLines(new Screenful());
        whole.feed(bytes, bytes.length);
        var expected = whole.finish();
        for (var seed = 0; seed < 50; seed++) {
            var split = new OutputLines(new Screenful());
            for (var chunk : chunks(bytes, new Random(seed))) split.feed(chunk, chunk.length);
            assertEquals(expected, split.finish(), "seed " + seed);
            assertEquals(whole.tail(), split.tail(), "seed " + seed);
        }
    }

    private static List<String> news(byte[] bytes) {
        var lines = new OutputLines(new Screenful());
        var said = new ArrayList<String>();
        for (var b : bytes) {
            lines.feed(new byte[] {b}, 1);
            if (b == '\n' || b == '\r') note(lines.take(), said);
        }
        note(lines.finish(), said);
        said.add("");
        said.addAll(lines.tail());
        return said;
    }

    private static void note(OutputNews news, List<String> said) {
        var progress = news.progress().map(it -> it.done() + "/" + it.total()).orElse("");
        var line = "%9s  %s".formatted(progress, news.text().orElse("")).stripTrailing();
        if (!news.isNone() && (said.isEmpty() || !said.getLast().equals(line))) said.add(line);
    }

    private static List<byte[]> chunks(byte[] bytes, Random random) {
        var chunks = new ArrayList<byte[]>();
        for (var from = 0; from < bytes.length; ) {
            var to = Math.min(bytes.length, from + 1 + random.nextInt(40));
            chunks.add(java.util.Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return chunks;
    }
}
