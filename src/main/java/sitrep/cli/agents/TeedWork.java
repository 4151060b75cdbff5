package sitrep.cli.agents;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import sitrep.connect.foreign.Around;
import sitrep.core.event.Owner;
import sitrep.core.event.TaskId;

/** Whose work it is that an agent does between a client and us. */
final class TeedWork {
    @Option(names = "--task", paramLabel = "ID", description = "The task that it serves; else one for each session.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--owner", paramLabel = "NAME", description = "Who asks; else you.")
    private Optional<String> owner = Optional.empty();

    /**
     * What it is a part of: the task that was named, else what the environment says.
     *
     * @throws sitrep.core.text.Invalid where that can be no task
     */
    Around around(Map<String, String> environment) {
        var inherited = Around.of(environment);
        return task.map(TaskId::new).map(inherited::within).orElse(inherited);
    }

    /**
     * Who asks, where somebody was named.
     *
     * @throws sitrep.core.text.Invalid where that can be no name
     */
    Optional<Owner> owner() {
        return owner.map(who -> new Owner(who, Optional.empty()));
    }
}
