package sitrep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A small file of settings that is written anew as a whole: whoever reads it meanwhile, or after a power cut, finds the
 * old one or the new one. It keeps who may read it; a new one is its owner's alone. Where its name is a link, what the
 * link leads to is written.
 */
record ReplacedFile(Path file) {
    private static final Set<PosixFilePermission> WRITES = PosixFilePermissions.fromString("-w--w--w-");
    private static final String PRIVATE = "rw-------";

    /** Why it is not to be written, if so: also for the administrator, who could write what nobody is to change. */
    Optional<String> objection() {
        try {
            var real = real();
            if (Files.exists(real)) {
                if (!Files.isRegularFile(real)) return Optional.of("it is no file");
                if (!Files.isWritable(real) || isKept(real)) return Optional.of("it is read-only");
            }
            var folder = folder(real);
            while (!Files.exists(folder) && folder.getParent() != null) folder = folder.getParent();
            var isOpen = Files.isDirectory(folder) && Files.isWritable(folder);
            return isOpen ? Optional.empty() : Optional.of("its folder cannot be written");
        } catch (IOException e) {
            return Optional.of("it cannot be looked at");
        }
    }

    private Path real() throws IOException {
        return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    }

    private static Path folder(Path real) {
        var folder = real.getParent();
        return folder == null ? real : folder;
    }

    private static boolean isKept(Path real) throws IOException {
        return isPosix(real) && Files.getPosixFilePermissions(real).stream().noneMatch(WRITES::contains);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    void write(String text) throws IOException {
        var real = real();
        Files.createDirectories(folder(real));
        var part = folder(real).resolve("." + real.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, like(real));
        try {
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            if (Files.exists(real) && isPosix(real)) {
                Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(real));
            }
            Files.move(part, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Nobody else may read what is not whole yet. */
    private static FileAttribute<?>[] like(Path real) {
        if (!isPosix(real)) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE))};
    }
}
