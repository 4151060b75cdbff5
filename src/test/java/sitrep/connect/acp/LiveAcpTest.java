package sitrep.connect.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.outbox.TestServer;
import sitrep.connect.tee.Teed;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.why.TaskDetail;
import sitrep.openclaw.Install;

/** The real acpx with an agent behind {@code sitrep acp}: what it prints is what it prints without, and it is told. */
class LiveAcpTest {
    private static final Path AGENT =
            Path.of("src/test/resources/acp/agent.mjs").toAbsolutePath();

    @TempDir
    private Path data;

    private final Install install = Install.required();

    @ParameterizedTest
    @CsvSource({"--approve-all,Mended the notes.,editing", "--deny-all,Left the notes.,reading_context"})
    void theClientIsServedAsWithoutAndItsWorkIsOnTheBoard(String policy, String result, String phase) throws Exception {
        var agent = List.of(install.node(), AGENT.toString());
        try (var server = new TestServer()) {
            var bare = acpx(server, policy, agent);
            var teed = acpx(server, policy, Teed.words(agent.toArray(String[]::new)));
            assertEquals(bare, teed);
            assertTrue(teed.text().contains("\"stopReason\":\"end_turn\""), teed.text());
            var task = task(server.events());
            assertEquals("Mend the notes", task.sitrep().name().value());
            assertEquals(
                    "succeeded", task.sitrep().outcome().orElseThrow().value().word());
            assertEquals(result, task.sitrep().update().orElseThrow().value().text());
            assertTrue(task.sitrep()
                    .reported()
                    .orElseThrow()
                    .value()
                    .report()
                    .spoken()
                    .startsWith("acpx"));
            assertEquals(phase, lastPhase(server.events()));
            assertEquals(List.of("Edit notes.md"), asked(server.events()));
        }
    }

    @Test
    void aClientThatGivesUpBeforeItAsksTellsNothing() throws Exception {
        try (var server = new TestServer()) {
            var agent = Teed.words("sh", "-c", "cat > /dev/null");
            var printed = acpx(server, "--approve-all", agent, "--timeout", "2");
            assertTrue(printed.status() != 0, printed.text());
            assertTrue(server.events().isEmpty(), "nothing was asked in any session");
        }
    }

    private Acpx.Printed acpx(TestServer server, String policy, List<String> agent, String... more) throws Exception {
        var around = new Teed(data.resolve("sitrep"), server.uri().toString()).with("HOME", data.toString());
        var options = Stream.concat(Stream.of(policy), Stream.of(more)).toArray(String[]::new);
        return new Acpx(data, around).exec(agent, "Mend the notes", options);
    }

    private static TaskDetail task(List<Event> events) {
        var id = events.getFirst().task().orElseThrow();
        var task = Task.unheard(id);
        for (var event : events) task = Fold.apply(task, event);
        return TaskDetail.of(task);
    }

    private static String lastPhase(List<Event> events) {
        return events.stream()
                .flatMap(event -> event.fact() instanceof Fact.RunAdvanced fact ? fact.phase().stream() : null)
                .reduce((_, newer) -> newer)
                .orElseThrow()
                .word();
    }

    private static List<String> asked(List<Event> events) {
        return events.stream()
                .flatMap(event -> event.fact() instanceof Fact.RunBlocked block ? block.text().stream() : null)
                .toList();
    }
}
