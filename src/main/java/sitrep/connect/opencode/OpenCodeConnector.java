package sitrep.connect.opencode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.config.GatewaySettings;
import sitrep.config.OpenCodeSettings;
import sitrep.connect.foreign.Around;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.connect.outbox.Delivery;
import sitrep.connect.outbox.Door;
import sitrep.core.event.Event;
import sitrep.core.source.Connection;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Observes one server of OpenCode for as long as ours runs: listens to what it tells, reads how its sessions stand
 * whenever it was not heard for a while, and tries again when contact is lost, each time waiting a little longer, up to
 * a limit. It only ever reads.
 */
public final class OpenCodeConnector implements Runnable, AutoCloseable {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** On this machine a failed try costs nothing. */
    private static final Duration LONGEST_WAIT_HERE = Duration.ofSeconds(3);

    /** Where something else listens, it is seldom asked whether that has changed. */
    private static final Duration STRANGER_WAIT = Duration.ofMinutes(1);

    /** A server says every ten seconds that it is there. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    /** From one look at how sessions stand to the next, beside what the server tells. */
    private static final Duration LOOK = Duration.ofSeconds(20);

    private static final Duration STEP = Duration.ofMillis(200);

    /** Our own door may be shut for so long; then contact is given up, so that nothing waits at the server. */
    private static final Duration BUSY = Duration.ofSeconds(10);

    private static final Set<Integer> LOCKED = Set.of(401, 403);
    private static final Logger LOG = LoggerFactory.getLogger(OpenCodeConnector.class);

    /**
     * What connectors share.
     *
     * @param client makes connections; it is made when it is needed first, for it takes a second to load
     */
    public record Shared(
            Supplier<HttpClient> client,
            Door door,
            Known known,
            InstantSource clock,
            RandomGenerator chance,
            Map<String, String> environment) {}

    /**
     * What is known beside what servers tell.
     *
     * @param live the sessions that go on, by all that was told of them
     * @param around the work that a server was started in
     */
    public record Known(Recollection recollection, Supplier<Set<String>> live, Function<URI, Around> around) {}

    private final OpenCodeSettings settings;
    private final Shared shared;
    private final OpenCodeAccount account;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<OpenCodeLine> line = Optional.empty();
    private OpenCodeFacts facts;
    private boolean hadContact;
    private boolean isLostTold;
    private int attempts;

    public OpenCodeConnector(OpenCodeSettings settings, Shared shared) {
        this.settings = settings;
        this.shared = shared;
        this.account = new OpenCodeAccount(settings.name(), settings.where().toString(), shared.clock());
        this.facts = new OpenCodeFacts(settings.name(), shared.known().recollection());
    }

    /** How it stands now. */
    public Connection connection() {
        return account.connection();
    }

    /** What there is to say of it at start-up, in one line without secrets. */
    public static String told(OpenCodeSettings settings, Map<String, String> environment) {
        var secret = settings.secret(environment).isPresent() ? "with a password" : "without a password";
        var isUsual = settings.where().equals(OpenCodeSettings.USUAL);
        var how = isUsual ? ", as after opencode --port " + settings.where().getPort() : "";
        return "server " + settings.name() + " at " + settings.where() + " (" + secret + "), once one is there" + how;
    }

