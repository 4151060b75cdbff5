package sitrep.store.folder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import sitrep.store.StoreFailure;

/**
 * A file that is there whole or not at all: it is written under another name, and gets its own when it is durable. It
 * takes no other file's place, and only its owner may read it.
 */
public final class WholeFile implements AutoCloseable {
    private final Path file;
    private final Path part;

    private WholeFile(Path file, Path part) {
        this.file = file;
        this.part = part;
    }

    /** @throws StoreFailure if it is there already, or cannot be written */
    public static WholeFile create(Path file) {
        if (Files.exists(file)) throw isThere(file);
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Owned.create(part);
        } catch (IOException e) {
            throw new StoreFailure("The file " + file + " cannot be written: " + e + ". Choose another place.", e);
        }
        part.toFile().deleteOnExit();
        return new WholeFile(file, part);
    }

    private static StoreFailure isThere(Path file) {
        return new StoreFailure("The file " + file + " is there already and is not overwritten. Choose another name.");
    }

    /** Where it is written to; empty at first. */
    public Path part() {
        return part;
    }

    /** It is written: makes it durable, and gives it its name. */
    public void done() throws IOException {
        Owned.sync(part);
        place();
        Owned.sync(Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file));
    }

    private void place() throws IOException {
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException _) {
            throw isThere(file);
        } catch (UnsupportedOperationException | IOException _) {
            // Not every file system has hard links. If it is something else, the move fails for it, too, and says so.
            Files.move(part, file);
        }
    }

    /** What is only half written goes. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
