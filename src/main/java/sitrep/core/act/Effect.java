package sitrep.core.act;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.ActFact;
import sitrep.core.event.BlockId;
import sitrep.core.event.Event;
import sitrep.core.event.RunId;
import sitrep.core.event.Stamp;
import sitrep.core.standing.Lineage;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.SignsOfLife;
import sitrep.core.task.Task;
import sitrep.core.task.Timeline;
import sitrep.core.vocabulary.Verb;

/**
 * What a source told of a task that something was to bring about. Our own guesses and verdicts count for nothing.
 *
 * @param how in words that follow who asked for what
 */
record Effect(String how, Stamp stamp) {

    /** Of a run that nobody but we spoke of there is nothing to be seen. */
    static Optional<Effect> of(Said<ActFact.Asked> asked, Task task, Lineage lineage) {
        var run = asked.value()
                .run()
                .flatMap(id -> Optional.ofNullable(task.runs().get(id)))
                .filter(it -> it.signs().isPresent());
        var from = asked.stamp().at();
        return switch (asked.value().verb()) {
            case APPROVE, APPROVE_ALWAYS, DENY, ANSWER ->
                run.flatMap(it -> asked.value().block().flatMap(block -> settled(it, block, from, lineage)));
            case STOP -> run.flatMap(it -> stopping(it, from).or(() -> ended(it, lineage)));
            case CANCEL -> run.flatMap(it -> ended(it, lineage));
            case STEER -> wentOn(run, from, lineage);
            case RETRY -> begun(asked.value().run(), from, lineage);
            case RESEND ->
                task.reported()
                        .delivered()
                        .filter(said -> isAfter(said.stamp(), from))
                        .map(said -> new Effect("delivered to " + said.value().to(), said.stamp()));
        };
    }

    /** What is said where it did not show in time, as in {@code but 30s later the question still stood}. */
    static String missing(Verb verb) {
        return switch (verb) {
            case APPROVE, APPROVE_ALWAYS, DENY, ANSWER -> "the question still stood";
            case STOP -> "nothing showed that it stops";
            case CANCEL -> "it had not ended";
            case STEER -> "nothing new had been heard of it";
            case RETRY -> "no new run had been seen";
            case RESEND -> "no delivery had been seen";
        };
    }

    /** The stretch of waiting in which it was asked is over: a later one of the same name is another question. */
    private static Optional<Effect> settled(Run run, BlockId block, Instant from, Lineage lineage) {
        var stretches = run.holds()
                .filter(hold -> hold.block().id().equals(block))
                .sorted(Comparator.comparing(BlockedSpan::from))
                .toList();
        return meant(stretches, from)
                .flatMap(BlockedSpan::to)
                .filter(Effect::isTheirs)
                .map(stamp -> new Effect("the question is gone", stamp))
                .or(() -> ended(run, lineage));
    }

    private static Optional<BlockedSpan> meant(List<BlockedSpan> stretches, Instant from) {
        return stretches.reversed().stream()
                .filter(hold -> !hold.since().isAfter(from))
                .findFirst()
                .or(() -> stretches.stream().findFirst());
    }

    private static Optional<Effect> stopping(Run run, Instant from) {
        return run.orders()
                .stopping()
                .filter(said -> isAfter(said.stamp(), from) && isTheirs(said.stamp()))
                .map(said -> new Effect("it is stopping", said.stamp()));
    }

    private static Optional<Effect> ended(Run run, Lineage lineage) {
        return lineage.end(run)
                .filter(end -> isTheirs(end.stamp()))
                .map(end -> new Effect("it " + end.value().outcome().spoken(), end.stamp()));
    }

    /** It, or a newer turn in its place, told of anything since. */
    private static Optional<Effect> wentOn(Optional<Run> run, Instant from, Lineage lineage) {
        var words = run.stream()
                .flatMap(it -> Stream.of(
                                it.news().update().map(Said::stamp),
                                it.marks().last().map(Timeline.Mark::stamp))
                        .flatMap(Optional::stream))
                .filter(stamp -> isAfter(stamp, from) && isTheirs(stamp))
                .map(stamp -> new Effect("it went on", stamp));
        return words.findFirst().or(() -> begun(run.map(Run::id), from, lineage));
    }

    private static Optional<Effect> begun(Optional<RunId> run, Instant from, Lineage lineage) {
        return lineage.runs().stream()
                .filter(other -> !run.equals(Optional.of(other.id())))
                .flatMap(other -> other.signs().map(SignsOfLife::first).stream())
                .filter(stamp -> isAfter(stamp, from))
                .min(Comparator.naturalOrder())
                .map(stamp -> new Effect("a new run has begun", stamp));
    }

    /** Clocks may differ a little, and what is told of a task was not told before it was asked for. */
    private static boolean isAfter(Stamp stamp, Instant from) {
        return stamp.at().isAfter(from.minus(Stamp.SKEW));
    }

    private static boolean isTheirs(Stamp stamp) {
        return !stamp.source().equals(Event.OURS);
    }
}
