package sitrep.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.rule.Rule;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.why.TaskDetail;
import sitrep.engine.SettableClock;
import sitrep.engine.contact.SteadyClock;

/**
 * A world under a seed in which nobody hangs: agents are silent for almost as long as the documents say is borne, what
 * they say comes late, twice and out of order, the server's host sleeps, its clock is set, it crashes and is away,
 * sources lose contact. Nobody may be accused in it. From a moment on one agent may truly hang, in a world at peace:
 * that is noticed in time, and taken back when it speaks again.
 */
final class HonestWorld implements AutoCloseable {
    /** What is heard only now was borne until now; a clock may be corrected by a little in between. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Duration LAG = Duration.ofMinutes(10);

    /** The longest that what was learnt of a worker makes of any limit. */
    private static final Duration LEARNT = Duration.ofMinutes(30);

    /** No silence that it survived counts as longer. */
    private static final Duration SURVIVED = Duration.ofMinutes(20);

    private static final Set<Rule> ACCUSING = Set.of(Rule.STALLED, Rule.LOOPING, Rule.PROBABLY_WAITING, Rule.GIVEN_UP);

    /** How one agent stands: what was last heard of it, and what it will say next. */
    private final class Line {
        final HonestAgent agent;
        HonestAgent.Word word;
        HonestAgent.Word last;
        Duration lag = Duration.ZERO;
        Duration measured = Duration.ZERO;
        Instant heard;
        Instant got;
        Instant spoke;
        Instant next;
        Instant beat = Instant.MAX;
        Duration survived = Duration.ZERO;
        Instant patient = Instant.EPOCH;
        boolean isCut;
        boolean spokeNow;

        Line(HonestAgent agent) {
            this.agent = agent;
            this.word = agent.next(Duration.ZERO);
            this.last = word;
            this.heard = steady.instant();
            this.got = heard;
            this.spoke = now;
            this.next = now.plusMillis(random.nextInt(60_000));
        }

        Instant soonest() {
            return next.isBefore(beat) ? next : beat;
        }
    }

    private final SplittableRandom random;
    private final SettableClock clock = new SettableClock();
    private final SteadyClock steady = new SteadyClock(clock, clock::nanos);
    private final SimulatedDisk disk = new SimulatedDisk();
    private final List<Line> lines = new ArrayList<>();
    private final List<Event> heardBefore = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private SimulatedServer server;
    private Instant now = clock.instant();
    private Optional<TaskId> guilty = Optional.empty();
    private Instant corrected = Instant.EPOCH;
    private long looked;
    private int verdicts;

    HonestWorld(long seed) {
        random = new SplittableRandom(seed);
        server = start();
        for (var manner : HonestAgent.Manner.values()) {
            lines.add(new Line(new HonestAgent("source-" + lines.size(), manner, random.split())));
        }
    }

    /** Lets so many things happen. Nobody is accused. */
    void lives(int steps) {
        for (var step = 0; step < steps; step++) {
            if (random.nextInt(12) == 0) disturb();
            else goOn();
        }
    }

    @Override
    public void close() {
        server.gone();
    }

    /**
     * One agent truly hangs from here on, in a world at peace. That is noticed by the end of what is borne, a parent's
     * by its child's; and it is taken back when it speaks again.
     */
    void oneHangs() {
        var victim = goOnToAWordThatIsJudged();
        guilty = Optional.of(victim.agent.task);
        var beats = random.nextBoolean();
        var end = noticedBy(victim, beats);
        victim.next = Instant.MAX;
        if (!beats) victim.beat = Instant.MAX;
        told.add(victim.agent.source + " hangs, by " + end);
        while (steady.instant().isBefore(end)) {
            pass(Duration.ofSeconds(5));
            tick();
            speakAllUntil(now);
        }
        tick();
        if (!isAccused(victim)) throw new AssertionError("it hangs and nobody noticed" + last());
        while (!victim.word.fact().apply(now).isProgress()) victim.word = victim.agent.next(Duration.ofHours(1));
        victim.next = now;
        speakAllUntil(now);
        tick();
        if (isAccused(victim)) throw new AssertionError("it spoke and is still accused" + last());
    }

    private Line goOnToAWordThatIsJudged() {
        for (var i = 0; i < 10_000; i++) {
            goOn();
            var judged = lines.stream()
                    .filter(line -> line.spokeNow && line.last.isJudged() && !line.isCut)
                    .findFirst();
            if (judged.isPresent()) return judged.get();
        }
        throw new AssertionError("nobody does anything that is judged" + last());
    }

