package sitrep.core.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.patience.Patience;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.text.Limits;
import sitrep.core.text.SpokenTime;
import sitrep.core.vocabulary.Outcome;

/**
 * Evidence that a run is dead, and not merely silent: a promise that was broken, or the process that it ran in is gone.
 * Who waits for a person owes it all the same: who is gone waits for nobody. A run of which there is no such evidence
 * is never given up, however long it is silent.
 *
 * @param since the last sign that spoke against it, by our clock
 * @param at when it is given up for lost, should no other come
 * @param why for people who ask, as in "a sign of life was promised every 5s"
 * @param isGone whether whatever it ran in is known to be gone, so that nothing else is suspected of it meanwhile
 */
record LossEvidence(Instant since, Instant at, Supplier<String> why, boolean isGone) {

    /** The evidence that counts first. */
    static Optional<LossEvidence> of(RunSilence it) {
        return Stream.concat(pulse(it, it.alive()).stream(), process(it).stream())
                .min(Comparator.comparing(LossEvidence::at));
    }

    /**
     * The same for a run with children that live: what is heard of any of them speaks for it. Of the process that it
     * ran in nothing needs to be said, for that is judged by those children.
     */
    static Optional<LossEvidence> withChildren(RunSilence it) {
        return pulse(it, later(it.heardOfIt(), it.heard().from()));
    }

    private static Optional<LossEvidence> pulse(RunSilence it, Instant heard) {
        return it.run()
                .about()
                .pulse()
                .map(Said::value)
                .flatMap(promised -> Pause.from(it.run(), heard).map(since -> {
                    var at = since.plus(promised.multipliedBy(it.patience().lostAfter()));
                    return new LossEvidence(since, at, () -> promised(promised), false);
                }));
    }

    private static String promised(Duration promised) {
        return "a sign of life was promised every " + SpokenTime.duration(promised);
    }

    /** What runs within a process ends with it, unless it is heard to go on. */
    private static Optional<LossEvidence> process(RunSilence it) {
        var opened = it.run().signs().orElseThrow().first();
        return it.lineage().above(it.run()).stream()
                .filter(it.lineage()::isProcess)
                .flatMap(process -> it.lineage().end(process).stream()
                        .filter(end -> end.stamp().isAfter(opened))
                        .map(end -> gone(it, process, end)))
                .findFirst();
    }

    private static LossEvidence gone(RunSilence it, Run process, Said<End> end) {
        var byUs = end.stamp().event().source().equals(Event.OURS);
        var ended = byUs ? end.stamp().at() : process.signs().orElseThrow().heard();
        var since = later(it.alive(), ended);
        return new LossEvidence(since, since.plus(Patience.GONE).plus(it.lag()), () -> ended(process, end), true);
    }

    private static String ended(Run process, Said<End> end) {
        var name =
                process.about().label().map(label -> " (" + label.value() + ")").orElse("");
        return "the process that it ran in" + name + " has ended: "
                + end.value().outcome().word().replace('_', ' ');
    }

    Foresight.Step foreseen() {
        return new Foresight.Step(Outcome.LOST.word(), at, since, Duration.between(since, at), why.get());
    }

    /** The word that it is lost. */
    Fact.RunEnded of(Run run, Instant now) {
        var silent = "Not heard of for " + SpokenTime.duration(Duration.between(since, now));
        var text = silent + (isGone ? ": " : ", though ") + why.get();
        var whole = text.length() > Limits.TEXT ? text.substring(0, Limits.TEXT - 1) + "…" : text;
        return new Fact.RunEnded(run.id(), Outcome.LOST, Optional.of(whole));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
