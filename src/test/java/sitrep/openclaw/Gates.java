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

    /** The file that is there once the gate is open. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** A program that ends once the gate of the name of its last argument is open, a path's last part. */
    String program() {
        return """
                #!/bin/sh
                for last; do :; done
                gate=${last##*/}
                echo "${0##*/} begins with $gate"
                until [ -e '%s'/"$gate" ]; do sleep 0.1; done
                echo "${0##*/} is through with $gate"
                """.formatted(folder);
    }
}
