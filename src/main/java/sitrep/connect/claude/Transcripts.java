package sitrep.connect.claude;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.foreign.ForeignValue;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** The ends of the transcripts of sessions, as they grow: where it stands that somebody interrupted them. */
final class Transcripts {
    /** Bytes looked at in one look; of more that was written since the last one only the end. */
    private static final int LOOK = 1_024 * 1_024;

    private static final String INTERRUPTED = "[Request interrupted by user";

    private final Path projects;
    private final Map<String, Tail> tails = new HashMap<>();

    /** A file, with how far it was read. */
    private record Tail(Path file, long read) {}

    Transcripts(Path projects) {
        this.projects = projects;
    }

    /** When a session was interrupted, if that was written since the last look. What was there before is the past. */
    Optional<Instant> interrupted(String session) {
        try {
            var tail = tails.get(session);
            if (tail == null) {
                var file = find(session);
                if (file.isPresent()) tails.put(session, new Tail(file.get(), Files.size(file.get())));
                return Optional.empty();
            }
            var size = Files.size(tail.file);
            if (size <= tail.read) {
                if (size < tail.read) tails.put(session, new Tail(tail.file, size));
                return Optional.empty();
            }
            return read(session, tail, size);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    void forget(String session) {
        tails.remove(session);
    }

    private Optional<Path> find(String session) throws IOException {
        if (!Files.isDirectory(projects)) return Optional.empty();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(projects)) {
            for (var folder : folders) {
                var file = folder.resolve(session + ".jsonl");
                if (Files.isRegularFile(file)) return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> read(String session, Tail tail, long size) throws IOException {
        var from = Math.max(tail.read, size - LOOK);
        var buffer = ByteBuffer.allocate((int) (size - from));
        try (var channel = FileChannel.open(tail.file)) {
            var at = from;
            while (buffer.hasRemaining()) {
                var count = channel.read(buffer, at);
                if (count < 0) break;
                at += count;
            }
        }
        var text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
        var end = text.lastIndexOf('\n') + 1;
        tails.put(session, new Tail(tail.file, from + end));
        return text.substring(0, end)
                .lines()
                .filter(line -> line.contains(INTERRUPTED))
                .reduce((_, last) -> last)
                .flatMap(Transcripts::at);
    }

    /** When a line says that its user stopped it, if it does: other lines may quote it. */
    private static Optional<Instant> at(String line) {
        try {
            var node = Json.read(line.getBytes(StandardCharsets.ISO_8859_1));
            var said = ForeignValue.content(node.path("message").path("content"));
            var isUser = ForeignValue.text(node, "type").equals("user");
            return isUser && said.startsWith(INTERRUPTED) && !isSidechain(node)
                    ? ForeignValue.time(node, "timestamp")
                    : Optional.empty();
        } catch (Json.Malformed _) {
            return Optional.empty();
        }
    }

    private static boolean isSidechain(JsonNode node) {
        return node.path("isSidechain").asBoolean(false);
    }
}
