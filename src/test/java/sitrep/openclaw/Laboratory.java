package sitrep.openclaw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A gateway with a scripted model behind it and an operator in front of it. */
final class Laboratory implements AutoCloseable {
    final Gates gates;
    final Gateway gateway;
    final Operator operator;
    private final ScriptedModel model;

    Laboratory(Path folder, List<Script> scripts, Duration perWord) {
        gates = new Gates(made(folder.resolve("gates")));
        model = new ScriptedModel(scripts, gates, perWord, Optional.empty());
        gateway = new Gateway(Install.required(), made(folder.resolve("home")), model.url());
        operator = gateway.operator();
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        operator.close();
        gateway.close();
        model.close();
    }
}
