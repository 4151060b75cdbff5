package sitrep.store.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteException;
import sitrep.store.StoreFailure;
import sitrep.store.StoreFailure.Kind;

/**
 * The folder that a store lives in, held for as long as it is open: no two servers may write to one, and nobody but its
 * owner may read what is in it, whoever made the folder.
 *
 * @param database the log of events, which is the truth
 * @param index what is made from that
 * @param key by which the file of the log is known again, where the file system has such a thing
 */
record DataFolder(Path path, FileChannel channel, Path database, Path index, Optional<Object> key)
        implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String DATABASE = "sitrep.db";
    private static final String INDEX = "index.db";

    /** What SQLite writes beside its file, with the permissions of that. */
    private static final List<String> BESIDE = List.of("-wal", "-shm");

    /** Where the SQLite driver unpacks its native library, for it leaves it behind when the process is killed. */
    private static final String NATIVE = "native";

    /** With less than this left, a failure to write is for want of room. */
    private static final long ROOM = 1 << 20;

    private static final String FULL = "The disk with the data folder is full.";

    /** What the unpacked library may take. */
    private static final long NATIVE_ROOM = 4 << 20;

    static DataFolder hold(Path path) {
        try {
            create(path);
            var channel = FileChannel.open(
                    owned(path.resolve(LOCK)),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!isOurs(channel)) {
                channel.close();
                throw new StoreFailure("Another Sitrep already works with the data folder " + path
                        + ". Stop that one, or choose another folder.");
            }
            unpackNativesInto(path.resolve(NATIVE));
            var database = owned(path.resolve(DATABASE));
            var index = owned(path.resolve(INDEX));
            for (var beside : BESIDE) {
                restrict(path.resolve(DATABASE + beside));
                restrict(path.resolve(INDEX + beside));
            }
            return new DataFolder(path, channel, database, index, key(database));
        } catch (IOException e) {
            throw new StoreFailure(
                    "The data folder " + path + " cannot be used: " + e + ". Choose one that Sitrep can write to.", e);
        }
    }

    /** The same folder with another file as its log: what was written anew takes the place of what there was. */
    DataFolder with(Path written) throws IOException {
        owned(written);
        Files.move(written, database, StandardCopyOption.ATOMIC_MOVE);
        return new DataFolder(path, channel, database, index, key(database));
    }

    /** A file beside the log, which is not there. */
    Path beside(String suffix) throws IOException {
        var file = path.resolve(DATABASE + suffix);
        Files.deleteIfExists(file);
        for (var beside : BESIDE) Files.deleteIfExists(path.resolve(DATABASE + suffix + beside));
        return file;
    }

    /** Throws if the database that is open is no longer the file in the folder: what it takes in would be lost. */
    void check() {
        try {
            if (key(database).equals(key)) return;
        } catch (IOException _) {
            // It is not there, which is the same as that another is.
        }
        throw new StoreFailure(
                Kind.GONE,
                "The data folder was deleted or replaced while the server ran. Put it back, or restart the server.");
    }

    /** Throws if there is no room to speak of: a few pages may be left when whatever comes next would not fit. */
    void checkRoom() {
        if (hasNoRoom()) throw new StoreFailure(Kind.FULL, FULL);
    }

    /** What a failure of the database is, said for people. */
    StoreFailure failure(String otherwise, SQLException e) {
        if (isFull(e)) return new StoreFailure(Kind.FULL, FULL, e);
        return new StoreFailure(otherwise + ": " + e.getMessage() + ".", e);
    }

    private boolean isFull(SQLException e) {
        if (!(e instanceof SQLiteException failed)) return false;
        return switch (failed.getResultCode()) {
            case SQLITE_FULL -> true;
            case SQLITE_CONSTRAINT, SQLITE_CORRUPT, SQLITE_BUSY, SQLITE_LOCKED -> false;
            default -> hasNoRoom();
        };
    }

    private boolean hasNoRoom() {
        try {
            return Files.getFileStore(path).getUsableSpace() < ROOM;
        } catch (IOException _) {
            return false;
        }
    }

    /** Closing the channel gives up the lock. The file stays, for another server may wait with it open. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static Optional<Object> key(Path file) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Only its owner may look into a folder that we make. */
    private static void create(Path path) throws IOException {
        if (Files.isDirectory(path)) return;
        if (isPosix(path)) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(path);
        }
    }

    /** A file that is there and that only its owner may read. */
    private static Path owned(Path file) throws IOException {
        try {
            if (isPosix(file)) {
                var ours = PosixFilePermissions.fromString("rw-------");
                Files.createFile(file, PosixFilePermissions.asFileAttribute(ours));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException _) {
            restrict(file);
        }
        return file;
    }

    private static void restrict(Path file) throws IOException {
        if (!isPosix(file) || !Files.exists(file)) return;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** Where there is no room for it the driver has to find some elsewhere. */
    private static void unpackNativesInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var leftOver = Files.list(folder)) {
            for (var file : leftOver.toList()) {
                Files.deleteIfExists(file);
            }
        }
        var hasRoom = Files.getFileStore(folder).getUsableSpace() > NATIVE_ROOM;
        if (hasRoom) System.setProperty("org.sqlite.tmpdir", folder.toString());
        else System.clearProperty("org.sqlite.tmpdir");
    }
}
