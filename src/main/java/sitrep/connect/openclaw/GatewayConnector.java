package sitrep.connect.openclaw;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.config.GatewaySettings;
import sitrep.connect.openclaw.hand.Grips;
import sitrep.connect.openclaw.line.ConnectionTrouble;
import sitrep.connect.openclaw.line.ConnectorAccount;
import sitrep.connect.openclaw.line.GatewayContact;
import sitrep.connect.openclaw.line.GatewayRefusal;
import sitrep.connect.openclaw.line.GatewaySearch;
import sitrep.connect.openclaw.line.GatewaySecret;
import sitrep.connect.openclaw.line.GatewayWhereabouts;
import sitrep.connect.openclaw.line.GatewayWire;
import sitrep.connect.openclaw.line.Handshake;
import sitrep.connect.openclaw.line.Keyring;
import sitrep.connect.openclaw.line.SessionLook;
import sitrep.connect.openclaw.line.WireOpening;
import sitrep.connect.openclaw.meaning.GatewayFacts;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.connect.outbox.Delivery;
import sitrep.connect.outbox.Door;
import sitrep.core.event.Event;
import sitrep.core.source.Connection;

/**
 * Observes one gateway for as long as the server runs: looks for it, makes contact, and again when it is lost, each
 * time waiting a little longer, up to a limit, and not all at the same moment. It only ever reads.
 */
public final class GatewayConnector implements Runnable, AutoCloseable {
    /** How long the connection may take to be opened, the client's own loading included. */
    private static final Duration OPENING = Duration.ofSeconds(15);

    /** How often it is looked whether the settings of a gateway have changed. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** On this machine a failed try costs nothing. */
    private static final Duration LONGEST_WAIT_HERE = Duration.ofSeconds(2);

    private static final Duration BUSY = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(GatewayConnector.class);

    /** What connectors share. */
    public record Shared(
            GatewaySearch search,
            Keyring keyring,
            WireOpening opening,
            Door door,
            InstantSource clock,
            RandomGenerator chance,
            SessionLook.Hearsay hearsay) {}

    private final GatewaySettings settings;
    private final Shared shared;
    private final String version;
    private final ConnectorAccount account;
    private final Grips grips = new Grips();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<Gateway> known = Optional.empty();
    private GatewayFacts facts;
    private boolean isLostTold;
    private int attempts;

    /** @param version our own */
    public GatewayConnector(GatewaySettings settings, Shared shared, String version) {
        this.settings = settings;
        this.shared = shared;
        this.version = version;
        var gateway = new Gateway(settings.name(), Optional.empty());
        this.account = new ConnectorAccount(gateway, shared.clock());
        this.facts = new GatewayFacts(gateway);
    }

    /** How it stands now. */
    public Connection connection() {
        return account.connection();
    }

    /** What is known of its runs, for acting on them. */
    public Grips grips() {
        return grips;
    }

