package sitrep.connect.acp;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sitrep.core.source.Connection;

/**
 * Whether there is anything on this machine that speaks the Agent Client Protocol, and what {@code sitrep acp} sees of
 * it. It posts what it sees, as whoever started it.
 */
public final class AcpPresence {
    /** Clients and agents that speak it and nothing else, or Gemini CLI, which can. */
    private static final List<String> PROGRAMS =
            List.of("acpx", "claude-agent-acp", "claude-code-acp", "codex-acp", "gemini");

    private static final Connection.Sight SIGHT = new Connection.Sight(
            List.of(
                    "what a client asks of its agent, and what is answered",
                    "tools, plans and sub-agents",
                    "permissions and questions that wait, and when they are answered"),
            List.of(
                    new Connection.Unseen(
                            "agents without sitrep acp -- before their command",
                            "put it there in the client's settings, as in: sitrep acp -- gemini --acp"),
                    new Connection.Unseen(
                            "what an agent does without saying so", "none: only what the two say is seen")));

    private AcpPresence() {}

    /**
     * How it stands; nothing where no such program is on the path.
     *
     * @param host the name of this machine
     * @param since when the server began
     */
    public static Optional<Connection> connection(String host, Map<String, String> environment, Instant since) {
        return program(environment)
                .map(path -> new Connection(
                        "acp@" + host,
                        "acp",
                        "ACP",
                        Optional.of(path.toString()),
                        Optional.empty(),
                        new Connection.State.Posting(
                                since,
                                "nothing has come of an agent behind sitrep acp since the server began",
                                "put it before the agent's command: sitrep acp -- AGENT"),
                        Connection.Traffic.NONE,
                        SIGHT));
    }

    private static Optional<Path> program(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> folder.startsWith("/"))
                .flatMap(folder -> PROGRAMS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
