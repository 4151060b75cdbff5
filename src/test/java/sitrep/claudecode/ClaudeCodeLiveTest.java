package sitrep.claudecode;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.agents.AgentsTable;
import sitrep.claudecode.ScriptedMessages.Refuse;
import sitrep.claudecode.ScriptedMessages.Say;
import sitrep.claudecode.ScriptedMessages.Use;
import sitrep.cli.Typed;
import tools.jackson.databind.JsonNode;

/**
 * The real Claude Code, against a model that says what its script says, tells a server of ours of its work by the hooks
 * that {@code sitrep install} put into its settings.
 */
class ClaudeCodeLiveTest {
    private static final long LONGEST_MINUTES = 6;
    private static final int ESCAPE = 27;

    private static final String MEND = "Please mend the addition in app.py";
    private static final String DELEGATE = "Please send somebody to look around";
    private static final String LOOK = "Look around there quietly";
    private static final String SERVE = "Please start the long command behind you";
    private static final String LOCKED_OUT = "Please do what nobody pays for";
    private static final String PUSH = "Please push all of it to the origin";
    private static final String WIPE = "Please push it away from here";
    private static final String CHOOSE = "Please ask me for the database";

    @TempDir
    private static Path folder;

    private static Path home;
    private static Path gate;
    private static ScriptedMessages model;
    private static OwnServer server;
    private static Claude claude;

    @BeforeAll
    static void install() throws IOException {
        var program = Claude.required();
        home = Files.createDirectory(folder.resolve("home"));
        gate = folder.resolve("gate");
        var project = folder.resolve("proj");
        model = new ScriptedMessages(scripts(project));
        var port = freePort();
        var url = "http://127.0.0.1:" + port;
        claude = new Claude(program, home, project, model.url(), url);
        claude.settle();
        var installed = Typed.with(
                Map.of("HOME", home.toString(), "SITREP_URL", url),
                new Typed.Noted(),
                "install",
                "claude-code",
                "--program",
                OwnServer.program(home).toString(),
                "--yes");
        assertEquals(0, installed.code(), installed.err());
        server = new OwnServer(home, port);
    }

