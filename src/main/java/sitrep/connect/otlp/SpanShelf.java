package sitrep.connect.otlp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.json.Json;

/**
 * Spans that were acknowledged and of which nothing can be told yet, on disk, a line each: the agents that they are of
 * have not come to their end. When the file has grown, those that still wait are written anew.
 */
final class SpanShelf {
    /** From this size on the file is written anew. */
    private static final long LARGE = 8L * 1_024 * 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(SpanShelf.class);

    private final Path file;

    /** @param data the data folder */
    SpanShelf(Path data) {
        this.file = data.resolve("otlp").resolve("waiting.ndjson");
    }

    /** What is on it. A line that cannot be read was cut off when the machine stopped, and was not acknowledged. */
    List<Span> all() throws IOException {
        if (!Files.exists(file)) return List.of();
        var spans = new ArrayList<Span>();
        for (var line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            read(line).ifPresent(spans::addAll);
        }
        return spans;
    }

    private static Optional<List<Span>> read(String line) {
        try {
            return Optional.of(SpanReader.of(Json.read(line)).spans());
        } catch (Json.Malformed _) {
            LOG.debug("A line of spans that waited cannot be read");
            return Optional.empty();
        }
    }

    /** Puts these on it for good. */
    void add(List<Span> spans) throws IOException {
        if (spans.isEmpty()) return;
        Files.createDirectories(file.getParent());
        write(file, spans, StandardOpenOption.APPEND);
    }

    /** Whether nothing is on it. */
    boolean isEmpty() {
        return !Files.exists(file);
    }

    /** Whether it is time to write it anew. */
    boolean isLarge() throws IOException {
        return Files.exists(file) && Files.size(file) > LARGE;
    }

    /** Has these on it and no others. */
    void replace(List<Span> spans) throws IOException {
        if (spans.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(file.getParent());
        var next = file.resolveSibling("waiting.new");
        Files.deleteIfExists(next);
        write(next, spans, StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(Path into, List<Span> spans, StandardOpenOption how) throws IOException {
        var lines = new ByteArrayOutputStream();
        for (var span : spans) {
            lines.writeBytes(SpanReader.written(span).getBytes(StandardCharsets.UTF_8));
            lines.write('\n');
        }
        var bytes = ByteBuffer.wrap(lines.toByteArray());
        try (var channel = FileChannel.open(into, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }
}
