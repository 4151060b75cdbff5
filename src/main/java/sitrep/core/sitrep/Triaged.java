package sitrep.core.sitrep;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sitrep.core.event.OperatorNote;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Question;
import sitrep.core.standing.Standing;
import sitrep.core.standing.TaskLife;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Said;
import sitrep.core.task.Task;

/**
 * What a task wants of its operator, with what operators noted taken into account. A snooze or a dismissal holds until
 * something new asks for attention: a block, a stall or an end that began after it; and so does somebody's word that
 * they are on it. What somebody is asked counts by its words: another question in the same wait
 * is new, the same one said again is not. A snooze without an end holds until anything changes.
 */
final class Triaged {
    private Triaged() {}

    static Shown<Attention> attention(Task task, Lineage lineage, Standing standing, boolean reported) {
        var plain = plain(standing, reported);
        return shelved(task, lineage, standing)
                .map(said -> shelved(said, plain))
                .orElse(plain);
    }

    static Optional<Shown<Sitrep.Acknowledgement>> acknowledged(Task task) {
        return task.triage()
                .acknowledged()
                .filter(said -> task.triage()
                        .shelved()
                        .filter(note -> note.value() instanceof OperatorNote.Restored)
                        .map(note -> said.stamp().isAfter(note.stamp()))
                        .orElse(true))
                .filter(said -> task.triage()
                        .restored()
                        .map(restored -> said.stamp().isAfter(restored))
                        .orElse(true))
                .map(said -> new Shown<>(
                        new Sitrep.Acknowledgement(said.value(), said.stamp().at()), Because.said(said.stamp())));
    }

    /** Until when it is put off, if it is and that was said. */
    static Optional<Shown<Instant>> snoozed(Task task, Lineage lineage, Standing standing) {
        return shelved(task, lineage, standing)
                .flatMap(said -> said.value() instanceof OperatorNote.Snoozed(var until)
                        ? until.map(time -> new Shown<>(time, Because.of(Rule.SNOOZED, said.stamp())))
                        : Optional.empty());
    }

    /** Where it lies meanwhile: one that is put off is nobody's, whoever was on it before. */
    static Optional<Shown<Shelf>> shelf(Task task, Lineage lineage, Standing standing, Attention attention) {
        return shelved(task, lineage, standing)
                .flatMap(Triaged::shelf)
                .or(() -> acknowledged(task)
                        .filter(_ -> attention == Attention.NEEDS_YOU || attention == Attention.STUCK)
                        .filter(shown ->
                                !asksAnew(lineage, standing, shown.value().at()))
                        .map(shown -> new Shown<>(
                                Shelf.ON_IT,
                                new Because(Rule.ON_IT, shown.because().evidence(), Map.of()))));
    }

    private static Optional<Shown<Shelf>> shelf(Said<OperatorNote> said) {
        return switch (said.value()) {
            case OperatorNote.Dismissed _ ->
                Optional.of(new Shown<>(Shelf.DISMISSED, Because.of(Rule.DISMISSED, said.stamp())));
            case OperatorNote.Snoozed _ ->
                Optional.of(new Shown<>(Shelf.SNOOZED, Because.of(Rule.SNOOZED, said.stamp())));
            case OperatorNote.Acknowledged _,
                    OperatorNote.Restored _,
                    OperatorNote.Renamed _,
                    OperatorNote.Labelled _,
                    OperatorNote.Remarked _,
                    OperatorNote.Withdrawn _ -> Optional.empty();
        };
    }

    private static boolean isStuck(Because because) {
        return because.rule() == Rule.CHILD_GONE || because.rule() == Rule.RESULT_UNTAKEN;
    }

    private static Optional<Said<OperatorNote>> shelved(Task task, Lineage lineage, Standing standing) {
        return task.triage()
                .shelved()
                .filter(said -> !(said.value() instanceof OperatorNote.Restored))
                .filter(said -> !asks(standing)
                        || !asksAnew(lineage, standing, said.stamp().at()))
                .filter(said -> !isUntilItChanges(said.value())
                        || !isChanged(task, standing, said.stamp().at()));
    }

    private static boolean isUntilItChanges(OperatorNote note) {
        return note instanceof OperatorNote.Snoozed(var until) && until.isEmpty();
    }

    /**
     * Whether it is in another phase, or waits for something else, than at a time, or ever was since. The last of these
     * is what keeps a change a change: a run may go on with what it had begun before.
     */
    private static boolean isChanged(Task task, Standing standing, Instant then) {
        var lived = TaskLife.of(task).stretches();
        var turned = !lived.isEmpty() && lived.getLast().from().isAfter(then);
        return turned || standing.since().isAfter(then);
    }

    /** Whether it has asked for something since a time that it did not ask for then, in this wait or in another one. */
    private static boolean asksAnew(Lineage lineage, Standing standing, Instant then) {
        return standing.since().isAfter(then)
                || lineage.live().stream()
                        .flatMap(run -> run.openHolds()
                                .filter(BlockedSpan::needsHuman)
                                .filter(hold -> !Question.of(hold, run, lineage).isPerhapsAnswered()))
                        .anyMatch(hold -> hold.asksSince().isAfter(then));
    }

    private static boolean asks(Standing standing) {
        return switch (standing.phase().kind()) {
            case HUMAN, SUSPECT, ENDED -> true;
            case DEPENDENCY -> isStuck(standing.because());
            case PENDING, ACTIVE -> false;
        };
    }

    private static Shown<Attention> shelved(Said<OperatorNote> said, Shown<Attention> plain) {
        return switch (said.value()) {
            case OperatorNote.Dismissed _ -> new Shown<>(Attention.SETTLED, Because.of(Rule.DISMISSED, said.stamp()));
            case OperatorNote.Snoozed _ ->
                switch (plain.value()) {
                    case NEEDS_YOU, STUCK -> new Shown<>(Attention.WORKING, Because.of(Rule.SNOOZED, said.stamp()));
                    case UNREPORTED -> new Shown<>(Attention.SETTLED, Because.of(Rule.SNOOZED, said.stamp()));
                    case WORKING, QUEUED, SETTLED -> plain;
                };
            case OperatorNote.Acknowledged _,
                    OperatorNote.Restored _,
                    OperatorNote.Renamed _,
                    OperatorNote.Labelled _,
                    OperatorNote.Remarked _,
                    OperatorNote.Withdrawn _ -> plain;
        };
    }

    private static Shown<Attention> plain(Standing standing, boolean reported) {
        var because = standing.because();
        return switch (standing.phase().kind()) {
            case HUMAN -> shown(Attention.NEEDS_YOU, Rule.NEEDS_A_PERSON, because);
            case SUSPECT -> shown(Attention.STUCK, Rule.LOOKS_STUCK, because);
            case DEPENDENCY ->
                isStuck(because)
                        ? shown(Attention.STUCK, Rule.LOOKS_STUCK, because)
                        : shown(Attention.WORKING, Rule.ON_ITS_OWN, because);
            case ENDED ->
                reported
                        ? shown(Attention.SETTLED, Rule.REPORTED, because)
                        : shown(Attention.UNREPORTED, Rule.NOBODY_TOLD, because);
            case ACTIVE -> shown(Attention.WORKING, Rule.ON_ITS_OWN, because);
            case PENDING -> shown(Attention.QUEUED, Rule.NOT_BEGUN, because);
        };
    }

    private static Shown<Attention> shown(Attention attention, Rule rule, Because standing) {
        return new Shown<>(attention, new Because(rule, standing.evidence(), standing.numbers()));
    }
}
