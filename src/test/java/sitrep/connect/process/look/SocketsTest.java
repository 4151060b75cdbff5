package sitrep.connect.process.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of connections as Linux 6.12 shows it. */
class SocketsTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    /** Connections of others, or such that are over and not yet forgotten, are thousands on a server. */
    private static final int MANY = 20_000;

    @TempDir
    private Path proc;

    @Test
    void theAddressIsFoundBehindThousandsOfOthers() throws IOException {
        table(IntStream.range(0, MANY).mapToObj(i -> row(i, "0100007F:%04X".formatted(i + 10_000), "01", 900_000 + i)));
        assertEquals(Optional.of(new ThreadWait.Remote(Optional.of("127.0.0.1:443"))), waitFor(7));
    }

    @Test
    void theAddressIsFoundBehindThousandsThatAreOver() throws IOException {
        table(IntStream.range(0, MANY).mapToObj(i -> row(i, "0100007F:%04X".formatted(i + 10_000), "06", 0)));
        assertEquals(Optional.of(new ThreadWait.Remote(Optional.of("127.0.0.1:443"))), waitFor(7));
    }

    @Test
    void aLongTableIsLookedAtLessOften() throws IOException {
        table(IntStream.range(0, MANY).mapToObj(i -> row(i, "0100007F:%04X".formatted(i + 10_000), "06", 0)));
        var files = new ProcFiles.Real(proc);
        Sockets.of(files, 1);
        assertTrue(files.readings() > 500, () -> files.readings() + " readings");
    }

    private Optional<ThreadWait> waitFor(int inode) {
        return Sockets.of(new ProcFiles.Real(proc), 1).wait("socket:[" + inode + "]");
    }

    /** Ours comes last. */
    private void table(Stream<String> others) throws IOException {
        Files.createDirectories(proc.resolve("1/net"));
        Files.writeString(
                proc.resolve("1/net/tcp"),
                HEAD + others.collect(Collectors.joining()) + row(MANY, "0100007F:01BB", "01", 7));
    }

    private static String row(int number, String remote, String state, int inode) {
        return "%4d: 0100007F:8F5E %s %s 00000000:00000000 00:00000000 00000000  1000        0 %d 1 0 20 4 30 10 -1\n"
                .formatted(number, remote, state, inode);
    }
}
