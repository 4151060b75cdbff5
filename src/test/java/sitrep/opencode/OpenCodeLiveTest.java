package sitrep.opencode;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.App;
import sitrep.agents.AgentsTable;
import sitrep.config.Config;
import sitrep.config.OpenCodeSettings;
import sitrep.json.Json;
import sitrep.opencode.ScriptedChat.Refuse;
import sitrep.opencode.ScriptedChat.Say;
import sitrep.opencode.ScriptedChat.Turn;
import sitrep.opencode.ScriptedChat.Use;
import tools.jackson.databind.JsonNode;

/** The real OpenCode, against a model that says what its script says, is observed by a server of ours. */
class OpenCodeLiveTest {
    private static final long LONGEST_MINUTES = 3;

    private static final String MEND = "Please mend the addition in app.py";
    private static final String PUSH = "Please push all of it to the origin";
    private static final String WIPE = "Please push it away from here";
    private static final String CHOOSE = "Please ask me for the database";
    private static final String DELEGATE = "Please send somebody to look around";
    private static final String LOOK = "Look around there quietly";
    private static final String CROWDED = "Please do what has no room";
    private static final String LATE = "Please push before anybody looks";

    @TempDir
    private static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ScriptedChat model;
    private static OpenCode code;
    private static App app;

    @BeforeAll
    static void start() {
        var program = OpenCode.required();
        model = new ScriptedChat(scripts(folder.resolve("proj").resolve("app.py")));
        code = new OpenCode(program, folder, model.url());
        app = observing("one");
    }

    private static App observing(String name) {
        var settings = OpenCodeSettings.of(List.of("lab=" + code.url()), Map.of());
        var config = new Config(Config.LOOPBACK, 0, folder.resolve(name), Optional.empty()).observing(settings);
        var started = new App(config, InstantSource.system(), _ -> {});
        await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES)
                .until(() -> get(started, "/summary")
                        .at("/sources/live")
                        .asString("")
                        .equals("1"));
        return started;
    }

    private static Map<String, List<Turn>> scripts(Path file) {
        return Map.of(
                MEND,
                List.of(
                        new Use("read", "{\"filePath\":\"" + file + "\"}"),
                        new Use(
                                "todowrite",
                                "{\"todos\":[{\"content\":\"Mend it\",\"status\":\"in_progress\",\"priority\":\"high\","
                                        + "\"id\":\"1\"}]}"),
                        new Use(
                                "edit",
                                "{\"filePath\":\"" + file + "\",\"oldString\":\"a - b\",\"newString\":\"a + b\"}"),
                        new Say("It added wrongly, and no longer does.")),
                PUSH,
                List.of(push("git push origin v2.4.0"), new Say("Pushed, or not.")),
                WIPE,
                List.of(push("git push --force"), new Say("It is gone.")),
                LATE,
                List.of(push("git push origin late"), new Say("Pushed late.")),
                CHOOSE,
                List.of(
                        new Use(
                                "question",
                                "{\"questions\":[{\"question\":\"Which database?\",\"header\":\"Database\","
                                        + "\"options\":[{\"label\":\"SQLite\",\"description\":\"small\"},"
                                        + "{\"label\":\"PostgreSQL\",\"description\":\"big\"}]}]}"),
                        new Say("Thank you.")),
                DELEGATE,
                List.of(
                        new Use(
                                "task",
                                "{\"description\":\"Look around\",\"prompt\":\"" + LOOK
                                        + "\",\"subagent_type\":\"general\"}"),
                        new Say("Somebody looked around.")),
                LOOK,
                List.of(new Use("glob", "{\"pattern\":\"*.py\"}"), new Say("There is one file.")),
                CROWDED,
                List.of(new Refuse(429, "no room now")));
    }

    private static Turn push(String command) {
        return new Use("bash", "{\"command\":\"" + command + "\",\"description\":\"Push\"}");
    }

    @AfterAll
    static void end() {
        if (app != null) app.close();
        if (code != null) code.close();
        if (model != null) model.close();
    }

    private static JsonNode get(App of, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + of.port() + "/api/v1" + path));
            return Json.read(
                    CLIENT.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode awaited(App of, String name, Predicate<JsonNode> condition) {
        return await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES).until(() -> task(of, name), condition);
    }

    private static JsonNode task(App of, String name) {
        for (var task : get(of, "/tasks?limit=100").path("items")) {
            if (task.path("name").asString("").equals(name)) {
                return get(of, "/tasks/" + task.path("id").asString());
            }
        }
        return Json.read("{}");
    }

    private static Predicate<JsonNode> in(String phase) {
        return task -> task.path("phase").asString("").equals(phase);
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
    void aTaskGoesThroughItsPhasesAndIsDoneAndShown() {
        code.ask(MEND);
        var task = awaited(app, MEND, in("done"));
        assertTrue(phases(task).containsAll(Set.of("reading_context", "planning", "editing")), task.toString());
        AgentsTable.shows("OpenCode", "done", task);
        assertEquals(1, task.path("progress").path("total").asInt());
    }

    @Test
    void leaveIsWaitedForUntilItIsGiven() {
        var session = code.ask(PUSH);
        var task = awaited(app, PUSH, in("waiting_approval"));
        AgentsTable.shows("OpenCode wants leave", "asked", task);
        code.permit(session, "once");
        awaited(app, PUSH, in("done"));
    }

    @Test
    void whoeverIsRefusedStops() {
        var session = code.ask(WIPE);
        awaited(app, WIPE, in("waiting_approval"));
        code.permit(session, "reject");
        var task = awaited(app, WIPE, in("failed"));
        assertEquals("cancelled", task.path("outcome").asString());
    }

    @Test
    void aQuestionIsThereWithItsAnswers() {
        var session = code.ask(CHOOSE);
        var task = awaited(app, CHOOSE, in("waiting_user"));
        AgentsTable.shows("OpenCode asks", "asked", task);
        assertEquals("PostgreSQL", task.path("block").path("options").path(1).asString());
        code.answer(session, "SQLite");
        awaited(app, CHOOSE, in("done"));
    }

    @Test
    void aSubAgentIsARunOfTheSameTask() {
        code.ask(DELEGATE);
        var task = awaited(app, DELEGATE, in("done"));
        var kinds = new HashSet<String>();
        for (var run : task.path("runs")) {
            kinds.add(run.path("kind").asString());
            assertEquals("succeeded", run.path("outcome").asString(), task.toString());
        }
        assertEquals(Set.of("main", "subagent"), kinds, task.toString());
    }

    @Test
    void aProviderThatRefusesIsWaitedForUntilSomebodyGivesUp() {
        var session = code.ask(CROWDED);
        var task = awaited(app, CROWDED, in("waiting_dependency"));
        assertEquals("external_api", task.path("block").path("reason").asString());
        code.abort(session);
        awaited(app, CROWDED, it -> it.path("outcome").asString("").equals("cancelled"));
    }

    /** Nothing is told while somebody is waited for, so who comes late has to ask. */
    @Test
    void whatWaitsAlreadyIsSeenByWhoeverComesLate() {
        var session = code.ask(LATE);
        awaited(app, LATE, in("waiting_approval"));
        try (var other = observing("other")) {
            var task = awaited(other, LATE, in("waiting_approval"));
            assertEquals("git push origin late", task.path("block").path("text").asString());
            code.permit(session, "once");
            awaited(other, LATE, in("done"));
        }
    }
}
