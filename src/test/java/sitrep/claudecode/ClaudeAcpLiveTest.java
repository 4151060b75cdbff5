package sitrep.claudecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.claudecode.ScriptedMessages.Say;
import sitrep.claudecode.ScriptedMessages.Use;
import sitrep.connect.acp.AcpAgents;
import sitrep.connect.acp.Acpx;
import sitrep.connect.outbox.TestServer;
import sitrep.connect.tee.Teed;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.vocabulary.Outcome;
import sitrep.openclaw.Install;

/**
 * The real acpx has the real Claude Code work, by way of {@code claude-agent-acp} behind {@code sitrep acp}, against a
 * model that says what its script says.
 */
class ClaudeAcpLiveTest {
    private static final String MEND = "Please mend the addition in app.py";
    private static final String TEST = "python3 -m unittest -q";

    @TempDir
    private Path folder;

    @Test
    void itsWorkIsOnTheBoardByPhasesApprovalsAndItsEnd() throws Exception {
        var install = Install.required();
        var program = Claude.required();
        var project = folder.resolve("proj");
        var file = project.resolve("app.py");
        var script = List.of(
                new Use("Read", "{\"file_path\":\"" + file + "\"}"),
                new Use("Bash", "{\"command\":\"" + TEST + "\",\"description\":\"Run the tests\"}"),
                new Use("Edit", "{\"file_path\":\"" + file + "\",\"old_string\":\"a - b\",\"new_string\":\"a + b\"}"),
                new Say("It added wrongly, and no longer does."));
        try (var model = new ScriptedMessages(Map.of(MEND, List.copyOf(script)));
                var server = new TestServer()) {
            new Claude(
                            program,
                            folder.resolve("home"),
                            project,
                            model.url(),
                            server.uri().toString())
                    .settle();
            var teed = Teed.words(install.node(), AcpAgents.claude().toString());
            var around = around(program, model.url(), server.uri().toString());
            var printed =
                    new Acpx(project, around).exec(teed, MEND, "--approve-all").text();
            assertTrue(printed.contains("\"stopReason\":\"end_turn\""), printed);
            assertTrue(Files.readString(file).contains("a + b"), "it was edited");
            check(server.events());
        }
    }

    private static void check(List<Event> events) {
        var phases = of(events, Fact.RunAdvanced.class)
                .flatMap(fact -> fact.phase().stream())
                .map(phase -> phase.word())
                .toList();
        assertTrue(phases.indexOf("reading_context") >= 0, phases.toString());
        assertTrue(phases.lastIndexOf("testing") > phases.indexOf("reading_context"), phases.toString());
        assertTrue(phases.lastIndexOf("editing") > phases.indexOf("testing"), phases.toString());
        var asked = of(events, Fact.RunBlocked.class)
                .flatMap(fact -> fact.text().stream())
                .toList();
        assertTrue(asked.contains(TEST), asked.toString());
        assertEquals(asked.size(), of(events, Fact.RunUnblocked.class).count());
        var ended = of(events, Fact.RunEnded.class).toList();
        assertEquals(
                List.of(Outcome.SUCCEEDED),
                ended.stream().map(Fact.RunEnded::outcome).toList());
        assertEquals(
                Optional.of("It added wrongly, and no longer does."),
                ended.getFirst().summary());
        var session = events.getFirst().task().orElseThrow().text().replaceFirst("^acp-", "");
        assertTrue(of(events, Fact.TaskAlias.class)
                .anyMatch(it -> it.alias().text().equals("claude-code-" + session)));
        assertTrue(of(events, Fact.TaskReported.class).findAny().isPresent());
    }

    private static <T extends Fact> Stream<T> of(List<Event> events, Class<T> sort) {
        return events.stream().map(Event::fact).filter(sort::isInstance).map(sort::cast);
    }

    /** What acpx needs to know of the model and of Claude Code. */
    private Teed around(Path program, String model, String server) {
        return new Teed(folder.resolve("sitrep"), server)
                .with("HOME", folder.resolve("home").toString())
                .with("IS_SANDBOX", "1")
                .with("SHELL", "/bin/sh")
                .with("ANTHROPIC_BASE_URL", model)
                .with("ANTHROPIC_API_KEY", "sk-ant-a-key-of-the-laboratory")
                .with("ANTHROPIC_MODEL", "scripted")
                .with("CLAUDE_CODE_EXECUTABLE", program.toString())
                .with("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1")
                .with("DISABLE_AUTOUPDATER", "1")
                .with("DISABLE_TELEMETRY", "1");
    }
}
