package sitrep.connect.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lines on disk, in a folder of a few numbered files, so that what was delivered can be removed piece by piece. Whoever
 * holds the lock of the folder owns it; a folder whose owner died can be taken over. Lines are not forced to the disk:
 * they survive the death of the process, which is common, and not that of the machine, which ends the command as well.
 */
final class DiskShelf implements Shelf {
    /** Bytes of one file. */
    static final int PIECE = 1_024 * 1_024;

    /** Bytes of all files; past it the oldest file is dropped. */
    static final long LIMIT = 16L * PIECE;

    /** Bytes of a line; a longer one is taken for damage. */
    static final int LINE = 256 * 1_024;

    private static final String LOCK = "lock";

    /**
     * Closing any handle of a file gives up this process's lock on it. So a process never touches the lock of a folder
     * that it holds itself.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;
    private final TreeMap<Long, Long> sizes = new TreeMap<>();
    private final int piece;
    private final long limit;
    private Optional<FileChannel> open = Optional.empty();
    private long offset;
    private boolean torn;
    private long dropped;

    private DiskShelf(Path folder, FileChannel lock, int piece, long limit) {
        this.folder = folder;
        this.lock = lock;
        this.piece = piece;
        this.limit = limit;
    }

    /** An empty one. It gets its name only when it is locked, so that nobody takes it over before. */
    static DiskShelf create(Path outbox, String name) throws IOException {
        return create(outbox, name, PIECE, LIMIT);
    }

    static DiskShelf create(Path outbox, String name, int piece, long limit) throws IOException {
        var unnamed = Files.createDirectory(outbox.resolve("." + name));
        var folder = outbox.resolve(name).toAbsolutePath();
        HELD.add(folder);
        try {
            var lock = lock(unnamed).orElseThrow(() -> new IOException("cannot lock " + unnamed));
            Files.move(unnamed, folder);
            return new DiskShelf(folder, lock, piece, limit);
        } catch (IOException | RuntimeException e) {
            HELD.remove(folder);
            throw e;
        }
    }

    /** Takes over what another process has left, unless that is alive. */
    static Optional<DiskShelf> takeOver(Path left) throws IOException {
        var folder = left.toAbsolutePath();
        if (!HELD.add(folder)) return Optional.empty();
        try {
            var lock = lock(folder);
            if (lock.isPresent()) {
                var shelf = new DiskShelf(folder, lock.get(), PIECE, LIMIT);
                shelf.find();
                return Optional.of(shelf);
            }
        } catch (IOException | RuntimeException e) {
            HELD.remove(folder);
            throw e;
        }
        HELD.remove(folder);
        return Optional.empty();
    }

    /** Whether lines are left in a folder whose owner is dead. It is only looked at; it may go away meanwhile. */
    static boolean isLeft(Path left) throws IOException {
        var folder = left.toAbsolutePath();
        if (HELD.contains(folder) || !Files.isDirectory(folder)) return false;
        try (var lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                var taken = lock.tryLock()) {
            return taken != null && hasLines(folder);
        } catch (NoSuchFileException _) {
            return hasLines(folder);
        }
    }

    private static boolean hasLines(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.ndjson")) {
            for (var file : files) if (Files.size(file) > 0) return true;
            return false;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private static Optional<FileChannel> lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        FileLock lock = channel.tryLock();
        if (lock != null) return Optional.of(channel);
        channel.close();
        return Optional.empty();
    }