    @Override
    public void run() {
        try {
            while (!isClosed()) {
                var wait = attempt();
                closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Tries once, for as long as it lasts. Answers when to try again. */
    private Duration attempt() throws InterruptedException {
        if (!OpenCodeLine.isThere(settings.where())) return lost("nothing listens there");
        try (var now =
                new OpenCodeLine(shared.client().get(), settings.where(), settings.secret(shared.environment()))) {
            line = Optional.of(now);
            if (isClosed()) return Duration.ZERO;
            return switch (now.health()) {
                case OpenCodeLine.Answer.Refused(var status) -> unmet(status);
                case OpenCodeLine.Answer.Said(var health)
                when health.path("healthy").asBoolean(false) -> {
                    observe(now, ForeignValue.line(ForeignValue.text(health, "version"), 40));
                    yield wait(LONGEST_WAIT_HERE);
                }
                case OpenCodeLine.Answer.Said _ -> unmet(200);
            };
        } catch (IOException e) {
            return lost(String.valueOf(e.getMessage()));
        } finally {
            line = Optional.empty();
        }
    }

    /** Listens until that ends. */
    private void observe(OpenCodeLine now, Optional<String> version) throws IOException, InterruptedException {
        var all = now.listen("/global/event");
        var stream = all.isPresent() ? all : now.listen("/event");
        if (stream.isEmpty()) throw new IOException("it has no events to listen to");
        var heard = shared.clock().instant();
        var looked = heard;
        var isMet = false;
        while (!isClosed()) {
            var piece = stream.get().next(STEP);
            var time = shared.clock().instant();
            if (piece.isPresent()) heard = time;
            else if (heard.plus(SILENCE).isBefore(time)) throw new IOException("nothing was heard for a while");
            if (piece.isPresent() && !isMet) {
                isMet = true;
                met(now, version);
                looked = shared.clock().instant();
            }
            if (piece.isPresent()) take(piece.get());
            if (isMet && isDue(looked, time)) {
                look(now);
                looked = shared.clock().instant();
            }
        }
    }

    private void take(StreamPiece piece) throws IOException {
        switch (piece) {
            case StreamPiece.Told(var text) -> {
                account.received();
                frame(text)
                        .ifPresent(frame ->
                                deliver(facts.next(frame, shared.clock().instant())));
            }
            case StreamPiece.TooLarge _ -> account.skip("an event that is too large");
            case StreamPiece.End(var why) -> throw new IOException(why);
        }
    }

    private Optional<JsonNode> frame(String text) {
        try {
            return Optional.of(Json.readLarge(text.getBytes(StandardCharsets.UTF_8)));
        } catch (Json.Malformed _) {
            account.skip("an event that is no JSON");
            return Optional.empty();
        }
    }

    private void met(OpenCodeLine now, Optional<String> version) throws IOException, InterruptedException {
        attempts = 0;
        hadContact = true;
        isLostTold = false;
        LOG.info("Contact with OpenCode server {} {}", settings.name(), version.orElse(""));
        facts.within(shared.known().around().apply(settings.where()));
        deliver(facts.met(shared.clock().instant()));
        state(now).readAnew(shared.known().live().get());
        account.live(version);
    }

    private OpenCodeState state(OpenCodeLine now) {
        return new OpenCodeState(now, facts, shared.clock(), this::deliver);
    }

    /** Whoever is not known is asked after soon, the others now and then. */
    private boolean isDue(Instant looked, Instant now) {
        var patience = facts.unknown().isEmpty() ? LOOK : STEP;
        return looked.plus(patience).isBefore(now)
                && !(facts.unknown().isEmpty() && facts.busy().isEmpty());
    }

    private void look(OpenCodeLine now) throws IOException, InterruptedException {
        var state = state(now);
        if (facts.unknown().isEmpty()) state.readAgain();
        else state.introduce();
    }

    private Duration unmet(int status) {
        if (LOCKED.contains(status)) {
            account.refused(
                    "it wants a password",
                    "set SITREP_OPENCODE_PASSWORD to what OPENCODE_SERVER_PASSWORD is there, and start sitrep again");
            return LONGEST_WAIT;
        }
        var why = "what answers there is no OpenCode server (HTTP status " + status + ")";
        if (settings.url().isEmpty()) account.absent(why, "give --opencode URL, or start one: opencode serve");
        else account.blind(why, "look what listens there");
        return STRANGER_WAIT;
    }

    private Duration lost(String why) {
        if (isClosed()) return Duration.ZERO;
        var isExpected = hadContact || settings.url().isPresent();
        if (isExpected) account.blind(why, "look whether it runs, or start it again: opencode serve");
        else account.absent(why, "start one: opencode serve; or give opencode a port: opencode --port 4096");
        if (isExpected && !isLostTold) {
            isLostTold = true;
            LOG.warn("No contact with OpenCode server {}: {}", settings.name(), why);
            deliver(facts.lost(shared.clock().instant(), why));
        }
        return wait(GatewaySettings.isLoopback(settings.where().getHost()) ? LONGEST_WAIT_HERE : LONGEST_WAIT);
    }

    /** Longer after each failure, and by chance between half of that and all of it. */
    private Duration wait(Duration longest) {
        var full = Math.min(longest.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempts++, 20));
        return Duration.ofMillis(shared.chance().nextLong(full / 2, full + 1));
    }

    /** Gives the events in at the door. If that stays shut, all is forgotten and read anew when it is open again. */
    private void deliver(List<Event> events) {
        if (events.isEmpty()) return;
        try {
            var tries = BUSY.toMillis() / STEP.toMillis();
            while (shared.door().take(events, this::refused) instanceof Delivery.Receipt.Later) {
                if (closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) return;
                if (--tries <= 0) {
                    facts = new OpenCodeFacts(settings.name(), shared.known().recollection());
                    account.error();
                    line.ifPresent(OpenCodeLine::close);
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void refused(String field) {
        account.skip("an event of ours that was refused for its " + field);
    }

    /** Ends the contact, soon. */
    @Override
    public void close() {
        closed.countDown();
        line.ifPresent(OpenCodeLine::close);
    }
}
