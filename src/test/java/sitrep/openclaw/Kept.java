package sitrep.openclaw;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a live test saw, for whoever wants to read it afterwards: a file of its own in {@code target}. */
final class Kept {
    private final Path file;

    /** Begins the table anew. */
    Kept(String name) {
        file = Path.of("target", name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        row(Expected.head());
    }

    /** Several may write at once. */
    synchronized void row(String line) {
        try {
            Files.writeString(file, line + "\n", CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
