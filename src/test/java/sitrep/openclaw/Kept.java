package sitrep.openclaw;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the live test saw, for whoever wants to read it afterwards: {@code target/openclaw-live.md}. */
final class Kept {
    private static final Path FILE = Path.of("target", "openclaw-live.md");

    private Kept() {}

    static void begin() {
        try {
            Files.deleteIfExists(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void row(String line) {
        try {
            Files.writeString(FILE, line + "\n", CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