    @Override
    public void run() {
        try {
            while (!isClosed()) {
                var found = shared.search().find(settings);
                rest(attempt(found), found);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Tries once, for as long as it lasts. Answers when to try again. */
    private Duration attempt(GatewayWhereabouts whereabouts) throws InterruptedException {
        return switch (whereabouts) {
            case GatewayWhereabouts.Missing(var why, var remedy) -> {
                account.absent(why, remedy);
                yield Duration.ofDays(1);
            }
            case GatewayWhereabouts.Found found -> attempt(found);
        };
    }

    private Duration attempt(GatewayWhereabouts.Found found) throws InterruptedException {
        account.at(found.where().toString());
        var gateway = new Gateway(settings.name(), found.controlUi());
        if (!known.equals(Optional.of(gateway))) facts = new GatewayFacts(gateway);
        known = Optional.of(gateway);
        try (var wire = new GatewayWire(shared.clock())) {
            shared.opening().open(found.where(), wire).get(OPENING.toMillis(), TimeUnit.MILLISECONDS);
            return after(contact(found, wire).run(this::isClosed), found);
        } catch (ExecutionException | TimeoutException e) {
            return after(new GatewayContact.End.Unmet(ConnectionTrouble.of(e)), found);
        }
    }

    private GatewayContact contact(GatewayWhereabouts.Found found, GatewayWire wire) {
        var scopes = scopes();
        var given = shared.keyring()
                .tokenFor(settings.name(), found.where())
                .filter(it -> it.scopes().containsAll(scopes))
                .map(Keyring.Given::token);
        var handshake = new Handshake(shared.keyring().identity(), given.or(found::secret), scopes, version);
        var hearsay = Optional.of(shared.hearsay())
                .filter(_ -> GatewaySettings.isLoopback(found.where().getHost()));
        var terms = new GatewayContact.Terms(settings.name(), handshake, hearsay, welcome -> welcomed(welcome, found));
        return new GatewayContact(terms, wire, facts, account, this::deliver, shared.clock());
    }

    private List<String> scopes() {
        var scopes = new ArrayList<>(List.of(Handshake.READ));
        if (settings.scopes().approvals()) scopes.add(Handshake.APPROVALS);
        if (settings.scopes().questions()) scopes.add(Handshake.QUESTIONS);
        return scopes;
    }

    private void welcomed(GatewayContact.Welcome welcome, GatewayWhereabouts.Found found) {
        attempts = 0;
        isLostTold = false;
        welcome.token()
                .ifPresent(token -> shared.keyring()
                        .keep(
                                settings.name(),
                                new Keyring.Given(
                                        found.where(),
                                        new GatewaySecret(GatewaySecret.Kind.DEVICE_TOKEN, token),
                                        welcome.scopes())));
        LOG.info("Contact with OpenClaw gateway {} {}, boot {}", settings.name(), welcome.version(), welcome.boot());
    }

    private Duration after(GatewayContact.End end, GatewayWhereabouts.Found found) {
        return switch (end) {
            case GatewayContact.End.Stopped _ -> Duration.ZERO;
            case GatewayContact.End.Lost(var since, var why) -> {
                account.lost(since, why, remedy(found));
                lost(since, why);
                yield wait(found);
            }
            case GatewayContact.End.Unmet(var why) -> {
                account.blind(why, remedy(found));
                if (isExpected(found)) lost(shared.clock().instant(), why);
                yield wait(found);
            }
            case GatewayContact.End.Refused(var refusal) -> refused(refusal, found);
        };
    }

    private Duration refused(GatewayRefusal refusal, GatewayWhereabouts.Found found) {
        if (refusal.isStale()) {
            shared.keyring().forget(settings.name());
            return Duration.ZERO;
        }
        if (refusal.kind() == GatewayRefusal.Kind.STARTING) {
            account.blind(refusal.why(), refusal.remedy());
        } else {
            account.refused(refusal.why(), refusal.remedy());
        }
        if (isExpected(found)) lost(shared.clock().instant(), refusal.why());
        return refusal.patience();
    }

    /** Whether an operator misses it when it is not there: it was named, or it let us in before. */
    private boolean isExpected(GatewayWhereabouts.Found found) {
        return settings.url().isPresent()
                || shared.keyring().tokenFor(settings.name(), found.where()).isPresent();
    }

    /** Is told once, until there is contact again. */
    private void lost(Instant since, String why) {
        if (isLostTold || isClosed()) return;
        isLostTold = true;
        LOG.warn("No contact with OpenClaw gateway {}: {}", settings.name(), why);
        deliver(facts.next(new Signal.Disconnected(since, why)).events());
    }

    private static String remedy(GatewayWhereabouts.Found found) {
        return GatewaySettings.isLoopback(found.where().getHost())
                ? "look whether the gateway runs: openclaw gateway status"
                : "look whether the gateway runs, and whether it can be reached from here";
    }

    /** Longer after each failure, and by chance between half of that and all of it. */
    private Duration wait(GatewayWhereabouts.Found found) {
        var longest = GatewaySettings.isLoopback(found.where().getHost()) ? LONGEST_WAIT_HERE : LONGEST_WAIT;
        var full = Math.min(longest.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempts++, 20));
        return Duration.ofMillis(shared.chance().nextLong(full / 2, full + 1));
    }

    /** Waits, but not for longer than the gateway is where it was, with the secret that it had. */
    private void rest(Duration time, GatewayWhereabouts before) throws InterruptedException {
        var began = System.nanoTime();
        while (!isClosed()) {
            var left = time.toNanos() - (System.nanoTime() - began);
            if (left <= 0) return;
            if (closed.await(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS)) return;
            if (!shared.search().find(settings).equals(before)) return;
        }
    }

    /** Gives the events in at the door, and waits before it while nothing can be taken: the messages wait meanwhile. */
    private void deliver(List<Event> events) {
        grips.keep(facts.grips(events));
        try {
            while (shared.door().take(events, this::refused) instanceof Delivery.Receipt.Later) {
                if (closed.await(BUSY.toMillis(), TimeUnit.MILLISECONDS)) return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void refused(String field) {
        account.skip(Translated.Skipped.refused(field));
    }

    /** Ends the contact, soon. */
    @Override
    public void close() {
        closed.countDown();
    }
}
