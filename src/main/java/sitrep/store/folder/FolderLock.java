package sitrep.store.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import sitrep.store.StoreFailure;

/** A data folder held by one server, made if there is none; nobody but its owner may look into one that we make. */
public record FolderLock(FileChannel channel) implements AutoCloseable {
    private static final String LOCK = "lock";

    /** @throws StoreFailure if another server works with it, or it cannot be used */
    public static FolderLock of(Path folder) {
        try {
            return taken(folder);
        } catch (IOException e) {
            throw new StoreFailure(
                    "The data folder " + folder + " cannot be used: " + e + ". Choose one that Sitrep can write to.",
                    e);
        }
    }

    static FolderLock taken(Path folder) throws IOException {
        Owned.folder(folder);
        var channel = FileChannel.open(
                Owned.file(folder.resolve(LOCK)),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (isOurs(channel)) return new FolderLock(channel);
        channel.close();
        throw new StoreFailure("Another Sitrep already works with the data folder " + folder
                + ". Stop that one, or choose another folder.");
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** Closing the channel gives up the lock. The file stays, for another server may wait with it open. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
