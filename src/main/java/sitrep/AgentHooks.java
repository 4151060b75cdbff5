package sitrep;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sitrep.connect.claude.ClaudeCodeWitness;
import sitrep.connect.claude.ClaudeHome;
import sitrep.connect.claude.ClaudeSettings;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.HookDesk;
import sitrep.connect.hooks.HookFiles;
import sitrep.connect.hooks.HookPresence;
import sitrep.connect.hooks.HookSettings;
import sitrep.connect.hooks.KeptHooks;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.dialect.CodexDialect;
import sitrep.connect.hooks.dialect.CopilotDialect;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.connect.hooks.dialect.GeminiDialect;
import sitrep.connect.outbox.Door;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.core.source.Connection;
import sitrep.engine.board.Board;
import sitrep.engine.contact.HookListener;
import tools.jackson.databind.node.ObjectNode;

/** The agents that tell of their work by hooks, and the threads on which that is heard and told on. */
final class AgentHooks implements HookListener, AutoCloseable {
    private static final String CLAUDE = "claude-code";
    private static final List<Dialect> DIALECTS =
            List.of(new ClaudeCodeDialect(), new GeminiDialect(), new CopilotDialect(), new CodexDialect());

    private final HookDesk desk;
    private final ClaudeCodeWitness claude;
    private final List<HookPresence> presences;
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
        this.presences = DIALECTS.stream()
                .map(dialect -> presence(dialect, home, environment, clock))
                .toList();
        this.kept = new KeptHooks(desk, data);
    }

    private static HookPresence presence(
            Dialect dialect, Path claude, Map<String, String> environment, InstantSource clock) {
        var settings = HookSettings.of(dialect.agent());
        var files = settings.map(its -> HookFiles.ofUser(its.agent(), environment))
                .orElseGet(() -> new HookFiles(claude, claude.resolve("settings.json")));
        Predicate<ObjectNode> isIn =
                found -> settings.map(its -> its.isIn(found)).orElseGet(() -> ClaudeSettings.isIn(found));
        return new HookPresence(dialect, files, isIn, clock);
    }

    void start() {
        Thread.ofPlatform().daemon().name("sitrep-hooks").start(desk);
        Thread.ofPlatform().daemon().name("sitrep-hooks-kept").start(kept);
        Thread.ofPlatform().daemon().name("sitrep-claude-code").start(claude);
    }

    /** How those stand whose hooks came, and those on this machine of which none did. */
    List<Connection> connections() {
        var heard = desk.connections();
        var silent = presences.stream()
                .filter(one -> heard.stream().noneMatch(it -> it.source().equals(desk.sourceHere(one.agent()))))
                .flatMap(one -> one.connection(desk.sourceHere(one.agent()), Optional.empty()).stream());
        var claudes = desk.sourceHere(CLAUDE);
        return Stream.concat(silent, heard.stream())
                .map(it -> it.source().equals(claudes) ? it.of(claude.version()) : it)
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
