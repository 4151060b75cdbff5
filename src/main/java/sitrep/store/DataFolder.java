package sitrep.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that a store lives in, held for as long as it is open: no two servers may write to one. */
record DataFolder(Path path, FileChannel channel) implements AutoCloseable {
    private static final String LOCK = "lock";

    /** Where the SQLite driver unpacks its native library, for it leaves it behind when the process is killed. */
    private static final String NATIVE = "native";

    static DataFolder hold(Path path) {
        try {
            create(path);
            var channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isOurs(channel)) {
                channel.close();
                throw new StoreFailure("Another Sitrep already works with the data folder " + path
                        + ". Stop that one, or choose another folder.");
            }
            unpackNativesInto(path.resolve(NATIVE));
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new StoreFailure(
                    "The data folder " + path + " cannot be used: " + e + ". Choose one that is ours.", e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Closing the channel gives up the lock. The file stays, for another server may wait with it open. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Only its owner may look into a folder that we make. */
    private static void create(Path path) throws IOException {
        if (Files.isDirectory(path)) return;
        var isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (isPosix) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(path);
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static void unpackNativesInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var leftOver = Files.list(folder)) {
            for (var file : leftOver.toList()) {
                Files.deleteIfExists(file);
            }
        }
        System.setProperty("org.sqlite.tmpdir", folder.toString());
    }
}
