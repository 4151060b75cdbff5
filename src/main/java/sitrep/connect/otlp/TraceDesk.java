package sitrep.connect.otlp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.connect.outbox.Delivery;
import sitrep.connect.outbox.Door;
import sitrep.core.source.Connection;
import sitrep.json.Json;

/**
 * Hears what programs export, and tells what follows from it. An export is answered when it is durable: what is told of
 * it in the log, and what has to wait for the rest of its trace on a shelf.
 */
public final class TraceDesk {
    /** Programs that are told apart; past it the one heard of the longest ago is forgotten. */
    private static final int PROGRAMS = 50;

    /** What has waited for longer when the server is started is not waited for any more. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    /** How long an export waits for those before it. */
    private static final long PATIENCE_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(TraceDesk.class);

    /** What became of an export. */
    public sealed interface Heard {
        /** It is durable, save so many of its spans that are none. */
        record Taken(int refused, String why) implements Heard {}

        /** It is no export. */
        record Unreadable(String why) implements Heard {}

        /** It cannot be taken now. */
        record Later(String why) implements Heard {}
    }

    private final Door door;
    private final InstantSource clock;
    private final SpanShelf shelf;
    private final TraceFacts facts = new TraceFacts();
    private final SequencedMap<String, SpanTraffic> traffic = new LinkedHashMap<>();
    private final ReentrantLock hearing = new ReentrantLock();
    private boolean isRecalled;

    /** @param data the data folder */
    public TraceDesk(Door door, Path data, InstantSource clock) {
        this.door = door;
        this.shelf = new SpanShelf(data);
        this.clock = clock;
    }

    /** Hears the spans of one export in protocol buffers, or else in JSON. */
    public Heard hear(boolean isProtobuf, byte[] body) {
        try {
            var export = SpanReader.of(isProtobuf ? ProtoTree.read(body) : Json.readLarge(body));
            return inTurn(export);
        } catch (ProtoTree.Broken | Json.Malformed e) {
            return new Heard.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private Heard inTurn(SpanReader.Export export) {
        try {
            if (!hearing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) return new Heard.Later("too many exports wait");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Heard.Later("the server is about to stop");
        }
        try {
            return taken(export);
        } catch (IOException e) {
            LOG.warn("Spans cannot be kept: {}", e.toString());
            return new Heard.Later("spans cannot be kept now");
        } finally {
            hearing.unlock();
        }
    }

    private Heard taken(SpanReader.Export export) throws IOException {
        var now = clock.instant();
        if (!isRecalled) recall(now);
        var spans = new ArrayList<Span>();
        for (var span : export.spans()) {
            var understood = SpanWords.understood(span);
            count(span, understood, now);
            understood.ifPresent(spans::add);
        }
        var events = facts.next(spans, now);
        if (!events.isEmpty() && door.take(events, TraceDesk::refused) instanceof Delivery.Receipt.Later(var why)) {
            return new Heard.Later(why);
        }
        facts.taken(events);
        keep(spans);
        return new Heard.Taken(export.refused(), export.refused() == 0 ? "" : SpanReader.ALLOWED);
    }

    /** What waited when the server was stopped waits on. Nothing new follows from it alone. */
    private void recall(Instant now) throws IOException {
        var since = now.minus(FORGOTTEN);
        facts.next(
                shelf.all().stream().filter(span -> span.ended().isAfter(since)).toList(), now);
        shelf.replace(facts.waiting());
        isRecalled = true;
    }

    private void keep(List<Span> spans) throws IOException {
        shelf.add(facts.waiting(spans));
        if (shelf.isEmpty()) return;
        var waiting = facts.waiting();
        if (waiting.isEmpty() || shelf.isLarge()) shelf.replace(waiting);
    }

    private void count(Span span, Optional<Span> understood, Instant now) {
        var program = SpanWords.service(span);
        var known = Optional.ofNullable(traffic.remove(program))
                .orElseGet(() -> new SpanTraffic(program, span.resource(SpanWords.HOST), now));
        traffic.put(program, known);
        known.heard(span, understood.map(SpanWords::isOfAgents).orElse(true), now);
        if (traffic.size() > PROGRAMS) traffic.pollFirstEntry();
    }

    /** How those stand that exported spans since the server began. */
    public List<Connection> connections() {
        hearing.lock();
        try {
            return traffic.values().stream().map(SpanTraffic::connection).toList();
        } finally {
            hearing.unlock();
        }
    }

    private static void refused(String field) {
        LOG.warn("An event that followed from a span was refused for its {}", field);
    }
}