    private void find() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.ndjson")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                sizes.put(Long.parseLong(name.substring(0, name.indexOf('.'))), Files.size(file));
            }
        } catch (NumberFormatException e) {
            throw new IOException("there is a file in " + folder + " that is not ours", e);
        }
    }

    @Override
    public synchronized void add(byte[] line) throws IOException {
        var bytes = ByteBuffer.allocate(line.length + 2);
        if (torn) bytes.put((byte) '\n');
        bytes.put(line).put((byte) '\n').flip();
        var file = writable(bytes.remaining());
        torn = true;
        while (bytes.hasRemaining()) file.write(bytes);
        torn = false;
        sizes.merge(sizes.lastKey(), file.size(), (_, size) -> size);
        while (size() > limit && sizes.size() > 1) drop();
    }

    private FileChannel writable(int length) throws IOException {
        var isFull = sizes.isEmpty() || sizes.lastEntry().getValue() + length > piece;
        if (open.isPresent() && !isFull) return open.get();
        if (open.isPresent()) open.get().close();
        var number = sizes.isEmpty() ? 1 : sizes.lastKey() + 1;
        var file = FileChannel.open(path(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        open = Optional.of(file);
        sizes.put(number, 0L);
        return file;
    }

    private long size() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    private void drop() throws IOException {
        var number = sizes.firstKey();
        dropped += count(Files.readAllBytes(path(number)), (int) offset);
        remove(number);
    }

    private static long count(byte[] bytes, int from) {
        var lines = 0;
        for (var i = from; i < bytes.length; i++) if (bytes[i] == '\n') lines++;
        return lines;
    }

    @Override
    public synchronized Batch front(int limit) throws IOException {
        while (!sizes.isEmpty()) {
            var number = sizes.firstKey();
            var bytes = Files.readAllBytes(path(number));
            var lines = new ArrayList<byte[]>();
            var end = read(bytes, (int) Math.min(offset, bytes.length), limit, lines);
            if (!lines.isEmpty()) return new Batch(lines, number, end);
            offset = end;
            if (sizes.size() == 1) break;
            remove(number);
        }
        return new Batch(List.of(), 0, 0);
    }

    /** Reads whole lines; what cannot be one of ours is passed over. */
    private static int read(byte[] bytes, int from, int limit, List<byte[]> lines) {
        var start = from;
        for (var i = from; i < bytes.length && lines.size() < limit; i++) {
            if (bytes[i] != '\n') continue;
            if (isLine(bytes, start, i)) {
                lines.add(java.util.Arrays.copyOfRange(bytes, start, i));
            }
            start = i + 1;
        }
        return start;
    }

    private static boolean isLine(byte[] bytes, int start, int end) {
        return end - start > 1 && end - start <= LINE && bytes[start] == '{' && bytes[end - 1] == '}';
    }

    @Override
    public synchronized void takeOff(Batch batch) throws IOException {
        if (sizes.isEmpty() || sizes.firstKey() != batch.place()) return;
        offset = batch.end();
        var isLast = sizes.size() == 1;
        if (offset >= sizes.firstEntry().getValue() && !isLast) remove(sizes.firstKey());
    }

    @Override
    public synchronized boolean isEmpty() {
        return sizes.isEmpty()
                || (sizes.size() == 1 && offset >= sizes.firstEntry().getValue());
    }

    private void remove(long number) throws IOException {
        sizes.remove(number);
        offset = 0;
        Files.deleteIfExists(path(number));
    }

    private Path path(long number) {
        return folder.resolve("%06d.ndjson".formatted(number));
    }

    @Override
    public synchronized long dropped() {
        return dropped;
    }

    /** Removes what is left, be it damaged. */
    synchronized void clear() throws IOException {
        for (var number : List.copyOf(sizes.keySet())) remove(number);
    }

    @Override
    public synchronized void close() {
        try {
            if (open.isPresent()) open.get().close();
            if (isEmpty()) {
                clear();
                Files.deleteIfExists(folder.resolve(LOCK));
                Files.deleteIfExists(folder);
            } else {
                forget();
            }
            lock.close();
        } catch (IOException _) {
            // Whoever takes the folder over delivers some lines again, which does no harm.
        } finally {
            HELD.remove(folder);
        }
    }

    /** Takes what was delivered out of the first file, so that the next owner does not deliver it again. */
    private void forget() throws IOException {
        if (offset == 0) return;
        var first = path(sizes.firstKey());
        var bytes = Files.readAllBytes(first);
        var rest = folder.resolve("rest");
        Files.write(rest, java.util.Arrays.copyOfRange(bytes, (int) Math.min(offset, bytes.length), bytes.length));
        Files.move(rest, first, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
