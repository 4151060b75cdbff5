package sitrep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.config.Config;

/** The whole system, where it does not come to work. */
class AppTest {
    @TempDir
    Path folder;

    @Test
    void who_cannot_listen_says_why_and_lets_go_of_everything() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var config = new Config(Config.LOOPBACK, taken.getLocalPort(), folder, Optional.empty());
            var failed =
                    assertThrows(UncheckedIOException.class, () -> new App(config, InstantSource.system(), _ -> {}));
            assertTrue(
                    String.valueOf(failed.getMessage()).startsWith("Cannot listen on port " + taken.getLocalPort()),
                    failed.getMessage());
        }
        var free = new Config(Config.LOOPBACK, 0, folder, Optional.empty());
        try (var app = new App(free, InstantSource.system(), _ -> {})) {
            assertTrue(app.port() > 0);
            assertEquals(0, free.port());
        }
    }
}
