package sitrep.connect.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.outbox.TestServer;
import sitrep.connect.tee.Teed;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.vocabulary.Outcome;
import sitrep.openclaw.Install;

/** The real acpx has the real Gemini CLI work behind {@code sitrep acp}, against a model that has a script. */
class GeminiAcpLiveTest {
    private static final String MEND = "Please mend the addition in app.py";
    private static final String TEST = "python3 -m unittest -q";

    @TempDir
    private Path folder;

    @Test
    void itsWorkIsOnTheBoardByPhasesApprovalsAndItsEnd() throws Exception {
        var install = Install.required();
        var agent = AcpAgents.gemini();
        var project = Files.createDirectories(folder.resolve("proj"));
        Files.createDirectories(folder.resolve("home"));
        var file = Files.writeString(project.resolve("app.py"), "def add(a, b):\n    return a - b\n");
        var path = "\"file_path\":" + ScriptedGemini.quoted(file.toString());
        var script = List.of(
                ScriptedGemini.use("read_file", "{" + path + "}"),
                ScriptedGemini.use(
                        "replace",
                        "{" + path + ",\"old_string\":\"a - b\",\"new_string\":\"a + b\",\"instruction\":\"Mend it\"}"),
                ScriptedGemini.use("run_shell_command", "{\"command\":\"" + TEST + "\"}"),
                ScriptedGemini.text("It added wrongly, and no longer does."));
        try (var model = new ScriptedGemini(script);
                var server = new TestServer()) {
            var teed = Teed.words(install.node(), agent.toString(), "--acp", "--model", "scripted");
            var around = around(model.url(), server.uri().toString());
            var printed =
                    new Acpx(project, around).exec(teed, MEND, "--approve-all").text();
            assertTrue(printed.contains("\"stopReason\":\"end_turn\""), printed);
            assertTrue(Files.readString(file).contains("a + b"), "it was edited");
            check(server.events());
        }
    }

    private Teed around(String model, String server) {
        return new Teed(folder.resolve("sitrep"), server)
                .with("HOME", folder.resolve("home").toString())
                .with("GEMINI_API_KEY", "a-key-of-the-laboratory")
                .with("GOOGLE_GEMINI_BASE_URL", model)
                .with("GEMINI_TELEMETRY_ENABLED", "false")
                .with("GEMINI_CLI_TRUST_WORKSPACE", "true");
    }

    /** It tells of an edit and of a command only when they are done: the question for leave says what is at work. */
    private static void check(List<Event> events) {
        var phases = of(events, Fact.RunAdvanced.class)
                .flatMap(fact -> fact.phase().stream())
                .map(phase -> phase.word())
                .toList();
        assertTrue(phases.indexOf("reading_context") >= 0, phases.toString());
        assertTrue(phases.indexOf("editing") > phases.indexOf("reading_context"), phases.toString());
        assertTrue(phases.indexOf("testing") > phases.indexOf("editing"), phases.toString());
        var asked = of(events, Fact.RunBlocked.class)
                .flatMap(fact -> fact.text().stream())
                .toList();
        assertEquals(2, asked.size(), asked.toString());
        assertEquals(TEST, asked.getLast());
        assertEquals(2, of(events, Fact.RunUnblocked.class).count());
        var ended = of(events, Fact.RunEnded.class).toList();
        assertEquals(
                List.of(Outcome.SUCCEEDED),
                ended.stream().map(Fact.RunEnded::outcome).toList());
        assertEquals(
                Optional.of("It added wrongly, and no longer does."),
                ended.getFirst().summary());
    }

    private static <T extends Fact> Stream<T> of(List<Event> events, Class<T> sort) {
        return events.stream().map(Event::fact).filter(sort::isInstance).map(sort::cast);
    }
}
