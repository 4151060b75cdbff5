package sitrep.connect.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files in which Linux shows its processes, by their path below {@code /proc}. Processes end while they are looked
 * at, and those of other users are closed to us: what cannot be read is absent, and that is no failure.
 */
interface ProcFiles {
    /** Bytes of one file that are looked at. */
    int LONGEST = 256 * 1_024;

    /** Names in one folder that are looked at. */
    int MOST = 1_024;

    /** What a file says. */
    Optional<String> text(String path);

    /** Where a link leads. */
    Optional<String> link(String path);

    /** The names in a folder, in no order; none if it cannot be read. */
    List<String> names(String path);

    /** This machine's, if it has any. */
    static Optional<ProcFiles> here() {
        var files = new Real(Path.of("/proc"));
        return files.text("self/stat").isPresent() ? Optional.of(files) : Optional.empty();
    }

    /** Those of a running system. */
    record Real(Path root) implements ProcFiles {

        @Override
        public Optional<String> text(String path) {
            try (var in = Files.newInputStream(root.resolve(path))) {
                return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8));
            } catch (IOException _) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<String> link(String path) {
            try {
                return Optional.of(Files.readSymbolicLink(root.resolve(path)).toString());
            } catch (IOException _) {
                return Optional.empty();
            }
        }

        @Override
        public List<String> names(String path) {
            var names = new ArrayList<String>();
            try (var folder = Files.newDirectoryStream(root.resolve(path))) {
                for (var entry : folder) {
                    if (names.size() == MOST) break;
                    names.add(entry.getFileName().toString());
                }
            } catch (IOException | DirectoryIteratorException _) {
                return names;
            }
            return names;
        }
    }
}
