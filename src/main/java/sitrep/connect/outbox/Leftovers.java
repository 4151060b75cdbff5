package sitrep.connect.outbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import sitrep.connect.outbox.Delivery.Receipt;

/** The folder that the spools of all processes share, with what dead ones left in it. */
final class Leftovers {
    /** Spools that may be left in the folder; past it the oldest are thrown away. */
    static final int SPOOLS = 500;

    private final Path outbox;
    private final ArrayDeque<Path> left = new ArrayDeque<>();
    private Optional<DiskShelf> current = Optional.empty();
    private Optional<ShelfDelivery> sending = Optional.empty();
    private boolean listed;

    Leftovers(Path outbox) {
        this.outbox = outbox;
    }

    /** A shelf for this process: on disk if that can be written. */
    Shelf shelf(String name) {
        try {
            create();
            return DiskShelf.create(outbox, name);
        } catch (IOException _) {
            return new Shelf.InMemory();
        }
    }

    private void create() throws IOException {
        if (Files.isDirectory(outbox)) return;
        var parent = Optional.ofNullable(outbox.toAbsolutePath().getParent());
        if (parent.isPresent()) Files.createDirectories(parent.get());
        try {
            var onlyOurs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectory(outbox, onlyOurs);
        } catch (java.nio.file.FileAlreadyExistsException _) {
            // Another process was faster.
        }
    }

    /** Whether there may be something to deliver. */
    boolean isDue() {
        return !listed || current.isPresent() || !left.isEmpty();
    }

    /** Delivers a piece of what others left. */
    Receipt once(Delivery delivery, Duration patience) throws IOException {
        list();
        while (current.isEmpty() && !left.isEmpty()) {
            current = DiskShelf.takeOver(left.removeFirst());
            sending = current.map(ShelfDelivery::new);
        }
        if (current.isEmpty()) return new Receipt.Taken(0);
        var receipt = sending.orElseThrow().once(delivery, patience, List.of());
        if (!(receipt instanceof Receipt.Later)
                && current.get().front(1).lines().isEmpty()) {
            current.get().clear();
            close();
        }
        return receipt;
    }

    /** How many of them wait for somebody to take them over. */
    long waiting() throws IOException {
        var count = 0;
        for (var folder : found()) if (DiskShelf.isLeft(folder)) count++;
        return count;
    }

    private void list() throws IOException {
        if (listed) return;
        listed = true;
        left.addAll(found());
        while (left.size() > SPOOLS) discard(left.removeFirst());
    }

    private List<Path> found() throws IOException {
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(outbox, "[!.]*")) {
            folders.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }

    private static void discard(Path folder) throws IOException {
        var shelf = DiskShelf.takeOver(folder);
        if (shelf.isEmpty()) return;
        shelf.get().clear();
        shelf.get().close();
    }

    /** Leaves what is left to others. */
    void close() {
        current.ifPresent(DiskShelf::close);
        current = Optional.empty();
        sending = Optional.empty();
    }
}
