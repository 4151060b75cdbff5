package sitrep.agents;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.App;
import sitrep.agents.ScriptedModels.Say;
import sitrep.agents.ScriptedModels.Use;
import sitrep.cli.Typed;
import sitrep.config.Config;
import sitrep.connect.tee.Teed;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * The real Gemini CLI, Copilot CLI and Codex, against a model that says what its script says, tell a server of ours of
 * their work by the hooks that {@code sitrep install} put into their settings.
 */
class HookedAgentsLiveTest {
    private static final long LONGEST_MINUTES = 3;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ANSWER = "It added wrongly, and no longer does.";

    private static final String GEMINI = "Please mend the addition with Gemini";
    private static final String COPILOT = "Please mend the addition with Copilot";
    private static final String DENIED = "Please push all of it to the origin";
    private static final String CODEX = "Please mend the addition with Codex";
    private static final String ASKED = "Please write a file outside of the project";

    @TempDir
    private static Path folder;

    private static Path project;
    private static ScriptedModels model;
    private static App app;

    @BeforeAll
    static void start() throws IOException {
        project = Files.createDirectory(folder.resolve("proj"));
        Files.writeString(project.resolve("app.py"), "def add(a, b):\n    return a - b\n");
        model = new ScriptedModels(scripts(project.resolve("app.py")));
        var config = new Config(Config.LOOPBACK, 0, folder.resolve("data"), Optional.empty());
        app = new App(config, InstantSource.system(), _ -> {});
    }

    private static Map<String, List<ScriptedModels.Turn>> scripts(Path file) {
        var test = "{\"command\":\"python3 -m unittest -q\",\"description\":\"Run the tests\"}";
        return Map.of(
                GEMINI,
                List.of(
                        new Use("read_file", "{\"file_path\":\"" + file + "\"}"),
                        new Use("run_shell_command", test),
                        new Say(ANSWER)),
                COPILOT,
                List.of(new Use("view", "{\"path\":\"" + file + "\"}"), new Use("bash", test), new Say(ANSWER)),
                DENIED,
                List.of(
                        new Use("bash", "{\"command\":\"git push origin v2.4.0\",\"description\":\"Push\"}"),
                        new Say("Pushed, or not.")),
                ASKED,
                List.of(
                        new Use(
                                "exec_command",
                                "{\"cmd\":\"touch ../outside.txt\",\"sandbox_permissions\":\"require_escalated\","
                                        + "\"justification\":\"Outside?\"}"),
                        new Say(ANSWER)),
                CODEX,
                List.of(
                        new Use("exec_command", "{\"cmd\":\"cat app.py\"}"),
                        new Use("exec_command", "{\"cmd\":\"python3 -m unittest -q\"}"),
                        new Say(ANSWER)));
    }

    @AfterAll
    static void end() {
        if (app != null) app.close();
        if (model != null) model.close();
    }

    /** The folder of a package as the launcher has installed it. Without one a test is skipped: a failure on CI. */
    private static Path required(String agent, String name) {
        var variable = "SITREP_" + agent.toUpperCase(Locale.ROOT) + "_INSTALL";
        var found = Optional.ofNullable(System.getenv(variable))
                .map(install -> Path.of(install, "node_modules").resolve(name))
                .filter(Files::exists);
        var why = Optional.ofNullable(System.getenv("SITREP_NO_" + agent.toUpperCase(Locale.ROOT)))
                .orElse("./sitrep test installs it and sets " + variable + " to its folder");
        Assumptions.assumeTrue(found.isPresent(), () -> "there is no " + agent + ": " + why);
        return found.orElseThrow();
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    }

    private static Path home(String agent) throws IOException {
        var home = Files.createDirectories(folder.resolve("home-" + agent));
        if (agent.equals("gemini")) {
            Files.writeString(
                    Files.createDirectory(home.resolve(".gemini")).resolve("settings.json"),
                    "{\"security\":{\"auth\":{\"selectedType\":\"gemini-api-key\"}}}");
        }
        var installed = Typed.with(
                Map.of("HOME", home.toString(), "SITREP_URL", "http://127.0.0.1:" + app.port()),
                new Typed.Noted(),
                "install",
                agent,
                "--program",
                "false",
                "--yes");
        assertEquals(0, installed.code(), installed.err());
        return home;
    }

