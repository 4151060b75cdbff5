package sitrep;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sitrep.config.GatewaySettings;
import sitrep.connect.commands.ShellMeaning;
import sitrep.connect.hooks.meaning.Around;
import sitrep.connect.process.look.ListeningProgram;
import sitrep.connect.process.look.ProcFiles;

/**
 * The work that a server of OpenCode on this machine was started in: by what its process was handed, as under
 * {@code sitrep run}. One that serves whoever comes is no part of any, for neither are the sessions in it.
 */
final class AroundOpenCode {
    private static final String TASK = "SITREP_TASK";
    private static final String RUN = "SITREP_RUN";
    private static final String TRACE = "TRACEPARENT";

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
                                Set.of(TASK, RUN, TRACE)))
                .map(said -> Around.of(
                        said.getOrDefault(TASK, ""), said.getOrDefault(RUN, ""), said.getOrDefault(TRACE, "")))
                .orElse(Around.NONE);
    }

    static boolean isForOne(List<String> command) {
        return ShellMeaning.agent(command).equals(Optional.of("opencode"))
                && command.stream().noneMatch(FOR_ALL::contains);
    }
}
