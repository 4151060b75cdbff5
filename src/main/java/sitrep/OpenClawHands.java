package sitrep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.config.GatewaySettings;
import sitrep.connect.openclaw.GatewayConnector;
import sitrep.connect.openclaw.hand.HandConnector;
import sitrep.connect.openclaw.line.KeptLevels;
import sitrep.core.act.Hand;
import sitrep.core.event.TaskId;
import sitrep.core.source.Acting;
import sitrep.engine.contact.ActingSwitch;

/** The hands at OpenClaw gateways, each with a thread for as long as it is asked for. */
final class OpenClawHands implements ActingSwitch, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenClawHands.class);

    private record One(GatewaySettings settings, HandConnector connector, Hand hand) {}

    private final Map<String, One> hands = new LinkedHashMap<>();
    private final KeptLevels kept;

    OpenClawHands(
            List<GatewaySettings> gateways,
            List<GatewayConnector> observers,
            HandConnector.Shared shared,
            KeptLevels kept,
            String version) {
        this.kept = kept;
        for (var i = 0; i < gateways.size(); i++) {
            var connector = new HandConnector(gateways.get(i), shared, version);
            var source = observers.get(i).connection().source();
            var hand = connector.hand(source, observers.get(i).grips());
            hands.put(source, new One(gateways.get(i), connector, hand));
        }
    }

    /** All of them; those of which nothing is asked for can do nothing. */
    List<Hand> all() {
        return hands.values().stream().map(One::hand).toList();
    }

    /** What is told when something else can be done now: at a source, or about a task. */
    void tell(Consumer<String> ofSource, Consumer<TaskId> ofTask) {
        hands.forEach((source, one) ->
                one.connector().tell(task -> task.ifPresentOrElse(ofTask, () -> ofSource.accept(source))));
    }

    /** Begins with what was asked for last, else with what was said at the start. */
    void start() {
        for (var one : hands.values()) {
            var wish = one.settings().acting();
            var level = wish.isLocked()
                    ? wish.level()
                    : kept.of(one.settings().name()).orElse(wish.level());
            one.connector().begin(level);
            run(one, level);
        }
    }

    private static void run(One one, Acting.Level level) {
        if (level == Acting.Level.OFF) return;
        var name = "sitrep-openclaw-hand-" + one.settings().name();
        Thread.ofPlatform().daemon().name(name).start(one.connector());
    }

    @Override
    public Optional<Acting> of(String source) {
        return Optional.ofNullable(hands.get(source)).map(one -> one.connector().acting());
    }

    @Override
    public void turn(String source, Acting.Level level) {
        var one = Optional.ofNullable(hands.get(source))
                .orElseThrow(() -> new IllegalArgumentException("nothing can be done at " + source));
        LOG.info("Acting at {} is asked for from here: {}", source, level.word());
        kept.keep(one.settings().name(), level);
        one.connector().turn(level);
        run(one, level);
    }

    @Override
    public void close() {
        hands.values().forEach(one -> one.connector().close());
    }
}
