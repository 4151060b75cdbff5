package sitrep.connect.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.HookDesk;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.connect.outbox.Delivery;
import sitrep.engine.TestEngine;

/** What stands in the files of a session counts for what no hook told. */
class ClaudeCodeWitnessTest {
    private static final String TASK = "claude-code-s1";

    @TempDir
    Path folder;

    private final TestEngine engine = new TestEngine();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private HookDesk desk;
    private ClaudeCodeWitness witness;

    @BeforeEach
    void begin() throws IOException {
        desk = new HookDesk(
                List.of(new ClaudeCodeDialect()),
                "office",
                (events, _) -> {
                    engine.intake.accept(events);
                    return new Delivery.Receipt.Taken(0);
                },
                Recollection.NONE,
                engine.clock);
        thread.execute(desk);
        Files.createDirectories(folder.resolve("home/sessions"));
        Files.createDirectories(folder.resolve("home/projects/proj"));
        Files.createDirectories(folder.resolve("proc/42"));
        Files.writeString(folder.resolve("proc/42/stat"), "42 (claude) S " + "0 ".repeat(18) + "777 0 0");
        witness = new ClaudeCodeWitness(folder.resolve("home"), folder.resolve("proc"), desk, engine.clock);
        hear("'hook_event_name':'UserPromptSubmit','prompt':'Mend the parser, please'");
        hear("'hook_event_name':'PreToolUse','tool_name':'Bash','tool_use_id':'t1',"
                + "'tool_input':{'command':'mvn test'}");
    }

    @AfterEach
    void end() {
        desk.close();
        thread.close();
        engine.close();
    }

    @Test
    void anAnswerIsSeenWhenItIsGiven() throws IOException {
        hear("'hook_event_name':'PermissionRequest','tool_name':'Bash','tool_input':{'command':'mvn test'}");
        comesTo("waiting_approval");
        status("waiting", "'waitingFor':'permission prompt',");
        witness.look();
        comesTo("waiting_approval");
        pass(Duration.ofSeconds(5));
        status("busy", "");
        witness.look();
        comesTo("testing");
    }

    @Test
    void howASessionEndedThatIsIdleWithoutAnAnswerIsNotKnownUntilItsTranscriptTells() throws IOException {
        var transcript = Files.createFile(folder.resolve("home/projects/proj/s1.jsonl"));
        pass(Duration.ofSeconds(5));
        status("idle", "");
        witness.look();
        comesTo("testing");
        pass(Duration.ofSeconds(3));
        witness.look();
        comesTo("failed");
        assertEquals("lost", outcome());
        Files.writeString(transcript, interrupted(engine.clock.instant()));
        witness.look();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            engine.settle();
            return outcome().equals("cancelled");
        });
    }

    @Test
    void whatItsTranscriptSaysOfAnInterruptionCounts() throws IOException {
        status("busy", "");
        var transcript = folder.resolve("home/projects/proj/s1.jsonl");
        Files.writeString(transcript, interrupted(Instant.parse("2020-01-01T00:00:00Z")));
        witness.look();
        comesTo("testing");
        pass(Duration.ofSeconds(5));
        Files.writeString(transcript, interrupted(engine.clock.instant()), StandardOpenOption.APPEND);
        witness.look();
        comesTo("failed");
        assertEquals("cancelled", outcome());
    }

    @Test
    void aProcessThatIsGoneIsNoLongerAtWork() throws IOException {
        status("busy", "");
        witness.look();
        comesTo("testing");
        pass(Duration.ofSeconds(5));
        Files.writeString(folder.resolve("proc/42/stat"), "42 (another) S " + "0 ".repeat(18) + "999 0 0");
        witness.look();
        comesTo("failed");
        assertEquals("lost", outcome());
    }

    /** A file about a session of which no hook told says nothing here. */
    @Test
    void aSessionThatNobodyToldOfIsNone() throws IOException {
        Files.writeString(
                folder.resolve("home/sessions/43.json"),
                "{\"pid\":43,\"sessionId\":\"s2\",\"status\":\"busy\",\"statusUpdatedAt\":1795905493044}");
        witness.look();
        engine.settle();
        assertEquals(Optional.empty(), engine.board.known(new sitrep.core.event.TaskId("claude-code-s2")));
    }

    private void status(String status, String more) throws IOException {
        var text = "{'pid':42,'sessionId':'s1','procStart':'777'," + more + "'status':'" + status
                + "','statusUpdatedAt':" + engine.clock.instant().toEpochMilli() + "}";
        Files.writeString(folder.resolve("home/sessions/42.json"), text.replace('\'', '"'));
    }

    private void pass(Duration time) {
        engine.clock.advance(time);
    }

    private void hear(String fields) {
        pass(Duration.ofSeconds(1));
        var hook = "{'session_id':'s1','prompt_id':'p1'," + fields + "}";
        var body = hook.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        desk.hear("claude-code", Optional.empty(), Around.NONE, body);
    }

    /** A line of a transcript. */
    private static String interrupted(Instant at) {
        return "{\"type\":\"user\",\"timestamp\":\"%s\",\"message\":{\"content\":".formatted(at)
                + "[{\"type\":\"text\",\"text\":\"[Request interrupted by user]\"}]}}\n";
    }

    /** Told of in the background, so it is waited for. */
    private void comesTo(String phase) {
        Awaitility.await().ignoreExceptions().atMost(Duration.ofMinutes(2)).until(() -> {
            engine.settle();
            return engine.phase(TASK).equals(phase);
        });
    }

    private String outcome() {
        return engine.task(TASK).sitrep().outcome().orElseThrow().value().word();
    }
}
