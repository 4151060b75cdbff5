package sitrep;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import sitrep.config.Config;
import sitrep.connect.openclaw.GatewayConnector;
import sitrep.connect.openclaw.line.GatewaySearch;
import sitrep.connect.openclaw.line.Keyring;
import sitrep.connect.openclaw.line.WireOpening;
import sitrep.connect.outbox.Delivery.Receipt;
import sitrep.connect.outbox.Door;
import sitrep.core.event.Event;
import sitrep.core.source.Connection;
import sitrep.core.text.Invalid;
import sitrep.engine.Intake;
import sitrep.engine.board.WriterBusy;
import sitrep.store.StoreFailure;

/** The connectors that live within the server, each on a thread of its own, and what they share. */
final class Connectors implements AutoCloseable {
    private final Config config;
    private final GatewaySearch search;
    private final ExecutorService messages = Executors.newVirtualThreadPerTaskExecutor();
    private final WireOpening opening = new WireOpening(messages);
    private final List<GatewayConnector> gateways;

    /** @param version our own, as gateways are told */
    Connectors(Config config, Intake intake, InstantSource clock, Map<String, String> environment, String version) {
        this.config = config;
        this.search = new GatewaySearch(environment);
        var keyring = new Keyring(config.data().resolve("openclaw"));
        var chance = RandomGenerator.getDefault();
        var shared = new GatewayConnector.Shared(search, keyring, opening, door(intake), clock, chance);
        this.gateways = config.openclaw().stream()
                .map(gateway -> new GatewayConnector(gateway, shared, version))
                .toList();
    }

    /** Begins to observe. */
    void start() {
        for (var i = 0; i < gateways.size(); i++) {
            var name = "sitrep-openclaw-" + config.openclaw().get(i).name();
            Thread.ofPlatform().daemon().name(name).start(gateways.get(i));
        }
    }

    /** What was found to observe, a line each. */
    List<String> found() {
        return config.openclaw().stream()
                .map(gateway -> "OpenClaw: " + search.told(gateway))
                .toList();
    }

    /** How they stand now. */
    List<Connection> connections() {
        return gateways.stream().map(GatewayConnector::connection).toList();
    }

    /** What the model refuses is left out; what cannot be taken now is kept back. */
    private static Door door(Intake intake) {
        return (events, refused) -> {
            try {
                intake.accept(events);
                return new Receipt.Taken(0);
            } catch (WriterBusy | StoreFailure e) {
                return new Receipt.Later(String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException _) {
                return oneByOne(intake, events, refused);
            }
        };
    }

    private static Receipt oneByOne(Intake intake, List<Event> events, Consumer<String> told) {
        var refused = 0;
        for (var event : events) {
            try {
                intake.accept(List.of(event));
            } catch (WriterBusy | StoreFailure e) {
                return new Receipt.Later(String.valueOf(e.getMessage()));
            } catch (IllegalArgumentException e) {
                refused++;
                told.accept(e instanceof Invalid invalid ? invalid.field() : "value");
            }
        }
        return new Receipt.Taken(refused);
    }

    @Override
    public void close() {
        gateways.forEach(GatewayConnector::close);
        opening.close();
        messages.shutdown();
    }
}
