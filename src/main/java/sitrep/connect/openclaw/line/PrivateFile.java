package sitrep.connect.openclaw.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A small file that only its owner may read. It is replaced as a whole or not at all. */
record PrivateFile(Path folder, String name) {
    /** Largest one that is read. */
    private static final int LONGEST = 64 * 1024;

    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    Path path() {
        return folder.resolve(name);
    }

    /** What stands in it; empty if there is none. One that others may read is closed to them first. */
    Optional<String> read() throws IOException {
        if (!Files.isRegularFile(path())) return Optional.empty();
        if (isPosix()) Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString(FILE));
        try (var in = Files.newInputStream(path())) {
            return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8));
        }
    }

    void write(String text) throws IOException {
        if (!Files.isDirectory(folder)) Files.createDirectories(folder, attributes(FOLDER));
        var unfinished = Files.createTempFile(folder, ".new-", "", attributes(FILE));
        try {
            Files.writeString(unfinished, text);
            Files.move(unfinished, path(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path());
    }

    private FileAttribute<?>[] attributes(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
