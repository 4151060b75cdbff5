package sitrep.store.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody but their owner may read, where the file system has such a thing. */
final class Owned {
    private Owned() {}

    /** Only its owner may look into a folder that we make. */
    static void folder(Path path) throws IOException {
        if (Files.isDirectory(path)) return;
        if (isPosix(path)) Files.createDirectories(path, only("rwx------"));
        else Files.createDirectories(path);
    }

    /** A file that is there and that only its owner may read. */
    static Path file(Path file) throws IOException {
        try {
            create(file);
        } catch (FileAlreadyExistsException _) {
            restrict(file);
        }
        return file;
    }

    /** Makes a file; fails if there is one. */
    static void create(Path file) throws IOException {
        if (isPosix(file)) Files.createFile(file, only("rw-------"));
        else Files.createFile(file);
    }

    static void restrict(Path file) throws IOException {
        if (!isPosix(file) || !Files.exists(file)) return;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Waits until a file, or the list of what is in a folder, would outlive a power cut. */
    static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (!Files.isDirectory(path)) throw e;
        }
    }

    private static FileAttribute<?> only(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
