package sitrep.engine.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Two files: what has to be remembered, which is written anew and whole each time, and the lines of what was decided,
 * to which lines are added. What was written is on the disk when the call returns. Only their owner may read them.
 */
final class NoticeFiles {
    private static final String BOOK = "book.json";
    private static final String LINES = "decided.ndjson";

    private final Path folder;

    NoticeFiles(Path folder) {
        this.folder = folder;
    }

    /** What was remembered last, if anything was. */
    Optional<String> book() {
        return text(BOOK);
    }

    /** The lines that were added, the oldest first. The last may be torn. */
    List<String> lines() {
        return text(LINES).map(text -> text.lines().toList()).orElse(List.of());
    }

    private Optional<String> text(String name) {
        var file = folder.resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    void remember(String book) {
        replace(BOOK, book);
    }

    /** Lets go of all other lines. */
    void keep(List<String> lines) {
        replace(LINES, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    /** A torn line before them ends where they begin. */
    void add(List<String> lines) {
        if (lines.isEmpty()) return;
        write(LINES, "\n" + String.join("\n", lines) + "\n", StandardOpenOption.APPEND);
    }

    /** Puts what cannot be read out of the way. */
    void setAside() {
        try {
            Files.move(folder.resolve(BOOK), folder.resolve(BOOK + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + folder.resolve(BOOK) + " cannot be moved", e);
        }
    }

    private void replace(String name, String text) {
        var part = name + ".part";
        write(part, text, StandardOpenOption.TRUNCATE_EXISTING);
        try {
            Files.move(folder.resolve(part), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            sync();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + folder.resolve(name) + " cannot be written", e);
        }
    }

    private void write(String name, String text, StandardOpenOption how) {
        var file = folder.resolve(name);
        try {
            make(file);
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, how)) {
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written", e);
        }
    }

    private void make(Path file) throws IOException {
        if (!Files.isDirectory(folder)) Files.createDirectories(folder, only("rwx------"));
        if (!Files.exists(file)) Files.createFile(file, only("rw-------"));
    }

    private FileAttribute<?>[] only(String permissions) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) return new FileAttribute<?>[0];
        var set = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
    }

    /** So that the new name outlives a power cut, where a folder can be opened for that. */
    private void sync() {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Not every system can; then the file has either its old contents or its new ones.
        }
    }
}
