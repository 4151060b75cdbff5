package sitrep.connect.process.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.connect.commands.CommandRules;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.CommandText;
import sitrep.connect.process.command.TaskAssignment;
import sitrep.connect.process.command.WrappedCommand;
import sitrep.core.event.Fact;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/**
 * What is said when a command begins. A task of its own gets a name and an owner; one that was there before keeps its
 * own, and is told only what the caller said in so many words.
 *
 * @param command its command line as it is shown
 * @param pid the process, or the wrapper's own when there is none
 * @param started when that process began: with it, an id that a later process of the same number has not
 */
record OpeningFacts(
        WrappedCommand what,
        String command,
        TaskAssignment assignment,
        CommandSurroundings surroundings,
        long pid,
        Instant started) {

    /** A command line as it is shown: an agent that is not seen in what is left of a long one is named before it. */
    static String shown(List<String> command, CommandRules rules) {
        var line = CommandText.of(command);
        return rules.agent(command)
                .filter(agent -> !rules.agent(List.of(line)).equals(Optional.of(agent)))
                .map(agent -> CommandText.capped(agent + " … " + line))
                .orElse(line);
    }

    /** @param first the phase to begin with, if the command tells it */
    List<Fact.OfTask> facts(Optional<Phase> first) {
        var facts = new ArrayList<Fact.OfTask>();
        task().ifPresent(facts::add);
        facts.add(run(first.orElse(Phase.STARTING)));
        if (assignment.own()) assignment.traced().map(Fact.TaskAlias::new).ifPresent(facts::add);
        return facts;
    }

    private Optional<Fact.TaskOpened> task() {
        var name = assignment.own() ? what.name().or(() -> Optional.of(command())) : taskName();
        var owner = assignment.own() ? what.owner().or(surroundings::owner) : what.owner();
        if (Stream.of(name, owner, assignment.within()).allMatch(Optional::isEmpty)
                && what.labels().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Fact.TaskOpened(name, owner, Optional.empty(), assignment.within(), what.labels(), List.of()));
    }

    /** The name given is that of a task named on the command line, and that of the run inside another run. */
    private Optional<String> taskName() {
        return assignment.parent().isEmpty() && what.task().isPresent() ? what.name() : Optional.empty();
    }

    private Fact.RunOpened run(Phase phase) {
        var worker = new WorkerSeen(
                new WorkerId(surroundings.host() + ":" + pid + ":" + started.toEpochMilli()),
                Optional.of(WorkerKind.PROCESS),
                Optional.of(command()),
                Optional.of(surroundings.host()),
                Optional.empty());
        return new Fact.RunOpened(
                assignment.run(),
                assignment.slot(),
                assignment.number(),
                assignment.parent(),
                Optional.of(worker),
                Optional.of(assignment.own() ? command() : what.name().orElse(command())),
                Optional.of(phase),
                Optional.of(ProcessFacts.PULSE));
    }
}
