package sitrep.connect.openclaw.hand;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.config.GatewaySettings;
import sitrep.connect.openclaw.line.ActingContact;
import sitrep.connect.openclaw.line.ConnectionTrouble;
import sitrep.connect.openclaw.line.GatewayContact;
import sitrep.connect.openclaw.line.GatewayRefusal;
import sitrep.connect.openclaw.line.GatewaySearch;
import sitrep.connect.openclaw.line.GatewaySecret;
import sitrep.connect.openclaw.line.GatewayWhereabouts;
import sitrep.connect.openclaw.line.GatewayWire;
import sitrep.connect.openclaw.line.Handshake;
import sitrep.connect.openclaw.line.Keyring;
import sitrep.connect.openclaw.line.Reply;
import sitrep.connect.openclaw.line.WireOpening;
import sitrep.core.event.TaskId;
import sitrep.core.source.Acting;
import sitrep.core.source.Acting.Level;
import sitrep.core.source.Connection.State;
import sitrep.json.Json;
import tools.jackson.core.JsonGenerator;

/**
 * The connection that acts at one gateway, for as long as that is asked for: its own device with its own scopes, looked
 * for and made anew as the one that looks is.
 */
public final class HandConnector implements Runnable, ActingLine, AutoCloseable {
    private static final Duration OPENING = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT_HERE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(HandConnector.class);

    /** What the hands of several gateways share. */
    public record Shared(
            GatewaySearch search, Keyring keyring, WireOpening opening, InstantSource clock, RandomGenerator chance) {}

    /** What each level asks of a gateway, the one before it included. */
    static final List<Acting.Offer> LEVELS = List.of(
            new Acting.Offer(
                    Level.OPERATOR,
                    List.of(
                            new Acting.Ask(Handshake.APPROVALS, "to approve and deny"),
                            new Acting.Ask(Handshake.QUESTIONS, "to answer questions"),
                            new Acting.Ask(
                                    Handshake.WRITE,
                                    "to say something in sessions, ask again, stop turns that no client owns, cancel"
                                            + " sub-agents and commands, and have results delivered again; it would"
                                            + " also allow other messages and tools"))),
            new Acting.Offer(
                    Level.ADMIN,
                    List.of(new Acting.Ask(
                            Handshake.ADMIN,
                            "to run jobs again, and to stop and decide what another client began, as in the Control"
                                    + " UI; it would also allow everything else, settings included"))));

    private final GatewaySettings settings;
    private final Shared shared;
    private final String version;
    private volatile Level level = Level.OFF;
    private volatile State state;
    private volatile Optional<Talk> talk = Optional.empty();
    private volatile Consumer<Optional<TaskId>> onChange = _ -> {};
    private boolean isRunning;
    private volatile boolean isClosed;
    private int attempts;

    /** A contact that has let us in. */
    private record Talk(ActingContact contact, Level level) {}

    /** @param version our own */
    public HandConnector(GatewaySettings settings, Shared shared, String version) {
        this.settings = settings;
        this.shared = shared;
        this.version = version;
        this.state = new State.Connecting(shared.clock().instant());
    }

    /** What acts over it. */
    public OpenClawHand hand(String source, Grips grips) {
        var later = CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        return new OpenClawHand(source, grips, this, later);
    }

    /** @param told hears that something else can be done now about a task, or about all of them */
    public void tell(Consumer<Optional<TaskId>> told) {
        onChange = told;
    }

    @Override
    public void changed(TaskId task) {
        onChange.accept(Optional.of(task));
    }

    public Acting acting() {
        return new Acting(
                level,
                settings.acting().isLocked(),
                level == Level.OFF ? Optional.empty() : Optional.of(state),
                LEVELS);
    }

    /** Asks for another level from now on. With more than nothing, somebody has to {@link #run} it. */
    public void turn(Level asked) {
        if (change(asked)) fallSilent();
    }

    private synchronized boolean change(Level asked) {
        if (asked == level) return false;
        level = asked;
        state = new State.Connecting(shared.clock().instant());
        // What was given for one level is not shown for another, and nothing is kept that could act when nothing may.
        shared.keyring().forget(settings.name());
        notifyAll();
        return true;
    }

    /** Begins at the level that is asked for at the start; what was given for it before is still good. */
    public synchronized void begin(Level asked) {
        level = asked;
    }

