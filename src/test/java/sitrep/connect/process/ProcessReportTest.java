package sitrep.connect.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.outbox.TestServer;
import sitrep.connect.process.start.Wrapping;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;

/** What an operator is told of a command that is wrapped. */
class ProcessReportTest {
    @TempDir
    private Path data;

    private TestServer server;
    private Wrapping wrapping;

    @BeforeEach
    void start() {
        server = new TestServer();
        wrapping = new Wrapping(data, server.uri().toString());
    }

    /** All that the server was told, also what a wrapper on a busy machine left for others to tell. */
    private Said said() {
        return Said.of(server, data.resolve("outbox"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aScriptGoesThroughThePhasesOfItsCommands() throws IOException {
        program("mvn", "sleep 0.8; echo 'Apache Maven'; sleep 0.3");
        var ended = wrapping.with("PATH", data + ":" + System.getenv("PATH"))
                .run("--", "sh", "-c", "echo reading; sleep 1; mvn -q -v; exit 3");
        assertEquals(3, ended.status());
        assertEquals("reading\nApache Maven\n", ended.text());
        var said = said();
        assertEquals(List.of("starting", "testing"), said.phases());
        assertEquals(List.of("reading", "Apache Maven"), said.updates());
        assertEquals(List.of("failed"), said.outcomes());
        assertEquals(List.of("exit 3: reading\nApache Maven"), said.summaries());
        var sitrep = sitrep(said().events());
        assertEquals("echo reading; sleep 1; mvn -q -v; exit 3", sitrep.name().value());
        assertEquals("failed", sitrep.phase().value().word());
        assertEquals("unreported", sitrep.attention().value().word());
    }

    @Test
    void progressAndTheLastLineArriveBeforeTheEnd() {
        var script = "for i in 1 2 3 4 5; do printf '\\r[%s/5] copying' $i; sleep 0.3; done; echo; echo all copied";
        wrapping.run("--", "sh", "-c", script);
        var sitrep = sitrep(said().events());
        assertEquals("all copied", sitrep.update().orElseThrow().value().text());
        assertEquals(5, sitrep.progress().orElseThrow().value().done());
        assertEquals("done", sitrep.phase().value().word());
    }

    @Test
    void standardErrorTellsWhatWentWrong() {
        wrapping.run("--", "sh", "-c", "echo working; echo 'config: no such file' >&2; echo bye; exit 4");
        assertEquals(List.of("exit 4: config: no such file"), said().summaries());
    }

    @Test
    void aSilentCommandGivesItsPulse() {
        wrapping.run("--", "sleep", "6");
        assertTrue(said().heartbeats() >= 1);
    }

    @Test
    void aRunInsideAnotherIsItsChildInTheSameTask() {
        var words = new ArrayList<>(List.of("--"));
        words.addAll(wrapping.words("--name", "Inner", "--", "sh", "-c", "echo $SITREP_TASK $SITREP_RUN $TRACEPARENT"));
        var ended = wrapping.run(words.toArray(String[]::new));
        var opened = said().facts(Fact.RunOpened.class).toList();
        assertEquals(2, opened.size());
        var inner = opened.stream()
                .filter(run -> run.parent().isPresent())
                .findFirst()
                .orElseThrow();
        var outer = opened.stream()
                .filter(run -> run.parent().isEmpty())
                .findFirst()
                .orElseThrow();
        assertEquals(outer.run(), inner.parent().orElseThrow());
        assertEquals(Optional.of("Inner"), inner.label());
        assertEquals(1, said().events().stream().map(Event::task).distinct().count());
        assertEquals(1, said().facts(Fact.TaskOpened.class).count());
        assertTrue(
                ended.text().startsWith(outer.run().text() + " " + inner.run().text() + " 00-"), ended.text());
        assertEquals("done", sitrep(said().events()).phase().value().word());
    }

    @Test
    void eventsAreNumberedWithinTheirRun() {
        wrapping.run("--task", "build-42", "--", "echo", "hi");
        var run = said().facts(Fact.RunOpened.class)
                .findFirst()
                .orElseThrow()
                .run()
                .text();
        assertEquals(
                List.of(run + "/000001", run + "/000002", run + "/000003", run + "/000004"),
                said().events().stream().map(event -> event.key().id()).toList());
        assertTrue(
                said().events().stream().allMatch(event -> event.task().equals(Optional.of(new TaskId("build-42")))));
        assertTrue(said().events().getFirst().key().source().startsWith("run@"));
    }

    @Test
    void secretsOnTheCommandLineAreNotTold() {
        wrapping.run("--", "true", "--token=hunter2", "PASSWORD=hunter2");
        assertTrue(server.requests().stream()
                .flatMap(it -> it.lines().stream())
                .noneMatch(line -> line.contains("hunter2")));
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(data.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Sitrep sitrep(List<Event> events) {
        var task = Task.unheard(events.getFirst().task().orElseThrow());
        for (var event : events) task = Fold.apply(task, event);
        return Sitrep.of(task);
    }
}
