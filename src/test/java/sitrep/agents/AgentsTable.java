package sitrep.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import sitrep.openclaw.Expected;
import tools.jackson.databind.JsonNode;

/**
 * The table of what the board has to say of the real agents, in docs/connectors/README.md, and what it said: that is in
 * {@code target/agents-live.md}, which tests of several agents write, perhaps at once.
 */
public final class AgentsTable {
    private static final Path GOT = Path.of("target", "agents-live.md");

    private AgentsTable() {}

    /** Holds a task against its row, and writes down what was said. */
    public static void shows(String scenario, String moment, JsonNode task) {
        var row = Expected.all("README.md").stream()
                .filter(one -> one.scenario().equals(scenario) && one.moment().equals(moment))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + scenario + ", " + moment));
        write(row.told(task), "| " + scenario + " | " + moment + " |");
        assertEquals(List.of(), row.differences(task), scenario + ", " + moment);
    }

    /** In the place of what was written of it before. */
    private static void write(String row, String start) {
        try {
            Files.createDirectories(GOT.getParent());
            try (var file = FileChannel.open(
                            GOT, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var _ = file.lock()) {
                var text = new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
                var lines = new ArrayList<>(
                        (text.isEmpty() ? Expected.head() : text).lines().toList());
                lines.removeIf(line -> line.startsWith(start));
                lines.add(row);
                file.truncate(0);
                file.write(ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
