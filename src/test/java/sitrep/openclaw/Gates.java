package sitrep.openclaw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the laboratory's work waits for, so that a test looks at a state for as long as it likes: the model waits for a
 * gate in this process, a command for a file of that name.
 */
final class Gates {
    private final Path folder;
    private final Map<String, CompletableFuture<Boolean>> gates = new ConcurrentHashMap<>();

    Gates(Path folder) {
        this.folder = folder;
    }

    private CompletableFuture<Boolean> gate(String name) {
        return gates.computeIfAbsent(name, _ -> new CompletableFuture<>());
    }

    void open(String name) {
        try {
            Files.writeString(folder.resolve(name), "open");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gate(name).complete(true);
    }

    /** Answers once the gate is open. */
    void pass(String name) {
        gate(name).join();
    }

    /** Lets everything through that still waits. */
    void openAll() {
        gates.keySet().forEach(this::open);
    }

    /** A shell command that ends once the gate is open, with this as its last line. */
    String command(String name, String lastLine) {
        return "until [ -e %s ]; do sleep 0.2; done; echo %s".formatted(folder.resolve(name), lastLine);
    }
}
