package sitrep.cli.agents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sitrep.cli.client.ExitCode;
import sitrep.cli.command.RootCommand;
import sitrep.config.Config;
import sitrep.connect.foreign.Around;
import sitrep.connect.foreign.TraceContext;
import sitrep.connect.hooks.HookPost;
import sitrep.connect.hooks.HookShelf;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.json.Json;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * {@code sitrep hook}: brings what an agent says by a hook, which it writes to this command, to the server; or keeps it
 * until somebody can. It prints nothing and always ends well, for agents read what hooks print and heed how they end.
 */
@Command(
        name = "hook",
        description = "Brings a hook of an agent, as it is written to this command, to the server, and keeps it on disk"
                + " while the server is away. What sitrep install puts into an agent's settings calls it.",
        sortOptions = false)
public final class HookCommand implements Callable<Integer> {
    /** Larger hooks are not brought. */
    private static final int LARGEST = 7 * 1_024 * 1_024;

    /** Longer values of variables are left out. */
    private static final int LONGEST = 1_000;

    @Parameters(
            index = "0",
            paramLabel = "AGENT",
            description = "Whose hook it is: claude-code, gemini, copilot or codex.")
    private String agent = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TEXT",
            description = "What it says, where it is not written to this command: as codex does for notify.")
    private Optional<String> told = Optional.empty();

    private final RootCommand root;
    private final InputStream in;

    /** @param in what the agent writes */
    public HookCommand(RootCommand root, InputStream in) {
        this.root = root;
        this.in = in;
    }

    @Override
    public Integer call() {
        try {
            var text = told.map(it -> it.getBytes(StandardCharsets.UTF_8));
            bring(text.isPresent() ? text.get() : in.readNBytes(LARGEST + 1));
        } catch (IOException | RuntimeException _) {
            // Whatever goes wrong here is none of the agent's business.
        }
        return ExitCode.OK;
    }

    private void bring(byte[] hook) throws IOException {
        var text = new String(hook, StandardCharsets.ISO_8859_1).strip();
        var isHook = hook.length <= LARGEST && text.startsWith("{") && text.endsWith("}");
        if (!isHook || !agent.matches("[a-z][a-z0-9-]{0,40}")) return;
        var line = line(text.replace('\n', ' ').replace('\r', ' '));
        var environment = root.surroundings().environment();
        var post = new HookPost(root.url(), agent, Config.token(environment));
        var shelf = new HookShelf(Config.dataFolder(environment), agent);
        if (!post.bring(list(line))) shelf.add(line);
        else if (!shelf.isEmpty()) shelf.bring(post);
    }

    /** With when it was, and where. */
    private byte[] line(String hook) {
        var host = CommandSurroundings.hostName().replaceAll("[^A-Za-z0-9._-]", "-");
        var at = root.surroundings().clock().instant().toEpochMilli();
        var around =
                variable("task", Around.TASK) + variable("run", Around.RUN) + variable("trace", TraceContext.VARIABLE);
        return ("{\"at\":" + at + ",\"host\":\"" + host + "\"," + around + "\"hook\":" + hook + "}")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Nothing where it is not set. The hook itself is as many bytes as characters here, and so is this. */
    private String variable(String field, String name) {
        var value = root.surroundings().environment().getOrDefault(name, "");
        if (value.isBlank() || value.length() > LONGEST) return "";
        var text = Json.text(JsonNodeFactory.instance.stringNode(value));
        var bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return "\"" + field + "\":" + bytes + ",";
    }

    private static byte[] list(byte[] line) {
        var list = new ByteArrayOutputStream();
        list.write('[');
        list.writeBytes(line);
        list.write(']');
        return list.toByteArray();
    }
}
