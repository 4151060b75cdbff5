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
import java.util.function.Supplier;
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
        /** It is durable, save so much of it that is no span, or no log record. */
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

    /** What of an export is worth following, and how much of it was refused. */
    private record Found(List<Span> spans, int refused, String allowed) {}

    /** Looks through an export when its turn has come. */
    private interface Search {
        Found at(Instant now);
    }

    /** Hears the spans of one export in protocol buffers, or else in JSON. */
    public Heard hear(boolean isProtobuf, byte[] body) {
        return hear(() -> {
            var export = SpanReader.of(isProtobuf ? ProtoTree.read(body) : Json.readLarge(body));
            return now -> spans(export, now);
        });
    }

    /** Hears the log records of one export, likewise. */
    public Heard hearRecords(boolean isProtobuf, byte[] body) {
        return hear(() -> {
            var export = RecordReader.of(isProtobuf ? ProtoTree.records(body) : Json.readLarge(body));
            return now -> records(export, now);
        });
    }

    private Heard hear(Supplier<Search> export) {
        try {
            return inTurn(export.get());
        } catch (ProtoTree.Broken | Json.Malformed e) {
            return new Heard.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private Heard inTurn(Search export) {
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

    private Heard taken(Search export) throws IOException {
        var now = clock.instant();
        if (!isRecalled) recall(now);
        var found = export.at(now);
        var events = facts.next(found.spans(), now);
        if (!events.isEmpty() && door.take(events, TraceDesk::refused) instanceof Delivery.Receipt.Later(var why)) {
            return new Heard.Later(why);
        }
        facts.taken(events);
        keep(found.spans());
        return new Heard.Taken(found.refused(), found.refused() == 0 ? "" : found.allowed());
    }

    private Found spans(SpanReader.Export export, Instant now) {
        var spans = new ArrayList<Span>();
        for (var span : export.spans()) {
            var understood = SpanWords.understood(span);
            traffic(SpanWords.service(span), span.resource(SpanWords.HOST), now)
                    .heard(span, understood.map(SpanWords::isOfAgents).orElse(true), now);
            understood.ifPresent(spans::add);
        }
        return new Found(spans, export.refused(), SpanReader.ALLOWED);
    }

    private Found records(RecordReader.Export export, Instant now) {
        var spans = new ArrayList<Span>();
        for (var record : export.records()) {
            var host = Optional.ofNullable(record.resource().get(SpanWords.HOST));
            traffic(record.service(), host, now).heard(record, now);
            RecordWords.understood(record).ifPresent(spans::add);
        }
        return new Found(spans, export.refused(), RecordReader.ALLOWED);
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

    private SpanTraffic traffic(String program, Optional<String> host, Instant now) {
        var known = Optional.ofNullable(traffic.remove(program)).orElseGet(() -> new SpanTraffic(program, host, now));
        traffic.put(program, known);
        if (traffic.size() > PROGRAMS) traffic.pollFirstEntry();
        return known;
    }

    /** How those stand that exported spans or log records since the server began. */
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