    @Override
    public void run() {
        if (!enter()) return;
        try {
            while (!leave()) {
                var asked = level;
                var found = shared.search().find(settings);
                rest(attempt(found, asked), found, asked);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean enter() {
        if (isRunning) return false;
        isRunning = true;
        return true;
    }

    private synchronized boolean leave() {
        if (!isClosed && level != Level.OFF) return false;
        isRunning = false;
        return true;
    }

    private boolean isOver(Level asked) {
        return isClosed || level != asked;
    }

    private Duration attempt(GatewayWhereabouts whereabouts, Level asked) throws InterruptedException {
        return switch (whereabouts) {
            case GatewayWhereabouts.Missing(var why, var remedy) -> {
                becomes(new State.Absent(since(State.Absent.class), why, remedy));
                yield Duration.ofDays(1);
            }
            case GatewayWhereabouts.Found found -> attempt(found, asked);
        };
    }

    private Duration attempt(GatewayWhereabouts.Found found, Level asked) throws InterruptedException {
        try (var wire = new GatewayWire(shared.clock())) {
            shared.opening().open(found.where(), wire).get(OPENING.toMillis(), TimeUnit.MILLISECONDS);
            var contact = contact(found, wire, asked);
            var end = contact.run(() -> isOver(asked));
            return after(end, found);
        } catch (ExecutionException | TimeoutException e) {
            return after(new GatewayContact.End.Unmet(ConnectionTrouble.of(e)), found);
        } finally {
            fallSilent();
        }
    }

    private void fallSilent() {
        var before = talk;
        talk = Optional.empty();
        if (before.isPresent()) onChange.accept(Optional.empty());
    }

    private ActingContact contact(GatewayWhereabouts.Found found, GatewayWire wire, Level asked) {
        var scopes = scopes(asked);
        var given = shared.keyring()
                .tokenFor(settings.name(), found.where())
                .filter(it -> it.scopes().containsAll(scopes))
                .map(Keyring.Given::token);
        var handshake = new Handshake(shared.keyring().identity(), given.or(found::secret), scopes, version);
        var made = new ArrayList<ActingContact>();
        var terms = new GatewayContact.Terms(
                settings.name(),
                handshake,
                Optional.empty(),
                welcome -> welcomed(welcome, found, made.getFirst(), asked));
        made.add(new ActingContact(terms, wire, shared.clock()));
        return made.getFirst();
    }

    private static List<String> scopes(Level asked) {
        return LEVELS.stream()
                .filter(offer -> offer.level().compareTo(asked) <= 0)
                .flatMap(offer -> offer.asks().stream())
                .map(Acting.Ask::scope)
                .toList();
    }

    private void welcomed(
            GatewayContact.Welcome welcome, GatewayWhereabouts.Found found, ActingContact contact, Level asked) {
        keep(welcome, found, contact, asked);
        onChange.accept(Optional.empty());
    }

    private synchronized void keep(
            GatewayContact.Welcome welcome, GatewayWhereabouts.Found found, ActingContact contact, Level asked) {
        if (isOver(asked)) return;
        attempts = 0;
        welcome.token().ifPresent(token -> {
            var secret = new GatewaySecret(GatewaySecret.Kind.DEVICE_TOKEN, token);
            shared.keyring().keep(settings.name(), new Keyring.Given(found.where(), secret, welcome.scopes()));
        });
        state = new State.Live(shared.clock().instant());
        talk = Optional.of(new Talk(contact, asked));
        LOG.info("Acts at OpenClaw gateway {} as {}", settings.name(), asked.word());
    }

    private Duration after(GatewayContact.End end, GatewayWhereabouts.Found found) {
        return switch (end) {
            case GatewayContact.End.Stopped _ -> Duration.ZERO;
            case GatewayContact.End.Lost(var since, var why) -> {
                becomes(new State.Blind(since, why, "it is tried again by itself"));
                yield wait(found);
            }
            case GatewayContact.End.Unmet(var why) -> {
                becomes(new State.Blind(since(State.Blind.class), why, "it is tried again by itself"));
                yield wait(found);
            }
            case GatewayContact.End.Refused(var refusal) -> refused(refusal);
        };
    }

    private Duration refused(GatewayRefusal refusal) {
        if (refusal.isStale()) {
            shared.keyring().forget(settings.name());
            return Duration.ZERO;
        }
        becomes(
                refusal.kind() == GatewayRefusal.Kind.STARTING
                        ? new State.Blind(since(State.Blind.class), refusal.why(), refusal.remedy())
                        : new State.Refused(since(State.Refused.class), refusal.why(), refusal.remedy()));
        return refusal.patience();
    }

    private synchronized void becomes(State next) {
        state = next;
    }

    private java.time.Instant since(Class<? extends State> sort) {
        var now = state;
        return sort.isInstance(now) ? now.since() : shared.clock().instant();
    }

    private Duration wait(GatewayWhereabouts.Found found) {
        var longest = GatewaySettings.isLoopback(found.where().getHost()) ? LONGEST_WAIT_HERE : LONGEST_WAIT;
        var full = Math.min(longest.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempts++, 20));
        return Duration.ofMillis(shared.chance().nextLong(full / 2, full + 1));
    }

    /** Waits, but not for longer than the gateway is where it was, and the same is asked for. */
    private void rest(Duration time, GatewayWhereabouts before, Level asked) throws InterruptedException {
        var began = System.nanoTime();
        while (!isOver(asked)) {
            var left = time.toNanos() - (System.nanoTime() - began);
            if (left <= 0) return;
            pause(Math.min(left, LOOK.toNanos()), asked);
            if (!shared.search().find(settings).equals(before)) return;
        }
    }

    private synchronized void pause(long nanos, Level asked) throws InterruptedException {
        if (!isOver(asked)) TimeUnit.NANOSECONDS.timedWait(this, nanos);
    }

    @Override
    public Level level() {
        return talk.map(Talk::level).orElse(Level.OFF);
    }

    @Override
    public void ask(String method, Consumer<JsonGenerator> params, Consumer<Reply> told) {
        var with = Json.write(out -> {
            out.writeStartObject();
            params.accept(out);
            out.writeEndObject();
        });
        talk.map(Talk::contact)
                .ifPresentOrElse(
                        contact -> contact.ask(method, with, told),
                        () -> told.accept(new Reply.Unanswered("there is no contact with the gateway")));
    }

    /** Ends the contact, soon. */
    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }
}
