package sitrep.core.outlook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.core.event.RunId;
import sitrep.core.patience.Patience;
import sitrep.core.silence.RunSilence;
import sitrep.core.silence.Watch;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Segment;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Task;
import sitrep.core.text.SpokenTime;
import sitrep.core.usual.Lasted;
import sitrep.core.usual.Usual;
import sitrep.core.vocabulary.Phase;

/**
 * How old a run is in each way that matters, beside how old such runs usually get. Two of them are clocks that differ:
 * it was alive when anything was heard of it, and got on when it did something itself.
 *
 * @param queued how long it waited before it began; absent if it never did
 * @param phase how long it has been in its phase; absent once it ended
 * @param total from its first sign until now or its end
 * @param silent since it last got on; absent once it ended
 * @param alive since it was last heard to live; absent once it ended
 */
public record RunAges(
        Optional<Age> queued, Optional<Age> phase, Age total, Optional<Age> silent, Optional<Duration> alive) {

    /** How much longer it may be silent than it was heard of before that is worth saying. */
    private static final Duration NOTABLE = Duration.ofSeconds(10);

    /**
     * One of them.
     *
     * @param of what is that old, for people
     * @param usual how old such usually get; absent where too little is known
     */
    public record Age(String of, Duration time, Optional<Usual> usual) {

        /** As in {@code testing for 3m 20s (half within 2m, 90 % within 8m here, n = 41)}. */
        String spoken() {
            return of + " for " + SpokenTime.duration(time)
                    + usual.map(it -> " (" + it.briefly() + ")").orElse("");
        }

        /** As in {@code quiet for 1m 35s, longer than 99.8 % of them here, n = 1,204}. */
        String ranked() {
            return of + " for " + SpokenTime.duration(time)
                    + usual.flatMap(it -> it.rank(time))
                            .map(rank -> ", " + rank)
                            .orElse("");
        }
    }

    /** The ages of each run that was heard of, as of now. */
    public static Map<RunId, RunAges> of(Task task, Watch.Heard heard, Instant now) {
        var lineage = Lineage.of(task);
        var ages = new HashMap<RunId, RunAges>();
        for (var run : lineage.runs()) {
            ages.put(run.id(), of(new RunSilence(task, run, lineage, heard, Patience.USUAL), now));
        }
        return Map.copyOf(ages);
    }

    private static RunAges of(RunSilence it, Instant now) {
        var run = it.run();
        var segments = Segment.of(run, it.lineage().end(run));
        var first = run.signs().orElseThrow().first().at();
        var end = it.lineage().end(run).map(said -> said.stamp().at());
        var total = age(it, "at it", between(first, end.orElse(now)), Lasted.Sort.TOTAL, "", now);
        var queued =
                queued(segments, now).map(time -> age(it, "queued", time, Lasted.Sort.PHASE, Phase.QUEUED.word(), now));
        if (end.isPresent()) return new RunAges(queued, Optional.empty(), total, Optional.empty(), Optional.empty());
        var last = segments.getLast();
        var phase = age(
                it,
                last.phase().spoken(),
                between(last.from(), now),
                Lasted.Sort.PHASE,
                last.phase().word(),
                now);
        return new RunAges(
                queued,
                Optional.of(phase),
                total,
                Optional.of(silent(it, now)),
                Optional.of(between(it.lastHeard(), now)));
    }

    /** A wait for a person is like no silence of the worker's own. */
    private static Age silent(RunSilence it, Instant now) {
        var time = between(it.run().lastSign(), now);
        var waits = it.run().held().anyMatch(BlockedSpan::needsHuman);
        var usual = waits ? Optional.<Usual>empty() : it.heard().usuals().of(it.silence(), now);
        return new Age("quiet", time, usual);
    }

    private static Optional<Duration> queued(List<Segment> segments, Instant now) {
        return segments.stream()
                .filter(segment -> segment.phase() == Phase.QUEUED)
                .map(segment -> between(segment.from(), segment.to().orElse(now)))
                .reduce(Duration::plus);
    }

    private static Age age(RunSilence it, String of, Duration time, Lasted.Sort sort, String state, Instant now) {
        return new Age(of, time, it.heard().usuals().of(new Lasted.What(sort, it.kind(), state), now));
    }

    /** Of two clocks the one may be behind the other; nothing is younger than new. */
    private static Duration between(Instant from, Instant to) {
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }

    /** All of them in one line. */
    public String spoken() {
        var parts = new ArrayList<String>();
        phase.map(Age::spoken).ifPresent(parts::add);
        silent.map(Age::ranked).ifPresent(parts::add);
        silent.map(Age::time)
                .filter(time -> alive.map(heard -> time.minus(heard).compareTo(NOTABLE) > 0)
                        .orElse(false))
                .ifPresent(_ -> parts.add("alive " + SpokenTime.duration(alive.orElseThrow()) + " ago"));
        var waited = phase.map(Age::of).filter("queued"::equals).isPresent();
        queued.filter(_ -> !waited).map(Age::spoken).ifPresent(parts::add);
        parts.add(total.spoken());
        return String.join(" · ", parts);
    }
}
