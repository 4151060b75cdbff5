package sitrep;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.claude.ClaudeCodeWitness;
import sitrep.connect.claude.ClaudeHome;
import sitrep.connect.hooks.HookDesk;
import sitrep.connect.hooks.KeptHooks;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.connect.outbox.Door;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.core.task.Run;
import sitrep.core.task.Said;
import sitrep.core.task.Task;
import sitrep.engine.board.Board;
import sitrep.engine.contact.HookListener;

/** The agents that tell of their work by hooks, and the threads on which that is heard and told on. */
final class AgentHooks implements HookListener, AutoCloseable {
    private final HookDesk desk;
    private final ClaudeCodeWitness claude;
    private final KeptHooks kept;

    /**
     * @param data the data folder, in which commands keep hooks for later
     * @param environment in which it stands where agents keep what they keep
     */
    AgentHooks(Door door, Board board, InstantSource clock, Path data, Map<String, String> environment) {
        var host = CommandSurroundings.hostName();
        this.desk = new HookDesk(List.of(new ClaudeCodeDialect()), host, door, recollection(board), clock);
        this.claude = new ClaudeCodeWitness(ClaudeHome.of(environment), Path.of("/proc"), desk, clock);
        this.kept = new KeptHooks(desk, data);
    }

    void start() {
        Thread.ofPlatform().daemon().name("sitrep-hooks").start(desk);
        Thread.ofPlatform().daemon().name("sitrep-hooks-kept").start(kept);
        Thread.ofPlatform().daemon().name("sitrep-claude-code").start(claude);
    }

    /** What goes on in a session by all that was told of it before. */
    static Recollection recollection(Board board) {
        return id -> board.known(id)
                .filter(known -> known.task().signs().isPresent())
                .map(known -> live(known.task()));
    }

    private static List<Recollection.KnownRun> live(Task task) {
        return task.runs().values().stream()
                .filter(Run::isLive)
                .sorted(Comparator.comparing(run -> run.signs().orElseThrow().first()))
                .map(run -> new Recollection.KnownRun(
                        run.id().text(), run.about().parent().map(Said::value).map(parent -> parent.text())))
                .toList();
    }

    @Override
    public Heard hear(String agent, Optional<String> host, byte[] body) {
        if (!desk.agents().contains(agent)) return new Heard.UnknownAgent(desk.agents());
        return switch (desk.hear(agent, host, body)) {
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
