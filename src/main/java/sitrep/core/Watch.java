package sitrep.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides which runs fell silent, which came back, which are lost and which snoozes are over. Time enters the fold only
 * as the facts decided here, so that replaying the log needs no clock.
 *
 * <p>Silence is judged by when we heard, never by the source's clock. A run that waits for a person, or for a child
 * that lives, is never suspected; nor is one whose source is out of contact. Suspicion is never death: only a run that
 * promised a pulse and stopped giving it is given up as lost.
 */
public final class Watch {
    private Watch() {}

    /**
     * What is known besides the log when looking.
     *
     * @param pulses when each run last gave a sign of life that is not worth an event
     * @param blind the sources that are out of contact
     * @param from no silence counts from before this: when we began to listen, or came back from a suspension
     */
    public record Heard(Map<Run.Id, Instant> pulses, Set<String> blind, Instant from) {}

    /** How long one run may be silent, and why so. */
    private record Limit(Duration limit, String rule) {}

    /** What there is to say of a task now. Looking again after these facts are folded finds nothing. */
    public static List<Fact.OfTask> look(Task task, Heard heard, Patience patience, Instant now) {
        var lineage = Lineage.of(task);
        var runs = lineage.leaves().stream().flatMap(run -> look(run, lineage, heard, patience, now));
        return Stream.<Fact.OfTask>concat(runs, snoozeOver(task, now)).toList();
    }

    /** When there may next be something to say of a task, if nothing else happens; absent when there never is. */
    public static Optional<Instant> due(Task task, Heard heard, Patience patience) {
        var lineage = Lineage.of(task);
        var runs = lineage.leaves().stream()
                .filter(run -> isJudged(run, heard))
                .flatMap(run -> next(run, lineage, patience).map(sign(run, heard)::plus).stream());
        return Stream.concat(runs, snooze(task).stream()).min(Instant::compareTo);
    }

    private static Stream<Fact.OfRun> look(Run run, Lineage lineage, Heard heard, Patience patience, Instant now) {
        if (!isJudged(run, heard)) return Stream.empty();
        var sign = sign(run, heard);
        var silence = Duration.between(sign, now);
        var doubt = run.doubt().standing(run.signs().orElseThrow().heard());
        if (doubt.isPresent() && sign.isAfter(doubt.get().value().since())) {
            return Stream.of(new Fact.StallCleared(run.id()));
        }
        if (isPast(silence, giveUp(run, patience))) {
            return Stream.of(lost(run, silence));
        }
        var limit = limit(run, lineage, patience);
        return doubt.isEmpty() && silence.compareTo(limit.limit()) > 0
                ? Stream.of(new Fact.StallSuspected(run.id(), sign, limit.limit(), limit.rule()))
                : Stream.empty();
    }

    private static boolean isJudged(Run run, Heard heard) {
        return run.held().noneMatch(Hold::needsHuman)
                && !heard.blind()
                        .contains(run.signs().orElseThrow().last().event().source());
    }

    private static Instant sign(Run run, Heard heard) {
        var logged = later(run.signs().orElseThrow().heard(), heard.from());
        var pulse = heard.pulses().get(run.id());
        return pulse == null ? logged : later(logged, pulse);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** After how much silence there is something to say; a suspicion that never becomes more has said it all. */
    private static Optional<Duration> next(Run run, Lineage lineage, Patience patience) {
        var suspected = run.doubt().standing(run.signs().orElseThrow().heard()).isPresent();
        return suspected
                ? giveUp(run, patience)
                : Optional.of(limit(run, lineage, patience).limit());
    }

    private static Limit limit(Run run, Lineage lineage, Patience patience) {
        var promised = run.about().pulse().map(Said::value);
        if (promised.isPresent()) {
            return new Limit(
                    promised.get().multipliedBy(patience.pulses()),
                    "a sign of life was promised every " + Spoken.duration(promised.get()));
        }
        var kind = lineage.worker(run).map(Worker::kindOrOther).orElse(Worker.Kind.OTHER);
        var phase = run.held()
                .findFirst()
                .map(Hold::phase)
                .or(() -> run.marks().last().map(Marks.Mark::value))
                .orElse(Phase.STARTING);
        return new Limit(
                patience.limit(kind, phase),
                "the limit for a worker of kind " + kind.word() + " in phase " + phase.spoken());
    }

    private static Optional<Duration> giveUp(Run run, Patience patience) {
        return run.about().pulse().map(said -> said.value().multipliedBy(patience.lostAfter()));
    }

    private static boolean isPast(Duration silence, Optional<Duration> limit) {
        return limit.isPresent() && silence.compareTo(limit.get()) > 0;
    }

    private static Fact.RunEnded lost(Run run, Duration silence) {
        var promised = run.about().pulse().map(Said::value).orElseThrow();
        var summary = "No sign of life for " + Spoken.duration(silence) + ", though one was promised every "
                + Spoken.duration(promised);
        return new Fact.RunEnded(run.id(), Outcome.LOST, Optional.of(summary));
    }

    private static Stream<Fact.OfTask> snoozeOver(Task task, Instant now) {
        return snooze(task).filter(until -> !until.isAfter(now)).stream()
                .map(_ -> new Fact.TaskNoted(new Note.Restored(), Optional.empty()));
    }

    private static Optional<Instant> snooze(Task task) {
        return task.triage()
                .shelved()
                .flatMap(said ->
                        said.value() instanceof Note.Snoozed(var until) ? Optional.of(until) : Optional.empty());
    }
}
