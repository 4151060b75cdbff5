package sitrep.store.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
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
public record DataFolder(Path path, FolderLock lock, Path database, Path index, Optional<Object> key)
        implements StorePlace {
    /** The log of events in any data folder. */
    public static final String DATABASE = "sitrep.db";

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

    public static DataFolder hold(Path path) {
        try {
            var lock = FolderLock.taken(path);
            unpackNativesInto(path.resolve(NATIVE));
            var database = Owned.file(path.resolve(DATABASE));
            var index = Owned.file(path.resolve(INDEX));
            for (var beside : BESIDE) {
                Owned.restrict(path.resolve(DATABASE + beside));
                Owned.restrict(path.resolve(INDEX + beside));
            }
            return new DataFolder(path, lock, database, index, key(database));
        } catch (IOException e) {
            throw new StoreFailure(
                    "The data folder " + path + " cannot be used: " + e + ". Choose one that Sitrep can write to.", e);
        }
    }

    /**
     * The same folder with another file as its log: what was written anew takes the place of what there was. Once this
     * is done, no power cut brings that back.
     */
    public DataFolder with(Path written) throws IOException {
        Owned.file(written);
        Files.move(written, database, StandardCopyOption.ATOMIC_MOVE);
        Owned.sync(path);
        return new DataFolder(path, lock, database, index, key(database));
    }

    /** A file beside the log, which is not there. */
    public Path beside(String suffix) throws IOException {
        var file = path.resolve(DATABASE + suffix);
        remove(file);
        return file;
    }

    /** The same, made and empty: only its owner may read it. */
    public Path made(String suffix) throws IOException {
        var file = beside(suffix);
        Owned.create(file);
        return file;
    }

    /** Waits until what was written into a file is durable. */
    public void sync(Path file) throws IOException {
        Owned.sync(file);
    }

    /**
     * Gives the log another name besides, under which it stays when another takes its place; what SQLite keeps beside
     * it goes along. Nobody may have it open.
     */
    public Path keepAside() throws IOException {
        var aside = path.resolve("sitrep-aside-1.db");
        for (var n = 2; Files.exists(aside); n++) aside = path.resolve("sitrep-aside-" + n + ".db");
        for (var beside : BESIDE) {
            var file = path.resolve(DATABASE + beside);
            if (Files.exists(file)) Files.move(file, path.resolve(aside.getFileName() + beside));
        }
        try {
            Files.createLink(aside, database);
        } catch (UnsupportedOperationException | IOException _) {
            // Not every file system has hard links. If it is something else, the copy fails for it, too, and says so.
            Files.copy(database, aside, StandardCopyOption.COPY_ATTRIBUTES);
            Owned.sync(aside);
        }
        return aside;
    }

    /** Throws away the index, which can be made anew. Nobody may have it open. */
    public void removeIndex() throws IOException {
        remove(index);
        Owned.file(index);
    }

    private static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        for (var beside : BESIDE) Files.deleteIfExists(file.resolveSibling(file.getFileName() + beside));
    }

    @Override
    public String name() {
        return path.toString();
    }

    /** Throws if the database that is open is no longer the file in the folder. */
    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public void check() {
        try {
            if (key(database).equals(key)) return;
        } catch (IOException _) {
            // It is not there, which is the same as that another is.
        }
        throw new StoreFailure(
                Kind.GONE,
                "The data folder was deleted or replaced while the server ran. Put it back, or restart the server.");
    }

    /** A few pages may be left when whatever comes next would not fit. */
    @Override
    public void checkRoom() {
        if (hasNoRoom()) throw new StoreFailure(Kind.FULL, FULL);
    }

    @Override
    public StoreFailure failure(String otherwise, SQLException e) {
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

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static Optional<Object> key(Path file) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
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
