package sitrep.openclaw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the laboratory's work waits for, so that a test looks at a state for as long as it likes: the model waits for a
 * gate in this process, a command for a file of that name.
 */
public final class Gates {
    /** How long the model may take to come to a gate: far longer than it does on a machine with other things to do. */
    private static final Duration LONGEST = Duration.ofMinutes(8);

    private final Path folder;
    private final Map<String, CompletableFuture<Boolean>> gates = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Boolean>> reached = new ConcurrentHashMap<>();

    Gates(Path folder) {
        this.folder = folder;
    }

    private CompletableFuture<Boolean> gate(String name) {
        return gates.computeIfAbsent(name, _ -> new CompletableFuture<>());
    }

    void open(String name) {
        open(name, 0);
    }

    /** Opens it for a command that fails then. */
    void openToFailure(String name) {
        open(name, 1);
    }

    private void open(String name, int exit) {
        try {
            var whole = Files.writeString(folder.resolve(name + ".new"), "" + exit);
            Files.move(whole, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gate(name).complete(true);
    }

    /** Answers once the gate is open. */
    public void pass(String name) {
        reach(name).complete(true);
        gate(name).join();
    }

    /** Waits until the model has come to this gate, open or not. */
    void reached(String name) {
        reach(name).orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join();
    }

    private CompletableFuture<Boolean> reach(String name) {
        return reached.computeIfAbsent(name, _ -> new CompletableFuture<>());
    }

    public boolean isOpen(String name) {
        return gate(name).isDone();
    }

    /** Lets everything through that still waits. */
    public void openAll() {
        gates.keySet().stream().filter(name -> !isOpen(name)).forEach(this::open);
    }

    /** What a command says before it waits for this gate. */
    void saysFirst(String name, String words) {
        try {
            Files.writeString(folder.resolve(name + ".says"), words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that is there once the gate is open. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * A program that ends once the gate of the name of its last argument is open, a path's last part: well, or as a
     * failure. Before that it says nothing, as what a command says for a while becomes news.
     */
    String program() {
        return """
                #!/bin/sh
                for last; do :; done
                gate=${last##*/}
                [ -e '%1$s'/"$gate.says" ] && cat '%1$s'/"$gate.says"
                until [ -e '%1$s'/"$gate" ]; do sleep 0.4; done
                exit=$(cat '%1$s'/"$gate")
                [ "$exit" = 0 ] && echo "$gate is done" || echo "error: $gate is broken" >&2
                exit "$exit"
                """.formatted(folder);
    }
}
