package sitrep.connect.hooks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sitrep.connect.foreign.Around;
import sitrep.connect.foreign.ForeignValue;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.hooks.meaning.HookFacts;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.connect.outbox.Delivery;
import sitrep.connect.outbox.Door;
import sitrep.core.event.Event;
import sitrep.core.source.Connection;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Hears hooks and tells of them. Whoever calls a hook waits for the answer, so it comes as soon as the hook is
 * understood; the events that follow from it wait in a queue for the door. A hook in that queue is lost if the server
 * is killed then: the next ones tell what matters.
 */
public final class HookDesk implements Runnable, AutoCloseable {
    /** Hooks that may wait for the door; past it the next ones are refused. */
    static final int QUEUE = 5_000;

    /** Most events given in at once. */
    private static final int GROUP = 500;

    /** Machines whose agents are told apart; past it the one heard of the longest ago is forgotten. */
    private static final int HOSTS = 50;

    /** How long one waits who brings what was kept for later. */
    private static final long DURABLE_SECONDS = 5;

    private static final long BUSY_MILLIS = 200;

    private static final String LATER = "{\"at\":TIME,\"hook\":{…}}";
    private static final Logger LOG = LoggerFactory.getLogger(HookDesk.class);

    /** What follows from one hook, and who waits until it is durable. */
    private record Told(List<Event> events, CompletableFuture<Void> durable) {}

    /** A hook, with where it happened, and when if it was kept. */
    private record Kept(HookMessage message, Optional<Around> around, Optional<Instant> at, Optional<String> host) {}

    private final Map<String, Dialect> dialects;
    private final String here;
    private final Door door;
    private final Recollection recollection;
    private final InstantSource clock;
    private final SequencedMap<String, HookFacts> facts = new LinkedHashMap<>();
    private final SequencedMap<String, HookTraffic> traffic = new LinkedHashMap<>();
    private final ReentrantLock hearing = new ReentrantLock();
    private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(QUEUE);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** @param here the name of this machine */
    public HookDesk(List<Dialect> dialects, String here, Door door, Recollection recollection, InstantSource clock) {
        this.dialects = dialects.stream().collect(Collectors.toUnmodifiableMap(Dialect::agent, each -> each));
        this.here = here;
        this.door = door;
        this.recollection = recollection;
        this.clock = clock;
    }

    /** The agents that are understood. */
    public List<String> agents() {
        return dialects.keySet().stream().sorted().toList();
    }

    /** What became of a body. */
    public enum Heard {
        TAKEN,
        NO_HOOK,
        BUSY
    }

    /** What a body of this agent's has to be. */
    public static String allowed() {
        return "a hook as it comes, or a list of " + LATER;
    }

    /**
     * Hears one hook as it comes, or a list of those that were kept for later: then it answers when they are durable.
     *
     * @param host where it comes from, where that is another machine
     * @param around what its session is a part of
     * @throws Json.Malformed if the body is not JSON
     */
    public Heard hear(String agent, Optional<String> host, Around around, byte[] body) {
        var node = Json.readLarge(body);
        var dialect = dialect(agent);
        if (node.isArray()) return later(dialect, host, node);
        var message = dialect.read(node, clock.instant());
        if (message.isEmpty()) return Heard.NO_HOOK;
        var hook = new Kept(message.get(), Optional.of(around), dialect.calledAt(node), host);
        return told(List.of(hook), agent).isPresent() ? Heard.TAKEN : Heard.BUSY;
    }

    /** What another witness of an agent's sessions on this machine has seen. */
    public void witness(String agent, HookMessage message, Instant at) {
        told(List.of(new Kept(message, Optional.empty(), Optional.of(at), Optional.empty())), agent);
    }

    /** Whether a session on this machine is known in which anything was asked. */
    public boolean knows(String agent, String session) {
        hearing.lock();
        try {
            return factsOf(agent, here).knows(session);
        } finally {
            hearing.unlock();
        }
    }

    /** The source whose word is what is heard of an agent on this machine. */
    public String sourceHere(String agent) {
        return agent + "@" + here;
    }

    /** How those stand whose hooks came since the server began. */
    public List<Connection> connections() {
        hearing.lock();
        try {
            return traffic.values().stream().map(HookTraffic::connection).toList();
        } finally {
            hearing.unlock();
        }
    }