    private static void run(List<String> command, Path home, Map<String, String> more) throws Exception {
        var environment = new HashMap<>(more);
        environment.putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", home.toString(), "LANG", "C.UTF-8"));
        environment.putAll(Map.of("TERM", "dumb", "TZ", "UTC", "SITREP_URL", "http://127.0.0.1:" + app.port()));
        environment.put("SITREP_DATA", home.resolve("data").toString());
        var process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.log").toFile());
        process.environment().clear();
        process.environment().putAll(environment);
        var started = process.start();
        if (!started.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            started.descendants().toList().forEach(ProcessHandle::destroyForcibly);
            started.destroyForcibly();
            throw new AssertionError("it did not end: " + Files.readString(home.resolve("out.log")));
        }
    }

    private static JsonNode get(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/api/v1" + path));
            return Json.read(
                    CLIENT.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode done(String name) {
        Predicate<JsonNode> isDone = task -> task.path("phase").asString("").equals("done");
        return await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES).until(() -> task(name), isDone);
    }

    private static JsonNode task(String name) {
        for (var task : get("/tasks?limit=100").path("items")) {
            if (task.path("name").asString("").equals(name)) {
                return get("/tasks/" + task.path("id").asString());
            }
        }
        return Json.read("{}");
    }

    private static Set<String> phases(JsonNode task) {
        var phases = new HashSet<String>();
        for (var run : task.path("runs")) {
            for (var segment : run.path("segments"))
                phases.add(segment.path("phase").asString());
        }
        return phases;
    }

    @Test
    void geminiGoesThroughItsPhasesAndIsDone() throws Exception {
        var program = required("gemini", "@google/gemini-cli/bundle/gemini.js");
        var node = Optional.ofNullable(System.getenv("SITREP_NODE")).orElse("node");
        var home = home("gemini");
        var command =
                List.of(node, program.toString(), "-m", "gemini-2.5-flash", "--approval-mode", "yolo", "-p", GEMINI);
        run(
                UnderRun.words(home, GEMINI, command),
                home,
                Map.of(
                        "GEMINI_API_KEY", "none",
                        "GOOGLE_GEMINI_BASE_URL", model.url(),
                        "GEMINI_TELEMETRY_ENABLED", "false",
                        "GEMINI_CLI_TRUST_WORKSPACE", "true"));
        isOne("Gemini CLI", done(GEMINI));
    }

    private static Map<String, String> copilot() {
        return Map.of(
                "COPILOT_OFFLINE", "true",
                "COPILOT_PROVIDER_BASE_URL", model.url() + "/v1",
                "COPILOT_PROVIDER_API_KEY", "none",
                "COPILOT_MODEL", "scripted",
                "COPILOT_AUTO_UPDATE", "false");
    }

    @Test
    void copilotGoesThroughItsPhasesAndIsDone() throws Exception {
        var program = required("copilot", "@github/copilot-linux-" + architecture() + "/copilot");
        var home = home("copilot");
        var command = List.of(program.toString(), "-p", COPILOT, "--allow-all-tools");
        run(UnderRun.words(home, COPILOT, command), home, copilot());
        isOne("Copilot CLI", done(COPILOT));
        run(List.of(program.toString(), "-p", DENIED), home, copilot());
        var denied = done(DENIED);
        assertTrue(phases(denied).contains("waiting_approval"), denied.toString());
        AgentsTable.shows("Copilot CLI, denied", "done", denied);
    }

    private static Path codex() throws IOException {
        var vendor = required("codex", "@openai/codex-linux-" + architecture() + "/vendor");
        try (var all = Files.walk(vendor)) {
            return all.filter(file -> file.endsWith(Path.of("bin", "codex")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void useModel(Path home) throws IOException {
        Files.writeString(home.resolve(".codex").resolve("config.toml"), """
                model = "scripted"
                model_provider = "lab"
                [model_providers.lab]
                name = "Laboratory"
                base_url = "%s/v1"
                wire_api = "responses"
                env_key = "LAB_KEY"
                """.formatted(model.url()));
    }

    @Test
    void codexGoesThroughItsPhasesAndIsDone() throws Exception {
        var program = codex();
        var home = home("codex");
        useModel(home);
        var command = new ArrayList<>(List.of(program.toString(), "exec", "--dangerously-bypass-hook-trust"));
        command.addAll(List.of("--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", CODEX));
        run(UnderRun.words(home, CODEX, command), home, Map.of("LAB_KEY", "none"));
        isOne("Codex", done(CODEX));
    }

    /** Process and hooks tell of one task, and what is asked serves the process. */
    private static void isOne(String agent, JsonNode task) {
        assertTrue(phases(task).containsAll(Set.of("reading_context", "testing")), task.toString());
        var kinds = new HashSet<String>();
        for (var run : task.path("runs")) {
            kinds.add(run.path("kind").asString() + (run.has("parent") ? " that serves" : ""));
        }
        assertEquals(Set.of("process", "main that serves"), kinds, task.toString());
        AgentsTable.shows(agent + " under sitrep run", "done", task);
    }

    /** Whoever drives it asks for something, and allows what that needs once the board says that it waits for it. */
    @Test
    void whatCodexAsksItsClientForIsSeenBehindItsAppServer() throws Exception {
        var home = folder.resolve("home-app-server");
        Files.createDirectories(home.resolve(".codex"));
        useModel(home);
        var teed = new Teed(folder.resolve("app-server"), "http://127.0.0.1:" + app.port())
                .with("HOME", home.toString())
                .with("CODEX_HOME", home.resolve(".codex").toString())
                .with("LAB_KEY", "none");
        var process = teed.builder(Teed.behind("app-server", codex().toString(), "app-server"))
                .directory(project.toFile())
                .redirectError(home.resolve("err.log").toFile())
                .start();
        CompletableFuture.delayedExecutor(LONGEST_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try (var in = process.outputWriter();
                var out = process.inputReader()) {
            say(in, "{'id':1,'method':'initialize','params':{'clientInfo':{'name':'lab','title':'L','version':'1'}}}");
            heard(out, said -> said.path("id").asInt(0) == 1);
            say(in, "{'method':'initialized'}");
            var where = "'cwd':'" + project + "','approvalPolicy':'on-request','sandbox':'workspace-write'";
            say(in, "{'id':2,'method':'thread/start','params':{" + where + "}}");
            var started = heard(out, said -> said.path("id").asInt(0) == 2);
            var thread = started.path("result").path("thread").path("id").asString("");
            say(
                    in,
                    "{'id':3,'method':'turn/start','params':{'threadId':'" + thread
                            + "','input':[{'type':'text','text':'" + ASKED + "'}]}}");
            var asked = heard(out, said -> isMethod(said, "item/commandExecution/requestApproval"));
            Predicate<JsonNode> waits =
                    task -> task.path("block").path("text").asString("").contains("touch ../outside.txt");
            await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES).until(() -> task(ASKED), waits);
            say(in, "{'id':" + asked.path("id") + ",'result':{'decision':'accept'}}");
            heard(out, said -> isMethod(said, "turn/completed"));
            var task = done(ASKED);
            assertEquals("codex-" + thread, task.path("id").asString());
            assertTrue(phases(task).contains("waiting_approval"), task.toString());
        }
        assertTrue(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES));
    }

    private static boolean isMethod(JsonNode said, String method) {
        return said.path("method").asString("").equals(method);
    }

    private static void say(BufferedWriter in, String message) throws IOException {
        in.write(message.replace('\'', '"') + "\n");
        in.flush();
    }

    /** The next message like this. */
    private static JsonNode heard(BufferedReader out, Predicate<JsonNode> wanted) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var said = Json.read(line);
            if (wanted.test(said)) return said;
        }
        throw new AssertionError("it ended before it said so");
    }
}
