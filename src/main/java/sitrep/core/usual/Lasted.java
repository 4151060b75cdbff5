package sitrep.core.usual;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.patience.LivedSilence;
import sitrep.core.patience.RunState;
import sitrep.core.patience.Stamina;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Segment;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.task.Worker;
import sitrep.core.vocabulary.WorkerKind;

/**
 * How long something lasted: a silence that its worker came out of by itself, a phase of a run that ended, or the whole
 * run. What an installation learns what is usual from.
 *
 * @param at when it was over, by our clock
 */
public record Lasted(What what, Duration lasted, Instant at) {

    /** What sort of thing lasted. */
    public enum Sort {
        SILENCE,
        PHASE,
        TOTAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What lasted, as far as it is kept apart. There are at most a few hundred different ones.
     *
     * @param kind on which kind of worker
     * @param state the word of the act that was open or else of the phase; empty for a whole run
     */
    public record What(Sort sort, WorkerKind kind, String state) {}

    /**
     * What is over by an event, with the task as it was before.
     *
     * @param from no silence counts that began before this: we did not listen, or slept
     */
    public static List<Lasted> of(Task before, Event event, Instant from) {
        if (!event.isObservation()) return List.of();
        return switch (event.fact()) {
            case Fact.RunEnded it -> {
                var run = Optional.ofNullable(before.runs().get(it.run()));
                var whole = life(before, run.stream(), it.end(), event);
                yield Stream.concat(silence(before, it, event, from).stream(), whole)
                        .toList();
            }
            case Fact.TaskEnded it ->
                life(before, before.runs().values().stream(), it.end(), event).toList();
            case Fact.OfRun it -> silence(before, it, event, from).stream().toList();
            case Fact.OfTask _, Fact.OfSource _ -> List.of();
        };
    }

    /** A wait for a person, known or probable, says nothing of how long the worker itself is silent. */
    private static Optional<Lasted> silence(Task task, Fact.OfRun fact, Event event, Instant from) {
        var run = task.runs().get(fact.run());
        if (!fact.isProgress() || run == null || !run.isLive()) return Optional.empty();
        var since = task.lastSign(run);
        if (since.isBefore(from) || !isOwn(run)) return Optional.empty();
        var lasted = Duration.between(since, event.heard());
        if (lasted.isNegative() || !LivedSilence.is(run, event, lasted)) return Optional.empty();
        var what = new What(Sort.SILENCE, kind(task, run), RunState.wordOf(run));
        return Optional.of(new Lasted(what, lasted, event.heard()));
    }

    /** Most runs have never been held up nor suspected: this is asked for each event. */
    private static boolean isOwn(Run run) {
        var plain = run.blocks().isEmpty() && run.doubt().suspected().isEmpty();
        return plain || Stamina.isNotable(run);
    }

    /** The runs that live until then end with it. Of what was lost nobody saw how long it went on. */
    private static Stream<Lasted> life(Task task, Stream<Run> runs, End end, Event event) {
        if (!end.isReal()) return Stream.empty();
        var lineage = Lineage.of(task);
        return runs.filter(run -> run.signs().isPresent() && lineage.isLive(run))
                .flatMap(run -> life(run, kind(task, run), new Said<>(end, event.stamp()), event.heard()));
    }

    private static Stream<Lasted> life(Run run, WorkerKind kind, Said<End> end, Instant heard) {
        var phases = Segment.of(run, Optional.of(end)).stream()
                .filter(segment -> segment.to().isPresent())
                .map(segment -> new Lasted(
                        new What(Sort.PHASE, kind, segment.phase().word()),
                        Duration.between(segment.from(), segment.to().orElseThrow()),
                        heard));
        var first = run.signs().orElseThrow().first().at();
        var whole = new Lasted(
                new What(Sort.TOTAL, kind, ""),
                Duration.between(first, end.stamp().at()),
                heard);
        return Stream.concat(phases, Stream.of(whole)).filter(it -> !it.lasted().isNegative());
    }

    private static WorkerKind kind(Task task, Run run) {
        return run.about()
                .worker()
                .map(said -> task.workers().get(said.value()))
                .map(Worker::kindOrOther)
                .orElse(WorkerKind.OTHER);
    }
}
