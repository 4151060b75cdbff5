package sitrep.connect.openclaw;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import sitrep.config.GatewaySettings;
import sitrep.connect.openclaw.line.GatewaySearch;
import sitrep.connect.openclaw.line.Keyring;
import sitrep.connect.openclaw.line.WireOpening;
import sitrep.connect.outbox.Delivery.Receipt;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.source.Connection;
import sitrep.core.source.Source;

/** A connector with a folder of its own, and a door that keeps what is given in at it. */
public final class Observer implements AutoCloseable {
    final List<Event> events = new CopyOnWriteArrayList<>();

    /** While it is so, nothing can be taken in. */
    volatile boolean isBusy;

    final Path folder;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final WireOpening opening = new WireOpening(threads);
    private final GatewayConnector connector;
    private final Thread thread;

    private Observer(Path folder, GatewaySettings settings, Map<String, String> environment) {
        this.folder = folder;
        var shared = new GatewayConnector.Shared(
                new GatewaySearch(environment),
                new Keyring(folder.resolve("openclaw")),
                opening,
                this::take,
                Clock.systemUTC(),
                RandomGenerator.of("L64X128MixRandom"),
                (_, _) -> false);
        this.connector = new GatewayConnector(settings, shared, "test");
        this.thread = Thread.ofPlatform().daemon().start(connector);
    }

    /** One that finds the gateway of its machine by itself. */
    public static Observer local(Path folder) {
        return local(folder, GatewaySettings.Scopes.READ_ONLY);
    }

    static Observer local(Path folder, GatewaySettings.Scopes scopes) {
        return new Observer(folder, GatewaySettings.local(scopes), Map.of("HOME", folder.toString()));
    }

    /** One that is told where it is, as operators do. */
    static Observer of(Path folder, String given, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("HOME", folder.toString());
        var settings = GatewaySettings.of(List.of(given), List.of(), GatewaySettings.Scopes.READ_ONLY, environment);
        return new Observer(folder, settings.getFirst(), environment);
    }

    /** Writes the settings of an OpenClaw on this machine, as they stand in a stock installation. */
    public static void settle(Path folder, int port, String token) {
        try {
            Files.createDirectories(folder.resolve(".openclaw"));
            Files.writeString(folder.resolve(".openclaw/openclaw.json"), """
                    {
                      // The gateway of this machine.
                      gateway: { mode: 'local', port: %d, auth: { mode: 'token', token: '%s', }, },
                    }
                    """.formatted(port, token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is refused at the door, if it is asked for, by its id. */
    volatile Optional<String> refuses = Optional.empty();

    private Receipt take(List<Event> given, Consumer<String> refused) {
        if (isBusy) return new Receipt.Later("busy");
        for (var event : given) {
            if (refuses.filter(event.key().id()::contains).isPresent()) refused.accept("block.text");
            else events.add(event);
        }
        return new Receipt.Taken(0);
    }

    Connection connection() {
        return connector.connection();
    }

    Source.Word word() {
        return new Source("x", Optional.of(connection()), Optional.empty(), Optional.empty(), Optional.empty(), 0)
                .word();
    }

    void awaitWord(Source.Word word) {
        await().until(this::word, word::equals);
    }

    void awaitSkipped(String reason, long times) {
        await().until(() -> connection().traffic().skipped().getOrDefault(reason, 0L) >= times);
    }

    /** How often it was said that the source is seen, or lost. */
    long said(Class<? extends Fact.OfSource> fact) {
        return events.stream().filter(event -> fact.isInstance(event.fact())).count();
    }

    @Override
    public void close() {
        connector.close();
        opening.close();
        threads.shutdown();
        await().until(() -> !thread.isAlive());
    }
}
