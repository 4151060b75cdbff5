package sitrep.core.sitrep;

import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Standing;
import sitrep.core.task.BlockedSpan;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;

/** A success with nothing to show for it: it never got to work, still waited, or had hardly begun. */
final class EmptyEnd {
    private EmptyEnd() {}

    private static final String NO_RESULT = "nothing was said of a result";

    static Optional<Remarks.Item> of(Task task, Lineage lineage, Standing standing, Said<End> end) {
        if (end.value().outcome() != Outcome.SUCCEEDED) return Optional.empty();
        return said(end)
                .or(() -> Stream.of(
                                lineage.current().flatMap(run -> stillBlocked(run, end.value()).stream()),
                                hardlyBegun(lineage, standing, end.value()).stream(),
                                neverBegan(task, lineage, end.value()).stream())
                        .flatMap(each -> each)
                        .findFirst()
                        .map(text -> new Remarks.Item(Rule.NOTHING_TO_SHOW, text, end.stamp())));
    }

    /** Its source said itself that there is nothing. */
    private static Optional<Remarks.Item> said(Said<End> end) {
        return end.value().empty()
                ? Optional.of(
                        new Remarks.Item(Rule.NOTHING_BY_WORD, "It ended well, with nothing to show", end.stamp()))
                : Optional.empty();
    }

    /** What it said it waited for to the last. Who answers a nameless question and ends with a result is believed. */
    private static Optional<String> stillBlocked(Run run, End end) {
        return run.openHolds()
                .filter(hold -> !hold.block().key().isUnnamed() || end.summary().isEmpty())
                .filter(hold -> hold.reason() != BlockReason.SUBAGENT)
                .filter(hold -> !toldAfter(run, hold))
                .findFirst()
                .map(hold -> "Ended while it waited for: "
                        + hold.said().value().text().orElse(hold.reason().word().replace('_', ' '))
                        + (end.summary().isEmpty() ? "; " + NO_RESULT : ""));
    }

    private static boolean toldAfter(Run run, BlockedSpan hold) {
        return run.witnesses()
                .all()
                .flatMap(witness -> witness.worked().stream())
                .anyMatch(stamp -> stamp.isAfter(hold.said().stamp()));
    }

    /** Counts may lag behind, so half of it is enough where something was said of the result. */
    private static Optional<String> hardlyBegun(Lineage lineage, Standing standing, End end) {
        return Sitrep.progress(lineage, standing)
                .map(Shown::value)
                .filter(it -> it.total() > 1)
                .filter(it -> end.summary().isPresent() ? it.done() < it.total() / 2.0 : it.done() < it.total() * 0.9)
                .map(it -> "Ended at " + it.done() + " of " + it.total());
    }

    private static Optional<String> neverBegan(Task task, Lineage lineage, End end) {
        var showed = end.summary().isPresent()
                || !task.updates().isEmpty()
                || lineage.runs().stream()
                        .anyMatch(run ->
                                run.witnesses().all().anyMatch(it -> it.worked().isPresent()));
        return showed ? Optional.empty() : Optional.of("Nobody said that it got to work; " + NO_RESULT);
    }
}
