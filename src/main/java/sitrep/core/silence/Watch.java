package sitrep.core.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sitrep.core.act.Receipt;
import sitrep.core.event.Fact;
import sitrep.core.event.OperatorNote;
import sitrep.core.event.RunId;
import sitrep.core.patience.Patience;
import sitrep.core.patience.Stamina;
import sitrep.core.standing.Lineage;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Task;
import sitrep.core.usual.Usuals;

/**
 * Decides which runs fell silent, which came back, which are lost and which snoozes are over. Time enters the fold only
 * as the facts decided here, so that replaying the log needs no clock.
 *
 * <p>Silence is judged by when we heard, never by the source's clock. A run that waits for a person, or for a child
 * that lives, is never suspected; nor is one whose source is out of contact. Suspicion is never death: only a run of
 * which there is evidence of it ({@link LossEvidence}) is given up as lost, and taken back should it be heard again.
 */
public final class Watch {
    private Watch() {}

    /**
     * What is known besides the task when looking.
     *
     * @param pulses when each run last gave a sign of life that is not worth an event
     * @param blind the sources that are out of contact
     * @param from no silence counts from before this: when we began to listen, or came back from a suspension
     * @param stamina what its workers came out of before
     * @param usuals how long such silences usually last, to be told
     */
    public record Heard(Map<RunId, Instant> pulses, Set<String> blind, Instant from, Stamina stamina, Usuals usuals) {}

    /** What there is to say of a task now. Looking again after these facts are folded finds nothing. */
    public static List<Fact.OfTask> look(Task task, Heard heard, Patience patience, Instant now) {
        var lineage = Lineage.of(task);
        var runs = lineage.leaves().stream()
                .flatMap(run -> look(new RunSilence(task, run, lineage, heard, patience), now).stream());
        var parents = lineage.waiting().stream()
                .flatMap(run -> lookAtParent(new RunSilence(task, run, lineage, heard, patience), now).stream());
        var back = lineage.runs().stream()
                .flatMap(run -> returned(new RunSilence(task, run, lineage, heard, patience), now));
        return Stream.of(back, runs, parents, snoozeOver(task, now), overdue(task, now))
                .<Fact.OfTask>flatMap(each -> each)
                .toList();
    }

    /** When there may next be something to say of a task, if nothing else happens; absent when there never is. */
    public static Optional<Instant> due(Task task, Heard heard, Patience patience) {
        var lineage = Lineage.of(task);
        var runs = lineage.leaves().stream()
                .flatMap(run -> due(new RunSilence(task, run, lineage, heard, patience)).stream());
        var parents = lineage.waiting().stream()
                .flatMap(run -> dueOfParent(new RunSilence(task, run, lineage, heard, patience)).stream());
        var back = lineage.runs().stream()
                .flatMap(run -> lostAndHeard(new RunSilence(task, run, lineage, heard, patience)).stream());
        return Stream.of(
                        back,
                        runs,
                        parents,
                        snooze(task).stream(),
                        receipts(task).map(Receipt.Due::at))
                .flatMap(each -> each)
                .min(Instant::compareTo);
    }

    /** Who has a child at work is suspected of nothing, whatever was suspected before it had one. */
    private static Optional<Fact.OfRun> lookAtParent(RunSilence it, Instant now) {
        var lost = lossWithChildren(it).filter(loss -> now.isAfter(loss.at()));
        if (lost.isPresent()) return Optional.of(lost.get().of(it.run(), now));
        return it.run().doubted().map(_ -> new Fact.StallCleared(it.run().id()));
    }

    private static Optional<Instant> dueOfParent(RunSilence it) {
        return it.run()
                .doubted()
                .map(_ -> it.heardOfIt())
                .or(() -> lossWithChildren(it).map(LossEvidence::at));
    }

    /** Whether a sign of life of any run, though it is not in the log, may change what there is to say. */
    public static boolean awaitsSign(Task task) {
        return task.runs().values().stream()
                .anyMatch(run -> run.ends().guessed().isPresent()
                        || (run.doubt().suspected().isPresent() && run.isLive()));
    }

    /** When we gave it up, if it or any that serves it was heard since: we were wrong. */
    private static Optional<Instant> lostAndHeard(RunSilence it) {
        return it.run().ends().guessed().map(said -> said.stamp().at()).filter(it.heardOfIt()::isAfter);
    }

    private static Stream<Fact.RunReturned> returned(RunSilence it, Instant now) {
        return lostAndHeard(it).stream()
                .map(lost -> new Fact.RunReturned(it.run().id(), Duration.between(lost, now)));
    }

    /** What each run that lives would come to, if nothing more were heard of it. */
    public static Map<RunId, Foresight> foresee(Task task, Heard heard, Patience patience) {
        var lineage = Lineage.of(task);
        var leaves = lineage.leaves();
        var foreseen = new HashMap<RunId, Foresight>();
        for (var run : lineage.live()) {
            var it = new RunSilence(task, run, lineage, heard, patience);
            foreseen.put(run.id(), leaves.contains(run) ? foresee(it) : foreseeParent(it));
        }
        return Map.copyOf(foreseen);
    }

