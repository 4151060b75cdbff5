package sitrep.connect.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that wait for a server are brought once, all of them, and what cannot be brought stays. */
class HookShelfTest {
    @TempDir
    Path data;

    @Test
    void whatIsPutOnIsBroughtAsOneList() throws IOException {
        var shelf = new HookShelf(data, "claude-code");
        assertTrue(shelf.isEmpty());
        shelf.add("{\"at\":1}".getBytes(UTF_8));
        shelf.add("{\"at\":2,\"hook\":{\"prompt\":\"Straße\"}}".getBytes(UTF_8));
        assertFalse(shelf.isEmpty());
        var brought = new ArrayList<String>();
        assertTrue(shelf.bring(list -> brought.add(new String(list, UTF_8))));
        assertEquals("[{\"at\":1},{\"at\":2,\"hook\":{\"prompt\":\"Straße\"}}]", String.join("|", brought));
        assertTrue(shelf.isEmpty());
    }

    @Test
    void whatCannotBeBroughtStaysForTheNext() throws IOException {
        var shelf = new HookShelf(data, "claude-code");
        shelf.add("{\"at\":1}".getBytes(UTF_8));
        assertFalse(shelf.bring(_ -> false));
        assertFalse(shelf.isEmpty());
        shelf.add("{\"at\":2}".getBytes(UTF_8));
        var brought = new ArrayList<String>();
        assertTrue(new HookShelf(data, "claude-code").bring(list -> brought.add(new String(list, UTF_8))));
        assertEquals("[{\"at\":1}]|[{\"at\":2}]", String.join("|", brought));
    }

    @Test
    void whatIsTornIsPassedOver() throws IOException {
        var shelf = new HookShelf(data, "claude-code");
        shelf.add("{\"at\":1}".getBytes(UTF_8));
        var file = data.resolve("hooks").resolve("claude-code.ndjson");
        Files.writeString(file, "{\"at\":2,\"ho", StandardOpenOption.APPEND);
        var brought = new ArrayList<String>();
        assertTrue(shelf.bring(list -> brought.add(new String(list, UTF_8))));
        assertEquals("[{\"at\":1}]", String.join("|", brought));
    }

    @Test
    void severalMayPutAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < 400; i++) {
                var line = ("{\"at\":" + i + "}").getBytes(UTF_8);
                threads.submit(() -> {
                    new HookShelf(data, "claude-code").add(line);
                    return true;
                });
            }
            threads.shutdown();
            assertTrue(threads.awaitTermination(5, TimeUnit.MINUTES));
        }
        var brought = new ArrayList<String>();
        assertTrue(new HookShelf(data, "claude-code").bring(list -> brought.add(new String(list, UTF_8))));
        assertEquals(400, String.join("", brought).split("\"at\"", -1).length - 1);
    }
}
