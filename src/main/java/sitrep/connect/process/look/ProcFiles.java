package sitrep.connect.process.look;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files in which Linux shows its processes, by their path below {@code /proc}. Processes end while they are looked
 * at, and those of other users are closed to us: what cannot be read is absent, and that is no failure.
 */
public interface ProcFiles {
    /** Bytes of one file that are looked at. */
    int LONGEST = 256 * 1_024;

    /** Names in one folder that are looked at. */
    int MOST = 1_024;

    /** Lines of one table that are looked at: a busy server has this many connections. */
    int ROWS = 64 * 1_024;

    /** What a file says. */
    Optional<String> text(String path);

    /** Hands over the lines of a table one by one, so that it may be long. */
    default void rows(String path, Consumer<String> row) {
        text(path).stream().flatMap(String::lines).forEach(row);
    }

    /** Where a link leads. */
    Optional<String> link(String path);

    /** The names in a folder, in no order; none if it cannot be read. */
    List<String> names(String path);

    /** How many files, folders and pages of tables were read so far: what looking costs, whatever time it took. */
    long readings();

    /** This machine's, if it has any. */
    static Optional<ProcFiles> here() {
        var files = new Real(Path.of("/proc"));
        return files.text("self/stat").isPresent() ? Optional.of(files) : Optional.empty();
    }

    /**
     * Those of a running system, for one thread. They are read some hundred times a minute by code that is seldom warm,
     * so by the way that has the least code, into a buffer that is used again.
     */
    final class Real implements ProcFiles {
        private static final int ROWS_OF_A_PAGE = 25;

        private final Path root;
        private final byte[] buffer = new byte[8 * 1_024];
        private long readings;

        Real(Path root) {
            this.root = root;
        }

        @Override
        public Optional<String> text(String path) {
            readings++;
            try (var in = new FileInputStream(root + "/" + path)) {
                var first = Math.max(0, in.read(buffer));
                if (first == buffer.length) return Optional.of(longer(in, first));
                var next = first == 0 ? 0 : Math.max(0, in.read(buffer, first, buffer.length - first));
                if (next > 0) return Optional.of(longer(in, first + next));
                return Optional.of(new String(buffer, 0, first, StandardCharsets.UTF_8));
            } catch (IOException _) {
                return Optional.empty();
            }
        }

        /** The system hands out a longer file in pieces. */
        private String longer(FileInputStream in, int length) throws IOException {
            var whole = new ByteArrayOutputStream();
            whole.write(buffer, 0, length);
            whole.writeBytes(in.readNBytes(LONGEST - length));
            return whole.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void rows(String path, Consumer<String> row) {
            readings++;
            var rows = 0;
            try (var table = Files.newBufferedReader(root.resolve(path), StandardCharsets.ISO_8859_1)) {
                for (var line = table.readLine(); line != null && rows < ROWS; line = table.readLine()) {
                    row.accept(line);
                    rows++;
                }
            } catch (IOException _) {
                // What was read until then counts.
            }
            readings += rows / ROWS_OF_A_PAGE;
        }

        @Override
        public Optional<String> link(String path) {
            readings++;
            try {
                return Optional.of(Files.readSymbolicLink(root.resolve(path)).toString());
            } catch (IOException _) {
                return Optional.empty();
            }
        }

        @Override
        public List<String> names(String path) {
            readings++;
            var names = new File(root + "/" + path).list();
            return names == null ? List.of() : List.of(names).subList(0, Math.min(names.length, MOST));
        }

        @Override
        public long readings() {
            return readings;
        }
    }
}
