package sitrep.openclaw;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import sitrep.openclaw.model.Script;
import sitrep.openclaw.model.ScriptedModel;
import sitrep.openclaw.model.Turn;

/** A gateway with a scripted model behind it and an operator in front of it. */
final class Laboratory implements AutoCloseable {
    private static final String WARM = "agent:main:warm";
    private static final String HELLO = "Are you there?";

    /** How long its first answer may take. */
    private static final int LONGEST_MIN = 20;

    /** Where frames are kept, if they are to be. */
    private static final Optional<Path> FRAMES =
            Optional.ofNullable(System.getProperty("sitrep.frames")).map(Path::of);

    final Gates gates;
    final Gateway gateway;
    final Operator operator;
    private final ScriptedModel model;
    private final String name;

    /** @param scripts with the gates that their commands may wait for */
    Laboratory(Path folder, Setup setup, Function<Gates, List<Script>> scripts, Duration perWord) {
        name = String.valueOf(folder.getFileName());
        gates = new Gates(made(folder.resolve("gates")));
        var all = new ArrayList<>(scripts.apply(gates));
        all.add(Script.script(HELLO, Turn.say("I am.")));
        model = new ScriptedModel(List.copyOf(all), gates, perWord, Optional.empty());
        gateway = new Gateway(Install.required(), made(folder.resolve("home")), model.url(), setup);
        operator = gateway.operator();
        FRAMES.ifPresent(frames -> keepFrames(made(frames).resolve(name + ".jsonl")));
    }

    /** What the gateway tells its operators from now on, a line each with the time, to be read when a test fails. */
    private void keepFrames(Path file) {
        operator.listen((direction, frame) -> {
            try {
                var line = Instant.now() + " " + direction + " " + Slim.frame(frame) + "\n";
                Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        operator.ask("sessions.subscribe", "{\"limit\":60}");
    }

    /** The first answer takes much longer than all others; after it the gateway is as quick as it gets. */
    void warmUp() {
        var answered = operator.next(
                "agent",
                told -> told.path("sessionKey").asString("").equals(WARM)
                        && told.path("data").path("phase").asString("").equals("end"));
        operator.chat(WARM, HELLO);
        answered.orTimeout(LONGEST_MIN, TimeUnit.MINUTES).join();
    }

    /** Puts programs of these names first on the gateway's path that do nothing but wait for their gate. */
    void standIn(String... names) {
        var programs = made(gateway.home().resolve("bin"));
        for (var name : names) {
            try {
                Files.writeString(programs.resolve(name), gates.program());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (!programs.resolve(name).toFile().setExecutable(true)) throw new AssertionError(name + " cannot be run");
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its log stays in {@code target}, for whoever wants to know why it did what a test did not expect. */
    @Override
    public void close() {
        operator.close();
        gateway.close();
        model.close();
        try {
            Files.copy(gateway.log(), Path.of("target", "openclaw-" + name + ".log"), REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
