package sitrep.connect.openclaw.line;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import sitrep.connect.openclaw.line.GatewayContact.End;
import sitrep.connect.openclaw.line.GatewayContact.Welcome;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * One contact over which a gateway is asked to do things, from the introduction to its end. What the gateway tells
 * everybody comes here too, and is thrown away unread: it is the connection that looks that listens.
 */
public final class ActingContact {
    /** How long an answer may take. An abort waits for what it aborts to be written down. */
    public static final Duration PATIENCE = Duration.ofSeconds(25);

    /** Most questions that wait for their answers at once. */
    private static final int MOST = 200;

    private static final int AT_ONCE = 500;
    private static final Duration STEP = Duration.ofMillis(250);
    private static final Duration INTRODUCTION = Duration.ofSeconds(30);
    private static final double MISSED_TICKS = 2.5;
    private static final String PUSHED = "{\"type\":\"event\"";

    private record Open(Instant until, Consumer<Reply> told) {}

    private final GatewayContact.Terms terms;
    private final GatewayWire wire;
    private final InstantSource clock;
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private Optional<Welcome> welcome = Optional.empty();
    private boolean isOver;

    public ActingContact(GatewayContact.Terms terms, GatewayWire wire, InstantSource clock) {
        this.terms = terms;
        this.wire = wire;
        this.clock = clock;
    }

    /** Goes on until the contact ends, or is to end. What waits for an answer then gets none. */
    public End run(BooleanSupplier isToEnd) throws InterruptedException {
        var began = System.nanoTime();
        try {
            while (!isToEnd.getAsBoolean()) {
                for (var arrival : wire.take(STEP, AT_ONCE)) {
                    var end = take(arrival);
                    if (end.isPresent()) return end.get();
                }
                var silence = silence(began);
                if (silence.isPresent()) return silence.get();
                wire.takeDropped();
                giveUp();
            }
            return new End.Stopped();
        } finally {
            end();
        }
    }

    /**
     * Asks for something. Any thread may.
     *
     * @param params in JSON
     * @param told hears exactly one reply, on this contact's thread or the caller's
     */
    public void ask(String method, String params, Consumer<Reply> told) {
        var id = "act-" + count.incrementAndGet();
        synchronized (this) {
            if (!isOver && welcome.isPresent() && open.size() < MOST) {
                open.put(id, new Open(clock.instant().plus(PATIENCE), told));
                wire.send(request(id, method, params));
                return;
            }
        }
        told.accept(new Reply.Unanswered("there is no contact with the gateway"));
    }

    private static String request(String id, String method, String params) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("type", "req");
            out.writeStringProperty("id", id);
            out.writeStringProperty("method", method);
            out.writeName("params");
            out.writeRawValue(params);
            out.writeEndObject();
        });
    }

    private void end() {
        synchronized (this) {
            isOver = true;
        }
        for (var id : List.copyOf(open.keySet())) tell(id, new Reply.Unanswered("contact with the gateway was lost"));
    }

    private void giveUp() {
        var now = clock.instant();
        open.forEach((id, asked) -> {
            if (asked.until().isBefore(now)) {
                tell(id, new Reply.Unanswered("the gateway did not answer for " + PATIENCE.toSeconds() + " s"));
            }
        });
    }

    private void tell(String id, Reply reply) {
        var asked = open.remove(id);
        if (asked != null) asked.told().accept(reply);
    }

    private Optional<End> silence(long began) {
        if (welcome.isEmpty()) {
            return System.nanoTime() - began < INTRODUCTION.toNanos()
                    ? Optional.empty()
                    : Optional.of(new End.Unmet("what answers there does not let us in in time"));
        }
        var silent = wire.silence();
        if (silent.toMillis() < welcome.get().tick().toMillis() * MISSED_TICKS) return Optional.empty();
        return Optional.of(new End.Lost(wire.lastHeard(), "nothing came for " + silent.toSeconds() + " s"));
    }

    private Optional<End> take(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Ended(var at, var why) ->
                Optional.of(welcome.isPresent() ? new End.Lost(at, why) : new End.Unmet(why));
            case Arrival.Unkept _ -> Optional.empty();
            case Arrival.Text(var _, var text) -> take(text);
        };
    }

    private Optional<End> take(String text) {
        if (welcome.isPresent() && text.startsWith(PUSHED)) return Optional.empty();
        return switch (GatewayMessage.of(text)) {
            case GatewayMessage.Unread _ -> Optional.empty();
            case GatewayMessage.Pushed(var event, var frame) -> {
                if (welcome.isEmpty() && event.equals("connect.challenge")) introduce(frame);
                yield Optional.empty();
            }
            case GatewayMessage.Answered answer -> answered(answer);
        };
    }

    private void introduce(JsonNode frame) {
        Handshake.Challenge.of(frame).ifPresent(challenge -> {
            var params = terms.handshake().params(challenge).toString();
            wire.send(request("act-0", GatewayQuestion.CONNECT.method(), params));
        });
    }

    private Optional<End> answered(GatewayMessage.Answered answer) {
        if (welcome.isEmpty()) return introduced(answer);
        tell(
                answer.id(),
                answer.error().<Reply>map(Reply.Refused::of).orElseGet(() -> new Reply.Done(answer.payload())));
        return Optional.empty();
    }

    private Optional<End> introduced(GatewayMessage.Answered answer) {
        var handshake = terms.handshake();
        if (answer.error().isPresent()) {
            return Optional.of(
                    new End.Refused(GatewayRefusal.of(answer.error().get(), handshake.secret(), terms.name())));
        }
        var said = Welcome.of(answer.payload());
        var missing = handshake.scopes().stream()
                .filter(scope -> !said.scopes().contains(scope))
                .findFirst();
        if (missing.isPresent()) return Optional.of(new End.Refused(GatewayRefusal.without(missing.get())));
        synchronized (this) {
            welcome = Optional.of(said);
        }
        terms.onWelcome().accept(said);
        return Optional.empty();
    }
}
