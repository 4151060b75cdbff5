package sitrep.cli.upkeep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code sitrep restore} takes back a mark on a task, and is also what people type to put back a copy: where it is
 * given a file that is one, {@code sitrep recover} is meant.
 */
public final class RestoredFile {
    private static final String RESTORE = "restore";
    private static final byte[] DATABASE = "SQLite format 3\0".getBytes(StandardCharsets.ISO_8859_1);

    private RestoredFile() {}

    /** The words as they are meant. */
    public static List<String> meant(List<String> words) {
        var at = words.indexOf(RESTORE);
        if (at < 0 || words.stream().skip(at + 1L).noneMatch(RestoredFile::isCopy)) return words;
        var meant = new ArrayList<>(words);
        meant.set(at, "recover");
        return List.copyOf(meant);
    }

    private static boolean isCopy(String word) {
        try {
            var file = Path.of(word);
            if (!Files.isRegularFile(file)) return false;
            try (var bytes = Files.newInputStream(file)) {
                return Arrays.equals(bytes.readNBytes(DATABASE.length), DATABASE);
            }
        } catch (InvalidPathException | IOException _) {
            return false;
        }
    }
}
