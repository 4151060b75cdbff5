package sitrep;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sitrep.connect.claude.ClaudeCodeWitness;
import sitrep.connect.claude.ClaudeHome;
import sitrep.connect.claude.ClaudePresence;
import sitrep.connect.hooks.HookDesk;
import sitrep.connect.hooks.KeptHooks;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.dialect.CodexDialect;
import sitrep.connect.hooks.dialect.CopilotDialect;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.connect.hooks.dialect.GeminiDialect;
import sitrep.connect.hooks.meaning.Around;
import sitrep.connect.outbox.Door;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.core.source.Connection;
import sitrep.engine.board.Board;
import sitrep.engine.contact.HookListener;

/** The agents that tell of their work by hooks, and the threads on which that is heard and told on. */
final class AgentHooks implements HookListener, AutoCloseable {
    private static final List<Dialect> DIALECTS =
            List.of(new ClaudeCodeDialect(), new GeminiDialect(), new CopilotDialect(), new CodexDialect());

    private final HookDesk desk;
    private final ClaudeCodeWitness claude;
    private final ClaudePresence presence;
    private final KeptHooks kept;

    /**
     * @param data the data folder, in which commands keep hooks for later
     * @param environment in which it stands where agents keep what they keep
     */
    AgentHooks(Door door, Board board, InstantSource clock, Path data, Map<String, String> environment) {
        var host = CommandSurroundings.hostName();
        this.desk = new HookDesk(DIALECTS, host, door, new KnownSessions(board), clock);
        var home = ClaudeHome.of(environment);
        this.claude = new ClaudeCodeWitness(home, Path.of("/proc"), desk, clock);
        this.presence = new ClaudePresence(home, clock);
        this.kept = new KeptHooks(desk, data);
    }

    void start() {
        Thread.ofPlatform().daemon().name("sitrep-hooks").start(desk);
        Thread.ofPlatform().daemon().name("sitrep-hooks-kept").start(kept);
        Thread.ofPlatform().daemon().name("sitrep-claude-code").start(claude);
    }

    /** How those stand whose hooks came, and Claude Code on this machine even if none did. */
    List<Connection> connections() {
        var source = desk.sourceHere("claude-code");
        var heard = desk.connections();
        if (heard.stream().anyMatch(it -> it.source().equals(source))) {
            return heard.stream()
                    .map(it -> it.source().equals(source) ? it.of(claude.version()) : it)
                    .toList();
        }
        return Stream.concat(presence.connection(source, claude.version()).stream(), heard.stream())
                .toList();
    }

    @Override
    public Heard hear(String agent, Caller caller, byte[] body) {
        if (!desk.agents().contains(agent)) return new Heard.UnknownAgent(desk.agents());
        var around = Around.of(caller.task(), caller.run(), caller.trace());
        return switch (desk.hear(agent, caller.host(), around, body)) {
            case TAKEN -> new Heard.Taken();
            case NO_HOOK -> new Heard.NoHook("something else", HookDesk.allowed());
            case BUSY -> new Heard.Busy();
        };
    }

    @Override
    public void close() {
        claude.close();
        kept.close();
        desk.close();
    }
}
