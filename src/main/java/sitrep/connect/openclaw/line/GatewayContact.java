package sitrep.connect.openclaw.line;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.openclaw.meaning.GatewayFacts;
import sitrep.connect.openclaw.meaning.InquiryAnswers;
import sitrep.connect.openclaw.memory.Signal;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.connect.openclaw.state.KeptSessions;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import tools.jackson.databind.JsonNode;

/**
 * One contact with a gateway, from the introduction to its end, on one thread: takes what came, has it translated and
 * delivered, and asks what is due. Nothing here waits for an answer; answers come like everything else.
 */
public final class GatewayContact {
    /** Messages taken at once. */
    private static final int AT_ONCE = 500;

    /** How often it is looked what is due, if nothing comes. */
    private static final Duration STEP = Duration.ofMillis(250);

    /** How long the introduction may take; a gateway that starts is slow. */
    private static final Duration INTRODUCTION = Duration.ofSeconds(30);

    /** So many signs of life may fail to come. */
    private static final double MISSED_TICKS = 2.5;

    private static final Duration USUAL_TICK = Duration.ofSeconds(30);
    private static final Duration SHORTEST_TICK = Duration.ofSeconds(1);
    private static final Duration LONGEST_TICK = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(GatewayContact.class);

    /** How a contact came to its end. */
    public sealed interface End {
        /** There was contact, and it is lost. */
        record Lost(Instant since, String why) implements End {}

        /** There was none: nobody answered as a gateway does. */
        record Unmet(String why) implements End {}

        /** We were not let in. */
        record Refused(GatewayRefusal refusal) implements End {}

        /** We hang up. */
        record Stopped() implements End {}
    }

    /**
     * What of a gateway a contact needs to know.
     *
     * @param hearsay of what others tell, of a gateway on this machine, whose files can be looked at
     */
    public record Terms(
            String name, Handshake handshake, Optional<SessionLook.Hearsay> hearsay, Consumer<Welcome> onWelcome) {}

    /**
     * What a gateway said when it let us in.
     *
     * @param token what it gave us to be let in with from now on
     */
    public record Welcome(String version, String boot, Set<String> scopes, Optional<String> token, Duration tick) {
        static Welcome of(JsonNode payload) {
            var auth = payload.path("auth");
            var token = auth.path("deviceToken").asString("");
            var tick = Duration.ofMillis(
                    payload.path("policy").path("tickIntervalMs").asLong(USUAL_TICK.toMillis()));
            return new Welcome(
                    OneLine.line(payload.path("server").path("version").asString("unknown"), 60),
                    OneLine.line(payload.path("server").path("bootId").asString("unknown"), 100),
                    StreamSupport.stream(auth.path("scopes").spliterator(), false)
                            .map(scope -> scope.asString(""))
                            .collect(Collectors.toUnmodifiableSet()),
                    token.isEmpty() ? Optional.empty() : Optional.of(token),
                    tick.compareTo(SHORTEST_TICK) < 0
                            ? SHORTEST_TICK
                            : tick.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tick);
        }
    }

    private final Terms terms;
    private final GatewayWire wire;
    private final GatewayFacts facts;
    private final ConnectorAccount account;
    private final Consumer<List<Event>> delivery;
    private final InstantSource clock;
    private final List<Event> events = new ArrayList<>();
    private GatewayInquiry inquiry = new GatewayInquiry(Set.of());
    private Optional<Welcome> welcome = Optional.empty();
    private Optional<SessionLook> sessions = Optional.empty();
    private long seq;

    public GatewayContact(
            Terms terms,
            GatewayWire wire,
            GatewayFacts facts,
            ConnectorAccount account,
            Consumer<List<Event>> delivery,
            InstantSource clock) {
        this.terms = terms;
        this.wire = wire;
        this.facts = facts;
        this.account = account;
        this.delivery = delivery;
        this.clock = clock;
    }

    /** Goes on until the contact ends, or is to end. */
    public End run(BooleanSupplier isOver) throws InterruptedException {
        var began = System.nanoTime();
        while (!isOver.getAsBoolean()) {
            for (var arrival : wire.take(STEP, AT_ONCE)) {
                var end = take(arrival);
                if (end.isPresent()) return end(end.get());
            }
            var now = clock.instant();
            var silence = silence(began);
            if (silence.isPresent()) return end(silence.get());
            if (welcome.isPresent()) look(now);
            inquiry.due(now).forEach(message -> wire.send(message.text()));
            deliver();
        }
        return end(new End.Stopped());
    }

    private End end(End end) {
        deliver();
        return end;
    }

    private void look(Instant now) {
        translate(new Signal.Tick(now));
        sessions.flatMap(look -> look.due(facts.nameless(), now)).ifPresent(this::translate);
        var dropped = wire.takeDropped();
        if (dropped > 0) {
            account.drop(dropped);
            inquiry.doubt(now);
        }
        facts.unfamiliar().forEach(session -> inquiry.history(session, now));
        inquiry.overdue(now).forEach(_ -> account.error());
    }