    private Instant noticedBy(Line line, boolean beats) {
        var late = line.measured.compareTo(LAG) > 0 ? LAG : line.measured;
        var longest = line.survived.compareTo(SURVIVED) > 0 ? SURVIVED : line.survived;
        var learnt = longest.multipliedBy(3).dividedBy(2);
        if (learnt.compareTo(LEARNT) > 0) learnt = LEARNT;
        var pulses = beats ? Duration.ZERO : HonestAgent.PULSE.multipliedBy(6);
        var limit = List.of(line.last.borne(), learnt, pulses).stream()
                .max(Duration::compareTo)
                .orElseThrow();
        var since = line.patient.isAfter(steady.instant()) ? line.patient : steady.instant();
        return since.plus(limit).plus(late.isNegative() ? Duration.ZERO : late).plusSeconds(2);
    }

    private boolean isAccused(Line line) {
        var task = server.board.known(line.agent.task).orElseThrow().task();
        return TaskDetail.of(task).runs().stream()
                .map(run -> run.phase().because().rule())
                .anyMatch(ACCUSING::contains);
    }

    private void goOn() {
        var soonest =
                lines.stream().filter(line -> !line.isCut).map(Line::soonest).min(Comparator.naturalOrder());
        pass(soonest.filter(now::isBefore)
                .map(next -> Duration.between(now, next))
                .orElse(Duration.ofMinutes(1)));
        tick();
        speakAllUntil(now);
    }

    /** Time goes by for all, with looks of the server in between. */
    private void pass(Duration time) {
        var left = time;
        for (var step = step(); left.compareTo(step) > 0; left = left.minus(step)) {
            advance(step);
            tick();
            step = step();
        }
        if (left.isPositive()) advance(left);
    }

    /** As long as its own clock goes slowly, a server that looks so rarely would think that it was set back again. */
    private Duration step() {
        return Duration.ofSeconds(steady.instant().equals(clock.instant()) ? 10 : 3);
    }

    private void advance(Duration time) {
        clock.advance(time);
        now = now.plus(time);
    }

    private void tick() {
        server.tick();
        nobodyIsAccused();
    }

    /** Everything that should have reached the server by now does, in any order, and some of what came before again. */
    private void speakAllUntil(Instant until) {
        var batch = new ArrayList<Event>();
        for (var line : lines) {
            line.spokeNow = false;
            if (line.isCut) continue;
            while (!line.soonest().isAfter(until)) batch.add(speak(line));
        }
        for (var i = random.nextInt(3); i > 0 && !heardBefore.isEmpty(); i--) {
            batch.add(heardBefore.get(random.nextInt(heardBefore.size())));
        }
        Collections.shuffle(batch, new Random(random.nextLong()));
        heardBefore.addAll(batch);
        server.accept(batch);
        nobodyIsAccused();
    }

    private Event speak(Line line) {
        var heard = steady.instant();
        if (line.beat.isBefore(line.next)) {
            line.beat = now.plus(pulse());
            return heard(line.agent.event(_ -> line.agent.beat(), now), heard);
        }
        line.spoke =
                line.next.minus(line.lag).isAfter(line.spoke) ? line.next.minus(line.lag) : line.spoke.plusMillis(1);
        var event = heard(line.agent.event(line.word.fact(), line.spoke), heard);
        told.add(line.agent.source + " " + clock.instant() + " " + line.word.state() + " " + event.fact());
        var silence = Duration.between(line.heard, heard);
        if (silence.compareTo(line.survived) > 0) line.survived = silence;
        line.measured = Duration.between(event.at(), heard);
        if (event.fact().isProgress()) line.got = heard;
        line.heard = heard;
        line.spokeNow = true;
        var patient = heard.plus(line.word.grace());
        if (patient.isAfter(line.patient)) line.patient = patient;
        plan(line, line.word);
        return event;
    }

    private static Event heard(Event event, Instant heard) {
        return new Event(event.key(), event.task(), event.at(), heard, event.fact());
    }

