package sitrep.connect.process.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sitrep.core.event.Owner;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;

/**
 * A command to run, and what was said about it.
 *
 * @param command the program and its arguments, exactly as given
 * @param task the task that it is a run of; absent for one of its own, or that of the run around it
 * @param name how the task is called; inside another run, how this run is called
 * @param owner who asked for it; absent for the user
 * @param flags what else is wanted
 */
public record WrappedCommand(
        List<String> command,
        Optional<TaskId> task,
        Optional<String> name,
        Optional<Owner> owner,
        Map<String, String> labels,
        Set<RunFlag> flags) {

    public WrappedCommand {
        command = List.copyOf(command);
        labels = Map.copyOf(labels);
        flags = Set.copyOf(flags);
        if (command.isEmpty())
            throw new Invalid("command", "nothing", "a command behind --, as in: sitrep run -- make");
        if (flags.containsAll(Set.of(RunFlag.ANSWERABLE, RunFlag.RESTARTABLE)))
            throw new Invalid(
                    "options",
                    "--answerable and --restartable",
                    "only one of the two, for what was typed for one try might reach the next");
    }

    /** A command about which nothing was said. */
    public static WrappedCommand of(String... command) {
        return new WrappedCommand(
                List.of(command), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Set.of());
    }
}
