package sitrep.connect.hooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Hooks that could not be brought to a server, in one file, a line each. Whoever can bring them takes the whole file:
 * by a name of its own, so that no two do, and what cannot be brought after all stays for the next.
 */
public final class HookShelf {
    /** Largest that the file gets; then further hooks are lost. */
    private static final long LARGEST = 32L * 1_024 * 1_024;

    /** Bytes brought at once. */
    private static final int AT_ONCE = 4 * 1_024 * 1_024;

    private static final String TAKEN = ".taken-";

    private final Path folder;
    private final String agent;

    /** Brings a list of hooks. */
    public interface Bringing {
        /** Whether it has them for good, or will never take them. */
        boolean bring(byte[] list);
    }

    /** @param data the data folder */
    public HookShelf(Path data, String agent) {
        this.folder = data.resolve("hooks");
        this.agent = agent;
    }

    private Path file() {
        return folder.resolve(agent + ".ndjson");
    }

    /** Puts a line on it. */
    public void add(byte[] line) throws IOException {
        Files.createDirectories(folder);
        if (Files.exists(file()) && Files.size(file()) + line.length > LARGEST) return;
        var bytes =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        try (var channel = FileChannel.open(
                file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) channel.write(bytes);
        }
    }

    /** Whether anything is on it. */
    public boolean isEmpty() {
        return !Files.isDirectory(folder) || (!Files.exists(file()) && taken().isEmpty());
    }

    /** Has all that is on it brought; answers whether it is empty then. */
    public boolean bring(Bringing bringing) throws IOException {
        if (isEmpty()) return true;
        try {
            Files.move(
                    file(),
                    folder.resolve(agent + TAKEN + ProcessHandle.current().pid() + "-" + System.nanoTime()),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException _) {
            // Somebody else took it, or there are only those that somebody took and could not bring.
        }
        for (var file : taken()) {
            if (!brought(file, bringing)) return false;
            Files.deleteIfExists(file);
        }
        return true;
    }

    private List<Path> taken() {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, agent + TAKEN + "*")) {
            found.forEach(files::add);
        } catch (IOException _) {
            return List.of();
        }
        return files.stream().sorted().toList();
    }

    private static boolean brought(Path file, Bringing bringing) throws IOException {
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return true;
        }
        var list = new ByteArrayOutputStream();
        for (var line : new String(all, StandardCharsets.ISO_8859_1).lines().toList()) {
            if (!line.startsWith("{") || !line.endsWith("}")) continue;
            if (list.size() > 0 && list.size() + line.length() > AT_ONCE) {
                if (!bringing.bring(closed(list))) return false;
                list.reset();
            }
            list.write(list.size() == 0 ? '[' : ',');
            list.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
        }
        return list.size() == 0 || bringing.bring(closed(list));
    }

    private static byte[] closed(ByteArrayOutputStream list) {
        list.write(']');
        return list.toByteArray();
    }
}