    private Optional<End> silence(long began) {
        if (welcome.isEmpty()) {
            return System.nanoTime() - began < INTRODUCTION.toNanos()
                    ? Optional.empty()
                    : Optional.of(new End.Unmet("what answers there does not let us in in time"));
        }
        var tick = welcome.get().tick();
        var silent = wire.silence();
        if (silent.toMillis() < tick.toMillis() * MISSED_TICKS) return Optional.empty();
        var why = "nothing came for " + silent.toSeconds() + " s, where a sign of life comes every " + tick.toSeconds()
                + " s";
        return Optional.of(new End.Lost(wire.lastHeard(), why));
    }

    private Optional<End> take(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Ended(var at, var why) ->
                Optional.of(welcome.isPresent() ? new End.Lost(at, why) : new End.Unmet(why));
            case Arrival.Unkept(var at, var reason) -> {
                account.received(at);
                account.skip(new Translated.Skipped("message", reason));
                yield Optional.empty();
            }
            case Arrival.Text(var at, var text) -> {
                account.received(at);
                yield take(at, GatewayMessage.of(text));
            }
        };
    }

    private Optional<End> take(Instant at, GatewayMessage received) {
        return switch (received) {
            case GatewayMessage.Unread(var skipped) -> {
                account.skip(skipped);
                yield Optional.empty();
            }
            case GatewayMessage.Pushed(var event, var frame) -> {
                pushed(at, event, frame);
                yield Optional.empty();
            }
            case GatewayMessage.Answered answer -> answered(at, answer);
        };
    }

    private void pushed(Instant at, String event, JsonNode frame) {
        if (welcome.isEmpty()) {
            if (event.equals("connect.challenge")) introduce(at, frame);
            return;
        }
        count(at, frame.path("seq").asLong(0));
        account.timed(at, frame.path("payload").path("ts"));
        if (event.equals("sessions.changed")) follow(frame.path("payload").path("sessionKey"), at);
        translate(new Signal.Frame(at, frame));
    }

    /** The gateway numbers what it sends us, and leaves out what we were too slow for. */
    private void count(Instant at, long number) {
        if (number == 0) return;
        if (seq > 0 && number > seq + 1) {
            account.drop(number - seq - 1);
            inquiry.doubt(at);
        }
        seq = Math.max(seq, number);
    }

    private void introduce(Instant at, JsonNode frame) {
        var challenge = Handshake.Challenge.of(frame);
        if (challenge.isEmpty()) {
            account.skip(new Translated.Skipped("connect.challenge", "no nonce or time"));
            return;
        }
        inquiry.connect(terms.handshake().params(challenge.get()), at);
    }

    private Optional<End> answered(Instant at, GatewayMessage.Answered answer) {
        var asked = inquiry.answered(answer.id(), at);
        if (asked.isEmpty()) {
            account.skip(new Translated.Skipped("answer", "to nothing that was asked"));
            return Optional.empty();
        }
        if (asked.get().ask() == GatewayQuestion.CONNECT) return introduced(at, answer);
        if (answer.error().isPresent()) {
            account.error();
            account.skip(new Translated.Skipped(asked.get().ask().method(), "refused by the gateway"));
            return Optional.empty();
        }
        stands(at, asked.get(), answer.payload());
        return Optional.empty();
    }

    private Optional<End> introduced(Instant at, GatewayMessage.Answered answer) {
        if (answer.error().isPresent()) {
            account.error();
            var secret = terms.handshake().secret();
            return Optional.of(new End.Refused(GatewayRefusal.of(answer.error().get(), secret, terms.name())));
        }
        var said = Welcome.of(answer.payload());
        if (!said.scopes().contains(Handshake.READ)) {
            return Optional.of(new End.Refused(GatewayRefusal.blindfolded()));
        }
        welcome = Optional.of(said);
        account.live(at, said.version(), said.scopes());
        terms.onWelcome().accept(said);
        inquiry = new GatewayInquiry(said.scopes());
        inquiry.begin(at);
        sessions = terms.hearsay().map(it -> new SessionLook(KeptSessions.of(answer.payload()), it));
        translate(new Signal.Connected(at, said.boot(), said.version(), said.scopes()));
        return Optional.empty();
    }

    private void stands(Instant at, GatewayInquiry.Asked asked, JsonNode payload) {
        if (asked.ask() == GatewayQuestion.SESSIONS) {
            for (var session : payload.path("sessions")) follow(session.path("key"), at);
        }
        translate(new Signal.Answer(at, asked.ask().method(), asked.params(), payload));
        var cursor = ForeignValue.text(payload, "nextCursor");
        if (!cursor.isBlank() && InquiryAnswers.isOfLive(asked.params())) inquiry.next(asked, cursor, at);
    }

    private void follow(JsonNode session, Instant at) {
        if (session.isString() && !session.asString("").isEmpty()) inquiry.follow(session.asString(""), at);
    }

    /** A mistake in the translation costs one message, not the contact. */
    private void translate(Signal signal) {
        try {
            var step = facts.next(signal);
            events.addAll(step.events());
            step.skipped().forEach(account::skip);
        } catch (RuntimeException e) {
            account.skip(new Translated.Skipped("translation", e.getClass().getSimpleName()));
            LOG.debug("A message of {} was not translated", terms.name(), e);
        }
    }

    private void deliver() {
        if (events.isEmpty()) return;
        delivery.accept(List.copyOf(events));
        events.clear();
    }
}