    private Heard later(Dialect dialect, Optional<String> host, JsonNode list) {
        var kept = new ArrayList<Kept>();
        for (var one : list) {
            var at = ForeignValue.time(one, "at");
            var message = dialect.read(one.path("hook"), at.orElseGet(clock::instant));
            if (at.isEmpty() || message.isEmpty()) return Heard.NO_HOOK;
            var from = ForeignValue.line(ForeignValue.text(one, "host"), 100).filter(name -> !name.equals(here));
            var around = Around.of(
                    ForeignValue.text(one, "task"), ForeignValue.text(one, "run"), ForeignValue.text(one, "trace"));
            var called = dialect.calledAt(one.path("hook")).or(() -> at);
            kept.add(new Kept(message.get(), Optional.of(around), called, from.or(() -> host)));
        }
        kept.sort(Comparator.comparing(hook -> hook.at().orElse(Instant.EPOCH)));
        return told(kept, dialect.agent()).filter(HookDesk::isDurable).isPresent() ? Heard.TAKEN : Heard.BUSY;
    }

    private static boolean isDurable(CompletableFuture<Void> told) {
        try {
            told.get(DURABLE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Understands hooks in the order in which they come, and has what follows told; nothing if the queue is full. */
    private Optional<CompletableFuture<Void>> told(List<Kept> hooks, String agent) {
        hearing.lock();
        try {
            if (queue.remainingCapacity() == 0 || closed.isDone()) return Optional.empty();
            var events = new ArrayList<Event>();
            for (var hook : hooks) {
                if (hook.around().isPresent()) count(agent, hook.host().orElse(here));
                events.addAll(understood(hook, agent));
            }
            var durable = new CompletableFuture<Void>();
            if (events.isEmpty()) durable.complete(null);
            else if (!queue.offer(new Told(events, durable))) return Optional.empty();
            return Optional.of(durable);
        } finally {
            hearing.unlock();
        }
    }

    private void count(String agent, String host) {
        var now = clock.instant();
        var name = agent + "@" + host;
        var known =
                Optional.ofNullable(traffic.remove(name)).orElseGet(() -> new HookTraffic(dialect(agent), host, now));
        traffic.put(name, known);
        known.heard(now);
        if (traffic.size() > HOSTS) traffic.pollFirstEntry();
    }

    /** A mistake in the translation costs one hook. */
    private List<Event> understood(Kept hook, String agent) {
        var known = factsOf(agent, hook.host().orElse(here));
        var now = clock.instant();
        try {
            var at = hook.at().filter(time -> time.isBefore(now));
            var time = at.orElseGet(() -> known.timeOf(hook.message(), now));
            return known.next(hook.message(), hook.around(), time, now);
        } catch (RuntimeException e) {
            LOG.error(
                    "A hook of {} ({}) was not understood: {}",
                    agent,
                    hook.message().name(),
                    e.toString());
            return List.of();
        }
    }

    /** Who asks has asked before which agents there are. */
    private Dialect dialect(String agent) {
        return Optional.ofNullable(dialects.get(agent)).orElseThrow();
    }

    private HookFacts factsOf(String agent, String host) {
        var name = agent + "@" + host;
        var known = Optional.ofNullable(facts.remove(name))
                .orElseGet(() -> new HookFacts(dialect(agent), name, recollection));
        facts.put(name, known);
        if (facts.size() > HOSTS) facts.pollFirstEntry();
        return known;
    }

    /** Tells of what was heard, until it is closed and all is told. */
    @Override
    public void run() {
        try {
            while (!closed.isDone() || !queue.isEmpty()) {
                var next = queue.poll(BUSY_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) tell(next);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Told first) throws InterruptedException {
        var group = new ArrayList<>(List.of(first));
        var events = new ArrayList<>(first.events());
        for (var next = queue.peek(); next != null && events.size() < GROUP; next = queue.peek()) {
            queue.remove();
            group.add(next);
            events.addAll(next.events());
        }
        while (door.take(events, HookDesk::refused) instanceof Delivery.Receipt.Later) {
            if (isClosedWithin(BUSY_MILLIS)) return;
        }
        group.forEach(each -> each.durable().complete(null));
    }

    private boolean isClosedWithin(long millis) throws InterruptedException {
        try {
            closed.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(String field) {
        LOG.warn("An event that followed from a hook was refused for its {}", field);
    }

    @Override
    public void close() {
        closed.complete(null);
    }
}