    private static Foresight foreseeParent(RunSilence it) {
        return lossWithChildren(it)
                .map(loss -> new Foresight(List.of(loss.foreseen()), Optional.empty()))
                .orElseGet(() -> Foresight.spared("a child of it lives, which is judged instead"));
    }

    private static Foresight foresee(RunSilence it) {
        if (isBlind(it)) return Foresight.spared("its source is out of contact, which accuses nobody");
        var doubt = it.run().doubted();
        var loss = LossEvidence.of(it);
        var suspicions = suspicions(it, loss);
        var known = suspicions.stream().filter(each -> each.isKnown(doubt)).findFirst();
        var verdicts = suspicions.stream()
                .filter(each ->
                        known.map(open -> each.due().isAfter(open.due())).orElse(true))
                .map(Suspicion::foreseen);
        var ahead = Stream.concat(verdicts, loss.map(LossEvidence::foreseen).stream())
                .sorted(Comparator.comparing(Foresight.Step::at))
                .toList();
        return ahead.isEmpty() ? Foresight.spared(spared(it)) : new Foresight(ahead, Optional.empty());
    }

    private static String spared(RunSilence it) {
        if (it.run().held().anyMatch(BlockedSpan::needsHuman)) return "it waits for a person, who may take any time";
        if (it.run().doubted().isPresent()) return "it is suspected already, and comes to nothing more";
        if (Pause.of(it.run()).isPresent()) return "it was paused on purpose";
        return "no silence of such a run is too long";
    }

    private static Optional<Fact.OfRun> look(RunSilence it, Instant now) {
        var doubt = it.run().doubted();
        if (isBlind(it)) return doubt.map(_ -> new Fact.StallCleared(it.run().id()));
        var loss = LossEvidence.of(it);
        var lost = loss.filter(each -> now.isAfter(each.at()));
        if (lost.isPresent()) return Optional.of(lost.get().of(it.run(), now));
        if (loss.filter(LossEvidence::isGone).isPresent()) return Optional.empty();
        var wanted = suspicions(it, loss).stream()
                .filter(each -> now.isAfter(each.due()))
                .max(Comparator.comparing(Suspicion::due));
        if (wanted.isPresent()) {
            return wanted.filter(each -> !each.isKnown(doubt)).map(each -> each.of(it.run()));
        }
        var groundless = doubt.isPresent() || it.run().isLoopLeft();
        return groundless ? Optional.of(new Fact.StallCleared(it.run().id())) : Optional.empty();
    }

    private static Optional<Instant> due(RunSilence it) {
        var doubt = it.run().doubted();
        if (isBlind(it)) return doubt.map(_ -> it.alive());
        var loss = LossEvidence.of(it);
        if (loss.filter(LossEvidence::isGone).isPresent()) return loss.map(LossEvidence::at);
        var suspicions = suspicions(it, loss);
        var groundless = doubt.isPresent() && suspicions.stream().noneMatch(each -> each.isKnown(doubt));
        if (groundless || it.run().isLoopLeft()) return Optional.of(it.alive());
        var known = suspicions.stream().filter(each -> each.isKnown(doubt)).findFirst();
        var next = suspicions.stream()
                .map(Suspicion::due)
                .filter(due -> known.map(each -> due.isAfter(each.due())).orElse(true));
        return Stream.concat(next, loss.map(LossEvidence::at).stream()).min(Instant::compareTo);
    }

    /** None while it waits for a person, nor once what it ran in is gone. */
    private static List<Suspicion> suspicions(RunSilence it, Optional<LossEvidence> loss) {
        var isGone = loss.filter(LossEvidence::isGone).isPresent();
        return isGone || it.run().held().anyMatch(BlockedSpan::needsHuman) ? List.of() : Suspicion.all(it);
    }

    private static Optional<LossEvidence> lossWithChildren(RunSilence it) {
        return isBlind(it) ? Optional.empty() : LossEvidence.withChildren(it);
    }

    private static boolean isBlind(RunSilence it) {
        return it.heard()
                .blind()
                .contains(it.run().signs().orElseThrow().last().event().source());
    }

    /** What was asked of a source, and came to nothing within the time that is allowed for it. */
    private static Stream<Fact.OfTask> overdue(Task task, Instant now) {
        return receipts(task).filter(due -> !due.at().isAfter(now)).map(Receipt.Due::fact);
    }

    private static Stream<Receipt.Due> receipts(Task task) {
        return Receipt.of(task).stream().flatMap(receipt -> receipt.due().stream());
    }

    private static Stream<Fact.OfTask> snoozeOver(Task task, Instant now) {
        return snooze(task).filter(until -> !until.isAfter(now)).stream()
                .map(_ -> new Fact.TaskNoted(new OperatorNote.Restored(), Optional.empty()));
    }

    private static Optional<Instant> snooze(Task task) {
        return task.triage()
                .shelved()
                .flatMap(said -> said.value() instanceof OperatorNote.Snoozed(var until) ? until : Optional.empty());
    }
}
