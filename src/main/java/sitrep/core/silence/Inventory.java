package sitrep.core.silence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.End;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.standing.Lineage;
import sitrep.core.task.Run;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;

/**
 * What a source's list of all the runs that it has says of one task. Whoever is not in it is gone, as after a restart
 * of what the source observes; but only who was begun by this source, and of whom nothing newer was heard.
 *
 * @param at when the list was made, by the source's clock, but never later than we heard of it
 * @param listed the runs of the task that are in it
 */
public record Inventory(String source, Instant at, Set<RunId> listed) {

    /**
     * The ends of those that are missing: a guess of ours, which the next sign of life takes back.
     *
     * @param pulses when each run last gave a sign of life that is not worth an event
     */
    public List<Fact.RunEnded> missing(Task task, Map<RunId, Instant> pulses) {
        return Lineage.of(task).live().stream()
                .filter(run -> isOwn(run) && !listed.contains(run.id()))
                .filter(run -> !isNewer(run, Optional.ofNullable(pulses.get(run.id()))))
                .map(run -> new Fact.RunEnded(run.id(), lost()))
                .toList();
    }

    /** Those in it that owe us a sign of life, for they promised one or had been given up: to be listed is one. */
    public List<RunId> owing(Task task) {
        return task.runs().values().stream()
                .filter(run -> listed.contains(run.id()))
                .filter(run ->
                        run.about().pulse().isPresent() || run.ends().guessed().isPresent())
                .map(Run::id)
                .toList();
    }

    private boolean isOwn(Run run) {
        return run.own().filter(source::equals).isPresent();
    }

    private boolean isNewer(Run run, Optional<Instant> pulse) {
        var signs = run.signs().orElseThrow();
        var said = signs.last().at().isAfter(signs.heard())
                ? signs.heard()
                : signs.last().at();
        return said.isAfter(at) || pulse.filter(at::isBefore).isPresent();
    }

    private End lost() {
        return new End(
                Outcome.LOST,
                Optional.of(source + " lists it no longer"),
                Optional.of(Certainty.GUESS),
                Optional.empty(),
                false,
                Optional.empty());
    }
}
