package sitrep.connect.hooks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file with somebody else's settings. It is replaced whole or not at all, what it was is kept beside it, and a
 * change that somebody else made meanwhile is not written over.
 */
public final class SettingsFile {
    private final Path named;
    private final Optional<byte[]> read;
    private final ObjectNode settings;

    private SettingsFile(Path named, Optional<byte[]> read, ObjectNode settings) {
        this.named = named;
        this.read = read;
        this.settings = settings;
    }

    /**
     * Reads it; one that is not there is empty.
     *
     * @throws IOException if it cannot be read, or is not what it should be, with the reason for people
     */
    public static SettingsFile read(Path file) throws IOException {
        if (!Files.exists(file)) {
            if (Files.isSymbolicLink(file)) throw new IOException(file + " is a link to nowhere");
            return new SettingsFile(file, Optional.empty(), JsonNodeFactory.instance.objectNode());
        }
        var bytes = Files.readAllBytes(file);
        if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            return new SettingsFile(file, Optional.of(bytes), JsonNodeFactory.instance.objectNode());
        }
        try {
            if (Json.read(bytes) instanceof ObjectNode settings) {
                return new SettingsFile(file, Optional.of(bytes), settings);
            }
            throw new IOException(file + " holds something else than an object");
        } catch (Json.Malformed e) {
            throw new IOException(file + " cannot be understood: " + e.getMessage(), e);
        }
    }

    public Path path() {
        return named;
    }

    public ObjectNode settings() {
        return settings;
    }

    /** As it is written: as Claude Code writes it itself. */
    public static String text(ObjectNode settings) {
        var text = new StringBuilder();
        write(settings, "\n", text);
        return text.append('\n').toString();
    }

    /** @param line what begins a line at this depth */
    private static void write(JsonNode node, String line, StringBuilder into) {
        if (!node.isContainer() || node.isEmpty()) {
            into.append(Json.text(node));
            return;
        }
        var inner = line + "  ";
        into.append(node.isObject() ? '{' : '[');
        var isFirst = true;
        for (var name : node.isObject() ? node.propertyNames() : List.<String>of()) {
            into.append(isFirst ? "" : ",").append(inner);
            into.append(Json.text(JsonNodeFactory.instance.stringNode(name))).append(": ");
            write(node.path(name), inner, into);
            isFirst = false;
        }
        for (var item : node.isArray() ? node : JsonNodeFactory.instance.arrayNode()) {
            into.append(isFirst ? "" : ",").append(inner);
            write(item, inner, into);
            isFirst = false;
        }
        into.append(line).append(node.isObject() ? '}' : ']');
    }

    /**
     * Puts other settings in its place; none at all remove a file that held nothing else.
     *
     * @return where what it was is kept, if there was anything
     */
    public Optional<Path> write(ObjectNode next) throws IOException {
        var file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
        var now = Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.<byte[]>empty();
        var isSame = read.isPresent() == now.isPresent()
                && Arrays.equals(read.orElseGet(() -> new byte[0]), now.orElseGet(() -> new byte[0]));
        if (!isSame) throw new IOException(file + " was changed meanwhile; nothing was written");
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        var backup = read.map(_ -> file.resolveSibling(file.getFileName() + ".before-sitrep"));
        if (backup.isPresent()) {
            Files.copy(file, backup.get(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
        if (next.isEmpty() && read.isPresent()) Files.delete(file);
        else replace(file, text(next).getBytes(StandardCharsets.UTF_8));
        return backup;
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        var fresh = file.resolveSibling("." + file.getFileName() + ".sitrep-new");
        Files.deleteIfExists(fresh);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(fresh, options, PosixFilePermissions.asFileAttribute(permissions(file)))) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) channel.write(buffer);
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Those of the file that is replaced; a new one is for its owner alone. */
    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        return Files.exists(file)
                ? Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                : PosixFilePermissions.fromString("rw-------");
    }
}
