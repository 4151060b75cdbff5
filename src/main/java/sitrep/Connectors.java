package sitrep;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import sitrep.config.Config;
import sitrep.connect.acp.AcpPresence;
import sitrep.connect.openclaw.GatewayConnector;
import sitrep.connect.openclaw.hand.HandConnector;
import sitrep.connect.openclaw.line.GatewaySearch;
import sitrep.connect.openclaw.line.KeptLevels;
import sitrep.connect.openclaw.line.Keyring;
import sitrep.connect.openclaw.line.WireOpening;
import sitrep.connect.outbox.Delivery.Receipt;
import sitrep.connect.outbox.Door;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.core.act.Hand;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.source.Connection;
import sitrep.core.text.Invalid;
import sitrep.engine.Intake;
import sitrep.engine.board.Board;
import sitrep.engine.board.WriterBusy;
import sitrep.engine.contact.ActingSwitch;
import sitrep.engine.contact.HookListener;
import sitrep.engine.contact.TelemetryListener;
import sitrep.store.StoreFailure;

/** The connectors that live within the server, each on a thread of its own, and what they share. */
final class Connectors implements AutoCloseable {
    private final Config config;
    private final GatewaySearch search;
    private final ExecutorService messages = Executors.newVirtualThreadPerTaskExecutor();
    private final WireOpening opening = new WireOpening(messages);
    private final List<GatewayConnector> gateways;
    private final OpenClawHands hands;
    private final AgentHooks hooks;
    private final OpenCodeServers servers;
    private final Optional<Connection> acp;
    private final AgentTelemetry telemetry;

    /** @param version our own, as gateways are told */
    Connectors(
            Config config,
            Intake intake,
            Board board,
            InstantSource clock,
            Map<String, String> environment,
            String version) {
        this.config = config;
        this.search = new GatewaySearch(environment);
        var folder = config.data().resolve("openclaw");
        var keyring = new Keyring(folder);
        var chance = RandomGenerator.getDefault();
        var shared = new GatewayConnector.Shared(
                search, keyring, opening, door(intake), clock, chance, (name, from) -> isNews(board, name, from));
        this.gateways = config.openclaw().stream()
                .map(gateway -> new GatewayConnector(gateway, shared, version))
                .toList();
        this.hooks = new AgentHooks(door(intake), board, clock, config.data(), environment);
        this.servers = new OpenCodeServers(config.opencode(), messages, door(intake), board, clock, environment);
        this.acp = AcpPresence.connection(CommandSurroundings.hostName(), environment, clock.instant());
        this.telemetry = new AgentTelemetry(door(intake), config.data(), clock);
        var acting = new HandConnector.Shared(search, Keyring.toAct(folder), opening, clock, chance);
        this.hands = new OpenClawHands(config.openclaw(), gateways, acting, new KeptLevels(folder), version);
    }

    /** Begins to observe, and to act where that is asked for. */
    void start() {
        for (var i = 0; i < gateways.size(); i++) {
            var name = "sitrep-openclaw-" + config.openclaw().get(i).name();
            Thread.ofPlatform().daemon().name(name).start(gateways.get(i));
        }
        hands.start();
        hooks.start();
        servers.start();
    }

    /** Who understands what agents say by their hooks. */
    HookListener hooks() {
        return hooks;
    }

    /** Who understands what programs export by OpenTelemetry. */
    TelemetryListener telemetry() {
        return telemetry;
    }

    /** What was found to observe, a line each. */
    List<String> found() {
        var gateways = config.openclaw().stream().map(gateway -> "OpenClaw: " + search.told(gateway));
        return Stream.concat(gateways, servers.found()).toList();
    }

    /** How they stand now. */
    List<Connection> connections() {
        var ofGateways = gateways.stream()
                .map(GatewayConnector::connection)
                .map(it -> hands.of(it.source()).map(it::with).orElse(it));
        return Stream.of(
                        ofGateways,
                        hooks.connections().stream(),
                        servers.connections(),
                        acp.stream(),
                        telemetry.connections())
                .flatMap(each -> each)
                .toList();
    }

    /** Who carries out what operators ask of sources. */
    List<Hand> hands() {
        return hands.all();
    }

    /** What is told when they can do something else than before: at a source, or about a task. */
    void tell(Consumer<String> ofSource, Consumer<TaskId> ofTask) {
        hands.tell(ofSource, ofTask);
    }

    /** By which that is asked for. */
    ActingSwitch acting() {
        return hands;
    }

    private static boolean isNews(Board board, TaskId name, Instant from) {
        return board.cached(board.idOf(name))
                .flatMap(known -> known.task().signs())
                .filter(signs -> !signs.first().at().isBefore(from))
                .isPresent();
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
        hooks.close();
        servers.close();
        hands.close();
        gateways.forEach(GatewayConnector::close);
        opening.close();
        messages.shutdown();
    }
}
