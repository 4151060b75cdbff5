package sitrep;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.config.GatewaySettings;
import sitrep.connect.commands.ShellMeaning;
import sitrep.connect.foreign.Around;
import sitrep.connect.foreign.TraceContext;
import sitrep.connect.process.look.ListeningProgram;
import sitrep.connect.process.look.ProcFiles;

/**
 * The work that a server of OpenCode on this machine was started in: by what its process was handed, as under
 * {@code sitrep run}. One that serves whoever comes is no part of any, for neither are the sessions in it.
 */
final class AroundOpenCode {
    /** How OpenCode is started to serve whoever comes. */
    private static final Set<String> FOR_ALL = Set.of("serve", "web");

    private AroundOpenCode() {}

    static Around of(URI server) {
        if (!GatewaySettings.isLoopback(server.getHost())) return Around.NONE;
        return ProcFiles.here()
                .flatMap(files -> new ListeningProgram(files)
                        .variables(
                                ProcessHandle.allProcesses().mapToLong(ProcessHandle::pid),
                                server.getPort(),
                                AroundOpenCode::isForOne,
                                Set.of(Around.TASK, Around.RUN, TraceContext.VARIABLE)))
                .map(Around::of)
                .orElse(Around.NONE);
    }

    static boolean isForOne(List<String> command) {
        return ShellMeaning.agent(command).equals(Optional.of("opencode"))
                && command.stream().noneMatch(FOR_ALL::contains);
    }
}
