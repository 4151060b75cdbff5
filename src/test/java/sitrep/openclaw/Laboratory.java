package sitrep.openclaw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    final Gates gates;
    final Gateway gateway;
    final Operator operator;
    private final ScriptedModel model;

    /** @param scripts with the gates that their commands may wait for */
    Laboratory(Path folder, Setup setup, Function<Gates, List<Script>> scripts, Duration perWord) {
        gates = new Gates(made(folder.resolve("gates")));
        var all = new ArrayList<>(scripts.apply(gates));
        all.add(Script.script(HELLO, Turn.say("I am.")));
        model = new ScriptedModel(List.copyOf(all), gates, perWord, Optional.empty());
        gateway = new Gateway(Install.required(), made(folder.resolve("home")), model.url(), setup);
        operator = gateway.operator();
    }

    /** The first answer takes much longer than all others; after it the gateway is as quick as it gets. */
    void warmUp() {
        var answered = operator.next(
                "agent",
                told -> told.path("sessionKey").asString("").equals(WARM)
                        && told.path("data").path("phase").asString("").equals("end"));
        operator.chat(WARM, HELLO);
        answered.orTimeout(3, TimeUnit.MINUTES).join();
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

    @Override
    public void close() {
        operator.close();
        gateway.close();
        model.close();
    }
}