    /** When it will be heard next: at any time that is borne, and often just within it. */
    private void plan(Line line, HonestAgent.Word last) {
        line.last = last;
        var isWrapped = line.agent.manner == HonestAgent.Manner.WRAPPED;
        var borne = borne(line, last).minus(MARGIN);
        var most = Math.max(1, Math.min(borne.toMillis(), Duration.ofHours(3).toMillis()));
        var isLong = random.nextInt(3) == 0;
        var silence = Duration.ofMillis(isLong ? most - random.nextLong(Math.min(most, 1_000)) : random.nextLong(most));
        line.next = now.plus(silence);
        line.lag = isWrapped ? Duration.ZERO : lag(Duration.between(line.spoke, line.next));
        line.word = line.agent.next(Duration.between(line.got, steady.instant()).plus(silence));
        line.beat = isWrapped && !last.state().equals("over") ? now.plus(pulse()) : Instant.MAX;
    }

    private static Duration borne(Line line, HonestAgent.Word word) {
        var late = line.measured.compareTo(MARGIN) < 0 || !word.isLate() ? Duration.ZERO : line.measured;
        return word.grace().plus(word.borne()).plus(late.compareTo(LAG) > 0 ? LAG : late);
    }

    /** How late its next word will be: it was not said before its last. */
    private Duration lag(Duration most) {
        if (random.nextInt(3) > 0) return Duration.ZERO;
        return Duration.ofMillis(random.nextLong(Math.max(1, Math.min(most.toMillis(), LAG.toMillis()))));
    }

    private Duration pulse() {
        var most = HonestAgent.PULSE.multipliedBy(random.nextInt(20) == 0 ? 5 : 1);
        return Duration.ofMillis(random.nextLong(most.toMillis() / 2, most.toMillis()));
    }

    private void disturb() {
        var long_ = Duration.ofSeconds(random.nextInt(21, random.nextInt(4) == 0 ? 30_000 : 900));
        switch (random.nextInt(8)) {
            case 0 -> {
                told.add("the host sleeps " + long_);
                clock.set(long_);
                now = now.plus(long_);
            }
            case 1 -> {
                told.add("the clock is set forward " + long_);
                clock.set(long_);
                lines.forEach(this::triesAgain);
            }
            case 2 -> {
                var back = Duration.ofSeconds(random.nextInt(3, 600));
                told.add("the clock is set back " + back);
                clock.set(back.negated());
            }
            case 3 -> correct();
            case 4 -> restart(long_);
            case 5 -> {
                told.add("the server is not let run " + long_);
                advance(long_);
            }
            default -> contact();
        }
        if (random.nextBoolean()) tick();
        speakAllUntil(now);
    }

    /** By the clock as it was set, the time of what it announced is over. */
    private void triesAgain(Line line) {
        if (line.last.grace().isZero()) return;
        var most = now.plus(line.last.borne()).minus(MARGIN);
        if (line.next.isAfter(most)) line.next = most;
    }

    /** By too little to be noticed, and rarely. */
    private void correct() {
        if (corrected.plus(Duration.ofHours(1)).isAfter(now)) return;
        corrected = now;
        clock.set(Duration.ofMillis(random.nextInt(-1_900, 1_900)));
    }

    private void restart(Duration away) {
        told.add("the server is away " + away);
        if (random.nextBoolean()) {
            server.settle();
            disk.sync();
        }
        disk.crash();
        server.gone();
        clock.set(random.nextBoolean() ? away : Duration.ZERO);
        now = now.plus(away);
        server = start();
    }

    /** A source says that it lost sight of its runtime, or is there again; meanwhile nothing comes of it. */
    private void contact() {
        var line = lines.get(random.nextInt(lines.size()));
        line.isCut = !line.isCut;
        told.add(line.agent.source + (line.isCut ? " is blind" : " sees again"));
        var fact = line.isCut ? new Fact.SourceLost(Optional.empty()) : new Fact.SourceSeen(Optional.empty());
        server.accept(List.of(heard(line.agent.contact(fact, now), steady.instant())));
    }

    private SimulatedServer start() {
        return new SimulatedServer(disk.connect(), steady, clock::nanos, () -> "verdict-%06d".formatted(verdicts++));
    }

    private void nobodyIsAccused() {
        for (var entry : disk.logAfter(looked)) {
            looked = entry.seq();
            if (entry.event().task().equals(guilty)) continue;
            var accused = entry.event().fact() instanceof Fact.StallSuspected
                    || (entry.event().fact() instanceof Fact.RunEnded end && end.outcome() == Outcome.LOST);
            if (accused) throw new AssertionError("accused, although nobody hangs: " + entry.event() + last());
        }
    }

    private String last() {
        return "\n" + String.join("\n", told.subList(Math.max(0, told.size() - 25), told.size()));
    }
}
