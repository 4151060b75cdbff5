package sitrep.core.sitrep;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Report;
import sitrep.core.event.Stamp;
import sitrep.core.rule.Because;
import sitrep.core.rule.Rule;
import sitrep.core.rule.Shown;
import sitrep.core.standing.Lineage;
import sitrep.core.standing.Standing;
import sitrep.core.task.Run;
import sitrep.core.task.RunEnd;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.Outcome;

/** Whether the result of a task that ended reached whoever asked, or need not. */
final class Reported {
    private Reported() {}

    private static final Pattern BY = Pattern.compile(
            "\\b(?:cancell?ed|stopped|aborted|killed|interrupted|removed|deleted|ended)"
                    + " by (?:the |an? )?([^,;:.()\\n]{1,60})",
            Pattern.CASE_INSENSITIVE);

    /** Words for somebody who sits there and knows. */
    private static final Set<String> PEOPLE = Set.of(
            "user", "operator", "its operator", "owner", "its owner", "person", "human", "you", "hand", "request");

    static Optional<Shown<Sitrep.Delivery>> of(Task task, Lineage lineage, Standing standing) {
        if (standing.end().isEmpty()) return Optional.empty();
        return delivered(task, lineage).or(() -> notOwed(task, lineage)).or(() -> cancelled(task, standing));
    }

    /** That the delivery failed, unless it came through or need not. */
    static Optional<Said<Report.Undelivered>> failed(Task task, Lineage lineage) {
        return task.reported().undelivered().filter(said -> counts(said.stamp(), lineage));
    }

    private static Optional<Shown<Sitrep.Delivery>> delivered(Task task, Lineage lineage) {
        return task.reported()
                .delivered()
                .filter(said -> !isTakenBack(said.stamp(), task))
                .filter(said -> counts(said.stamp(), lineage))
                .map(said -> shown(said.value(), said.stamp(), Rule.DELIVERED));
    }

    private static Optional<Shown<Sitrep.Delivery>> notOwed(Task task, Lineage lineage) {
        return task.reported()
                .notOwed()
                .filter(said -> !isTakenBack(said.stamp(), task))
                .filter(said -> counts(said.stamp(), lineage))
                .map(said -> shown(said.value(), said.stamp(), Rule.NOT_OWED));
    }

    private static Shown<Sitrep.Delivery> shown(Report report, Stamp stamp, Rule rule) {
        return new Shown<>(new Sitrep.Delivery(report, stamp.at()), Because.of(rule, stamp));
    }

    /**
     * A word counts for the newest attempt only if it came after that was opened; and that of who sees only what passes
     * between a gateway and its agent is not about whoever asked.
     */
    private static boolean counts(Stamp stamp, Lineage lineage) {
        if (stamp.isHindsight() && !lineage.hindsight().isEmpty()) return false;
        if (lineage.isWithin(stamp.source())) return false;
        return lineage.newest()
                .map(run -> stamp.isAfter(run.signs().orElseThrow().first()))
                .orElse(true);
    }

    /** An operator's own mark can be taken back; what a connector saw delivered was delivered. */
    private static boolean isTakenBack(Stamp stamp, Task task) {
        return stamp.source().equals(Event.OPERATOR)
                && task.triage()
                        .restored()
                        .filter(restored -> restored.isAfter(stamp))
                        .isPresent();
    }

    /** Who cancelled something need not be told; that somebody else did is news for whoever asked. */
    private static Optional<Shown<Sitrep.Delivery>> cancelled(Task task, Standing standing) {
        var end = standing.end().orElseThrow();
        if (end.value().outcome() != Outcome.CANCELLED || isGuess(standing)) return Optional.empty();
        var who = who(end.value());
        if (who.filter(name -> !isOwner(name, task)).isPresent()) return Optional.empty();
        var text = "it was cancelled" + who.map(name -> " by " + name).orElse("");
        return Optional.of(shown(new Report.NotOwed(text), end.stamp(), Rule.CANCELLED_KNOWN));
    }

    private static boolean isGuess(Standing standing) {
        var ofRun = standing.because().rule() == Rule.ROOT_RUNS_ENDED ? standing.run() : Optional.<Run>empty();
        return standing.end().orElseThrow().value().isGuess()
                || ofRun.filter(run ->
                                run.end().filter(new RunEnd(run)::isGuess).isPresent())
                        .isPresent();
    }

    private static Optional<String> who(End end) {
        return end.by()
                .or(() -> end.summary().map(BY::matcher).filter(it -> it.find()).map(it -> it.group(1)));
    }

    private static boolean isOwner(String who, Task task) {
        var name = who.strip().toLowerCase(Locale.ROOT);
        return PEOPLE.contains(name)
                || task.intent()
                        .owner()
                        .map(said -> said.value().name().toLowerCase(Locale.ROOT))
                        .filter(owner -> owner.equals(name))
                        .isPresent();
    }
}
