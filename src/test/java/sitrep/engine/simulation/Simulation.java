package sitrep.engine.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.engine.SettableClock;
import sitrep.store.EventLog;
import sitrep.store.Parting;

/**
 * A small world under a seed: agents with wrong clocks speak, list what they have and call tasks by several names, a
 * network delays, reorders and repeats what they say, the server looks for silence, is suspended, crashes before it
 * answers, loses what it had not filed, and starts again. After each step that reaches the server what must always be
 * so is checked. The same seed makes the same world.
 */
final class Simulation {
    private static final int AGENTS = 3;

    /** Longer than any silence is borne. */
    private static final Duration LONG = Duration.ofHours(3);

    private static final Duration TICK = Duration.ofSeconds(15);

    private final SplittableRandom random;
    private final SettableClock clock = new SettableClock();
    private final SimulatedDisk disk = new SimulatedDisk();
    private final Invariants invariants = new Invariants();
    private final List<SimulatedAgent> agents = new ArrayList<>();

    /** What was said and may still arrive, for the first time or once more. */
    private final List<Event> underWay = new ArrayList<>();

    /** What the server answered for, heartbeats and lists apart: they are not kept. */
    private final Set<Event.Key> acknowledged = new HashSet<>();

    /** What left the log since that was last looked at. */
    private final Queue<Left> left = new ConcurrentLinkedQueue<>();

    private record Left(Parting parting, List<EventLog.Entry> before) {}

    private SimulatedServer server;
    private int verdicts;

    Simulation(long seed) {
        random = new SplittableRandom(seed);
        for (var i = 0; i < AGENTS; i++) agents.add(new SimulatedAgent("agent-" + i, random.split()));
        disk.onLeaving((parting, before) -> left.add(new Left(parting, before)));
        server = start();
    }

    /** Lets so many things happen, and then nothing any more. */
    void run(int steps) {
        for (var i = 0; i < steps; i++) {
            var kind = random.nextInt(28);
            step(kind);
            if (reachesTheServer(kind)) check();
        }
        accept(List.copyOf(underWay));
        clock.advance(Duration.ofSeconds(200));
        accept(agents.stream()
                .map(agent -> agent.contact(clock.instant(), true))
                .toList());
        check();
        pass(LONG);
        check();
        keepSmall();
        check();
        invariants.silenceWasNoticed(server);
        server.gone();
    }

    /** What agents say and is under way changes nothing yet, nor does time until the server looks at it. */
    private static boolean reachesTheServer(int kind) {
        return kind > 7 && !Set.of(14, 15, 22, 23).contains(kind);
    }

    private void step(int kind) {
        switch (kind) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> underWay.add(anyAgent().speak(clock.instant()));
            case 8, 9, 10, 11, 12, 13 -> deliver();
            case 14, 15 -> clock.advance(Duration.ofMillis(random.nextInt(1, 20_000)));
            case 16 -> server.tick();
            case 17 -> pass(TICK.multipliedBy(random.nextInt(1, 60)));
            case 18, 19 -> file();
            case 20 -> crash();
            case 21 -> crashBeforeAnswering();
            case 22 -> underWay.add(anyAgent().contact(clock.instant(), random.nextBoolean()));
            case 23 -> underWay.add(anyAgent().list(clock.instant()));
            case 24, 25, 26 -> keepSmall();
            default -> suspend();
        }
    }

    private SimulatedAgent anyAgent() {
        return agents.get(random.nextInt(agents.size()));
    }

    /** Some of what is under way arrives, in any order, some of it twice; some of it will arrive once more. */
    private void deliver() {
        var batch = arriving();
        accept(batch);
        batch.forEach(event -> {
            if (random.nextInt(6) != 0) underWay.remove(event);
        });
    }

    private List<Event> arriving() {
        var batch = new ArrayList<Event>();
        for (var event : underWay) {
            if (random.nextBoolean()) batch.add(event);
            if (random.nextInt(8) == 0) batch.add(event);
        }
        Collections.shuffle(batch, new Random(random.nextLong()));
        return batch;
    }

    private void accept(List<Event> events) {
        arrive(events);
        for (var event : events) {
            if (isKept(event.fact())) acknowledged.add(event.key());
        }
    }

    private static boolean isKept(Fact fact) {
        return switch (fact) {
            case Fact.RunAdvanced advanced -> !advanced.isHeartbeat();
            case Fact.SourceListed _ -> false;
            default -> true;
        };
    }

    private void arrive(List<Event> events) {
        server.accept(events.stream()
                .map(event -> new Event(event.key(), event.task(), event.at(), clock.instant(), event.fact()))
                .toList());
    }

    private void file() {
        server.settle();
        disk.sync();
    }

    private void pass(Duration time) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            clock.advance(TICK);
            server.tick();
        }
    }

    private void keepSmall() {
        for (var ticks = random.nextInt(1, 5); ticks > 0; ticks--) server.keepSmall();
    }

    private void suspend() {
        clock.advance(Duration.ofHours(random.nextInt(1, 15)));
        var before = disk.log().size();
        server.tick();
        invariants.suspensionAccusesNobody(disk.log().subList(before, disk.log().size()));
    }

    /** The senders do not know whether it was taken in, and send it again. */
    private void crashBeforeAnswering() {
        arrive(arriving());
        crash();
    }

    private void crash() {
        disk.crash();
        server.gone();
        server = start();
    }

    private SimulatedServer start() {
        return new SimulatedServer(disk.connect(), clock, () -> "verdict-%06d".formatted(verdicts++));
    }

    private void check() {
        for (var one = left.poll(); one != null; one = left.poll()) invariants.leaves(one.parting(), one.before());
        invariants.check(disk.log(), acknowledged, server, new Random(random.nextLong()));
    }
}
