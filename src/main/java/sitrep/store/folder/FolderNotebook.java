package sitrep.store.folder;

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
import java.util.Optional;
import sitrep.store.Notebook;

/** Texts as the files of a folder, which is made with the first. Only their owner may read them. */
public final class FolderNotebook implements Notebook {
    private final Path folder;

    public FolderNotebook(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<String> text(String name) {
        var file = folder.resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    @Override
    public void add(String name, String text) {
        write(name, text, StandardOpenOption.APPEND);
    }

    @Override
    public void move(String name, String to) {
        try {
            Files.move(folder.resolve(name), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + folder.resolve(name) + " cannot be moved", e);
        }
    }

    @Override
    public void replace(String name, String text) {
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
