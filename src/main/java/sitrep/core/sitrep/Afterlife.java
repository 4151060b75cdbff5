package sitrep.core.sitrep;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Stamp;
import sitrep.core.rule.Rule;
import sitrep.core.standing.Lineage;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;

/** What is heard of a task, or of its runs, well after it is said to have ended: the end stands, and this beside it. */
public final class Afterlife {
    /** How often a bare sign of life after an end is news, from each source that gives it. */
    private static final Duration NEWS = Duration.ofMinutes(10);

    private Afterlife() {}

    /**
     * Whether a heartbeat contradicts what is known: it comes well after the end of its run. Such a one is worth
     * keeping, but not every one that follows.
     */
    public static boolean isNews(Task task, Event heartbeat) {
        var stamp = Stamp.of(heartbeat);
        return heartbeat.fact() instanceof Fact.OfRun fact
                && Optional.ofNullable(task.runs().get(fact.run()))
                        .filter(run -> !task.ends().isEmpty() || !run.isLive())
                        .filter(run -> isNews(run, Lineage.of(task), stamp))
                        .isPresent();
    }

    private static boolean isNews(Run run, Lineage lineage, Stamp stamp) {
        var known = run.witnesses().of(stamp.source()).alive();
        return lineage.end(run)
                .or(lineage::end)
                .filter(end -> stamp.isWellAfter(end.stamp()))
                .filter(end -> known.filter(last -> last.isWellAfter(end.stamp()))
                        .filter(last -> stamp.at().isBefore(last.at().plus(NEWS)))
                        .isEmpty())
                .isPresent();
    }

    static Stream<Remarks.Item> of(Lineage lineage, Said<End> end) {
        return lineage.current()
                .flatMap(run -> lineage.end(run).isPresent()
                        ? Stream.concat(signs(run, lineage), worse(run, lineage, end))
                        : goesOn(run, lineage, end));
    }

    /** A run that nobody said had ended. */
    private static Stream<Remarks.Item> goesOn(Run run, Lineage lineage, Said<End> end) {
        return lastWord(run, end).map(said -> item(lineage.nameOf(run) + " goes on: " + words(said), said.stamp()));
    }

    /** Signs of a run well after the end of its own. */
    private static Stream<Remarks.Item> signs(Run run, Lineage lineage) {
        var end = lineage.end(run).orElseThrow();
        return lastWord(run, end)
                .map(said -> item(
                        "After " + lineage.nameOf(run) + " "
                                + end.value().outcome().spoken() + ", "
                                + said.stamp().source() + " still tells of it: " + words(said),
                        said.stamp()));
    }

    /** A run that went on after its task was said to have ended well, and did not end well itself. */
    private static Stream<Remarks.Item> worse(Run run, Lineage lineage, Said<End> end) {
        return run.end().stream()
                .filter(own -> own.stamp().isWellAfter(end.stamp()))
                .filter(own -> own.value().outcome().compareTo(end.value().outcome()) > 0)
                .map(own -> item(
                        lineage.nameOf(run) + " " + own.value().outcome().spoken() + " afterwards"
                                + own.value().summary().map(text -> ": " + text).orElse(""),
                        own.stamp()));
    }

    private static Stream<Said<String>> lastWord(Run run, Said<End> end) {
        return run.witnesses().after(end).max(Comparator.comparing(Said::stamp)).stream();
    }

    private static String words(Said<String> said) {
        return said.value().replace('_', ' ') + " at " + said.stamp().at();
    }

    private static Remarks.Item item(String text, Stamp stamp) {
        return new Remarks.Item(Rule.GOES_ON, text, stamp);
    }
}