    private static Map<String, List<ScriptedMessages.Turn>> scripts(Path project) {
        var file = project.resolve("app.py");
        return Map.of(
                MEND,
                List.of(
                        new Use("Read", "{\"file_path\":\"" + file + "\"}"),
                        new Use("Bash", "{\"command\":\"python3 -m unittest -q\",\"description\":\"Run the tests\"}"),
                        new Use(
                                "Edit",
                                "{\"file_path\":\"" + file + "\",\"old_string\":\"a - b\",\"new_string\":\"a + b\"}"),
                        new Say("It added wrongly, and no longer does.")),
                DELEGATE,
                List.of(
                        new Use(
                                "Agent",
                                "{\"description\":\"Look around\",\"prompt\":\"" + LOOK
                                        + "\",\"subagent_type\":\"general-purpose\"}"),
                        new Say("Somebody looks around.")),
                LOOK,
                List.of(new Use("Bash", "{\"command\":\"ls\"}"), new Say("There is one file.")),
                SERVE,
                List.of(
                        new Use(
                                "Bash",
                                "{\"command\":\"until [ -e " + gate
                                        + " ]; do read -t 1 x; done; true\",\"run_in_background\":true,"
                                        + "\"description\":\"Wait for the gate\"}"),
                        new Say("It runs behind me.")),
                LOCKED_OUT,
                List.of(new Refuse(401, "authentication_error", "invalid x-api-key")),
                PUSH,
                List.of(new Use("Bash", "{\"command\":\"git push origin v2.4.0\"}"), new Say("Pushed, or not.")),
                WIPE,
                List.of(new Use("Bash", "{\"command\":\"git push --force\"}"), new Say("It is gone.")),
                CHOOSE,
                List.of(
                        new Use(
                                "AskUserQuestion",
                                "{\"questions\":[{\"question\":\"Which database?\",\"header\":\"Database\","
                                        + "\"multiSelect\":false,\"options\":[{\"label\":\"SQLite\",\"description\":"
                                        + "\"small\"},{\"label\":\"PostgreSQL\",\"description\":\"big\"}]}]}"),
                        new Say("Thank you.")));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void end() {
        if (server != null) server.close();
        if (model != null) model.close();
    }

    @Test
    void aTaskGoesThroughItsPhasesAndIsDoneAndShown() throws Exception {
        end(claude.askUnderRun(MEND, "--permission-mode", "acceptEdits", "--allowedTools", "Bash"));
        var task = awaited(MEND, it -> phase(it).equals("done"));
        assertEquals(run(task, "process").path("id"), run(task, "main").path("parent"), task.toString());
        AgentsTable.shows("Claude Code under sitrep run", "done", task);
        assertTrue(phases(task).containsAll(Set.of("reading_context", "testing", "editing", "done")), task.toString());
        assertEquals("settled", task.path("attention").asString());
        assertTrue(task.path("reported").path("to").asString().contains("proj"), task.toString());
        assertEquals(
                "It added wrongly, and no longer does.",
                task.path("update").path("text").asString());
    }

    @Test
    void whoeverDelegatesIsDoneWhenThatIs() throws InterruptedException {
        end(claude.ask(DELEGATE, "--permission-mode", "acceptEdits", "--allowedTools", "Bash"));
        var task = awaited(DELEGATE, it -> phase(it).equals("done"));
        var kinds = new HashSet<String>();
        for (var run : task.path("runs")) {
            kinds.add(run.path("kind").asString());
            assertEquals("succeeded", run.path("outcome").asString(), task.toString());
        }
        assertEquals(Set.of("main", "subagent"), kinds, task.toString());
        AgentsTable.shows("Claude Code delegates", "done", task);
    }

    @Test
    void aCommandInTheBackgroundIsWaitedFor() throws Exception {
        var process = claude.ask(SERVE, "--permission-mode", "acceptEdits", "--allowedTools", "Bash");
        awaited(SERVE, it -> run(it, "main").path("phase").asString("").equals("waiting_dependency"));
        assertFalse(server.task(SERVE).has("outcome"));
        Files.writeString(gate, "");
        end(process);
        var task = awaited(SERVE, it -> phase(it).equals("done"));
        assertEquals("succeeded", run(task, "process").path("outcome").asString(), task.toString());
    }

    @Test
    void aKeyThatIsNotTakenFailsAndSaysWhoCanHelp() throws InterruptedException {
        end(claude.ask(LOCKED_OUT));
        var task = awaited(LOCKED_OUT, it -> phase(it).equals("failed"));
        AgentsTable.shows("Claude Code, a key that is not taken", "failed", task);
    }

    /** Denied at once where nobody sits, its call is over, and so is the wait. */
    @Test
    void whatIsDeniedIsOver() throws InterruptedException {
        end(claude.ask(PUSH, "--permission-mode", "default"));
        var task = awaited(PUSH, it -> phase(it).equals("done"));
        assertTrue(phases(task).contains("waiting_approval"), task.toString());
        AgentsTable.shows("Claude Code, denied", "done", task);
    }

    @Test
    void whereNoServerIsNothingBreaks() throws Exception {
        var port = freePort();
        var elsewhere = Files.createDirectory(folder.resolve("alone"));
        var alone = new Claude(
                claude.program(), elsewhere, folder.resolve("alone-proj"), model.url(), "http://127.0.0.1:" + port);
        alone.settle();
        var installed = Typed.with(
                Map.of("HOME", elsewhere.toString(), "SITREP_URL", "http://127.0.0.1:" + port),
                new Typed.Noted(),
                "install",
                "claude-code",
                "--command",
                "--program",
                OwnServer.program(elsewhere).toString(),
                "--yes");
        assertEquals(0, installed.code(), installed.err());
        end(alone.ask(PUSH, "--permission-mode", "default"));
        assertTrue(alone.printed().contains("Pushed, or not."), alone.printed());
        var kept = elsewhere.resolve("data").resolve("hooks").resolve("claude-code.ndjson");
        await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES)
                .ignoreExceptions()
                .until(() -> Files.readString(kept).contains("UserPromptSubmit"));
        try (var later = new OwnServer(elsewhere, port)) {
            await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES)
                    .ignoreExceptions()
                    .until(() -> later.task(PUSH).has("id"));
        }
    }

    @Test
    void onItsScreenApprovalsAndQuestionsAreSeenAndTheirAnswersToo() throws Exception {
        var process = claude.sitDown();
        try (var keys = process.getOutputStream()) {
            await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES)
                    .until(() -> Files.isDirectory(home.resolve(".claude/sessions")) && isIn("idle"));
            var before = typed().length();
            type(keys, CHOOSE);
            var asked = awaited(CHOOSE, it -> phase(it).equals("waiting_user"));
            AgentsTable.shows("Claude Code at its screen", "asked", asked);
            answer(keys, '\r', before);
            awaited(CHOOSE, it -> phase(it).equals("done"));
            before = typed().length();
            type(keys, WIPE);
            var waits = awaited(WIPE, it -> phase(it).equals("waiting_approval"));
            AgentsTable.shows("Claude Code at its screen", "wants leave", waits);
            answer(keys, ESCAPE, before);
            var stopped = awaited(WIPE, it -> it.has("outcome"));
            assertEquals("cancelled", stopped.path("outcome").asString(), stopped.toString());
        } finally {
            Claude.kill(process);
        }
    }

    /**
     * Answers what is asked on its screen. A hook tells of it a little before it stands there, and a key that comes too
     * soon is lost: it is pressed again while the session says that it waits.
     */
    private static void answer(OutputStream keys, int key, int from) {
        await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES)
                .until(() -> typed().indexOf("Esctocancel", from) >= 0 && isIn("waiting"));
        await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES)
                .pollInterval(1, TimeUnit.SECONDS)
                .until(() -> {
                    if (isIn("waiting")) press(keys, key);
                    return !isIn("waiting");
                });
    }

    /** Its screen without blanks, for it moves about instead of writing some of them. */
    private static String typed() {
        return claude.shown().replaceAll("\\s", "");
    }

    /** Whether the file of a session says so. */
    private static boolean isIn(String status) throws IOException {
        try (var files = Files.list(home.resolve(".claude/sessions"))) {
            for (var file : files.toList()) {
                if (Files.readString(file).contains("\"status\":\"" + status + "\"")) return true;
            }
        }
        return false;
    }

    /** Its screen takes what comes at once for pasted, so the key that sends it is pressed when the text is there. */
    private static void type(OutputStream keys, String text) throws IOException {
        var before = claude.shown().length();
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
        var last = text.substring(text.lastIndexOf(' ') + 1);
        await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES)
                .until(() -> claude.shown().indexOf(last, before) >= 0);
        press(keys, '\r');
    }

    private static void press(OutputStream keys, int key) throws IOException {
        keys.write(key);
        keys.flush();
    }

    private static void end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES), () -> claude.printed());
    }

    private static JsonNode awaited(String name, Predicate<JsonNode> wanted) {
        return await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES)
                .ignoreExceptions()
                .until(() -> server.task(name), wanted);
    }

    private static String phase(JsonNode task) {
        return task.path("phase").asString("");
    }

    private static JsonNode run(JsonNode task, String kind) {
        for (var run : task.path("runs")) if (run.path("kind").asString("").equals(kind)) return run;
        return task.path("none");
    }

    private static Set<String> phases(JsonNode task) {
        var phases = new HashSet<String>();
        for (var run : task.path("runs")) {
            for (var segment : run.path("segments"))
                phases.add(segment.path("phase").asString());
        }
        phases.add(phase(task));
        return phases;
    }
}
