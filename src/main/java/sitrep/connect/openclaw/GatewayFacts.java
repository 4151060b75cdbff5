package sitrep.connect.openclaw;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.core.Event;
import sitrep.core.Fact;

/**
 * What follows from what one gateway says. The same signals give the same events, whoever listens: it reads no clock
 * and counts nothing itself. What was said before is remembered here, within limits, so one gateway has one of these,
 * used by one thread.
 */
public final class GatewayFacts {
    private final Gateway gateway;

    public GatewayFacts(Gateway gateway) {
        this.gateway = gateway;
    }

    /** What follows from one more signal. */
    public Step next(Signal signal) {
        return switch (signal) {
            case Signal.Connected it ->
                ofSource("seen", it.at(), new Fact.SourceSeen(Optional.of("OpenClaw " + gateway.name())));
            case Signal.Disconnected it -> ofSource("lost", it.at(), new Fact.SourceLost(Optional.of(it.why())));
            case Signal.Frame _, Signal.Answer _, Signal.Tick _ -> new Step(List.of(), List.of());
        };
    }

    private Step ofSource(String what, Instant at, Fact.OfSource fact) {
        var key = new Event.Key(gateway.source(), what + "/" + at.toEpochMilli());
        return new Step(List.of(new Event(key, Optional.empty(), at, at, fact)), List.of());
    }
}
