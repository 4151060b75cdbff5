package sitrep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import sitrep.cli.screen.Colours;
import sitrep.cli.screen.Screen;
import sitrep.cli.screen.ServerJson;
import sitrep.cli.screen.StyledLine;
import sitrep.json.Json;

/** Recorded answers in, golden text out. Set {@code GOLDEN=write} to write the text anew and review the difference. */
public final class Golden {
    private Golden() {}

    private static final Path FOLDER = Path.of("src/test/resources/cli");
    public static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");

    public static Screen screen(int columns) {
        return new Screen(columns, 24, NOW, ZoneOffset.UTC);
    }

    public static ServerJson answer(String name) {
        return new ServerJson(Json.read(read(name + ".json")));
    }

    public static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String plain(List<StyledLine> lines) {
        return lines.stream().map(line -> line.painted(Colours.NONE) + "\n").collect(Collectors.joining());
    }

    public static void check(String file, String text) throws IOException {
        if ("write".equals(System.getenv("GOLDEN"))) Files.writeString(FOLDER.resolve(file), text);
        assertEquals(read(file), text);
    }
}
