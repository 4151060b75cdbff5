package sitrep.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.http.TestServer;

/** What agents say by their hooks, as they post it. */
class HooksApiTest {
    private static final String ROUTE = "/api/v1/hooks/claude-code";
    private static final String TASK = "/api/v1/tasks/claude-code-s1";

    private final TestServer server = TestServer.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_hook_as_it_comes_is_heard_and_becomes_a_task() {
        hear("'hook_event_name':'UserPromptSubmit','session_id':'s1','prompt_id':'p1','prompt':'Mend the parser now'");
        hear("'hook_event_name':'PermissionRequest','session_id':'s1','prompt_id':'p1','tool_name':'Bash',"
                + "'tool_input':{'command':'git push'}");
        await().atMost(30, SECONDS).until(() -> server.get(TASK).body().contains("waiting_approval"));
        var task = server.get(TASK).json();
        assertEquals("Mend the parser now", task.path("name").asString());
        assertEquals("git push", task.path("block").path("text").asString());
    }

    @Test
    void what_was_kept_for_later_is_durable_when_it_is_answered_and_has_its_own_time() {
        var at = server.clock.instant().minusSeconds(600);
        var list = "[{'at':" + at.toEpochMilli() + ",'host':'mill','hook':{'hook_event_name':'UserPromptSubmit',"
                + "'session_id':'s1','prompt_id':'p1','prompt':'Mend the parser now'}}]";
        assertEquals(200, server.post(ROUTE, list.replace('\'', '"')).status());
        var task = server.get(TASK).json();
        assertEquals(at.toString(), task.path("created").asString());
        var history = server.get(TASK + "/events").body();
        assertTrue(history.contains("claude-code@mill"), history);
    }

    /** A session that runs within other work is a part of that, and serves the run that began it. */
    @Test
    void a_session_within_other_work_is_a_part_of_it() {
        server.report("{'task':'run-7','name':'Nightly build','run':'run-7','phase':'testing'}");
        var hook =
                "{'hook_event_name':'UserPromptSubmit','session_id':'s1','prompt_id':'p1','prompt':'Mend the parser'}";
        var reply = server.post(ROUTE, hook.replace('\'', '"'), "X-Sitrep-Task", "run-7", "X-Sitrep-Run", "run-7");
        assertEquals(200, reply.status());
        await().atMost(30, SECONDS)
                .until(() ->
                        server.get("/api/v1/tasks/run-7").json().path("runs").size() == 2);
        var task = server.get("/api/v1/tasks/run-7").json();
        assertEquals("Nightly build", task.path("name").asString());
        var asked = task.path("runs")
                .valueStream()
                .filter(run -> run.path("id").asString().equals("p1"));
        assertEquals("run-7", asked.findAny().orElseThrow().path("parent").asString(), task.toString());
        assertEquals(task, server.get(TASK).json());
    }

    @Test
    void what_is_no_hook_is_refused_with_what_is_allowed() {
        assertEquals(422, server.post(ROUTE, "{}").status());
        assertEquals(422, server.post(ROUTE, "[{\"at\":1}]").status());
        assertEquals(400, server.post(ROUTE, "{").status());
        assertEquals(415, server.post(ROUTE, "text/plain", "{}".getBytes(UTF_8)).status());
        var other = server.post("/api/v1/hooks/parrot", "{}");
        assertEquals(422, other.status());
        assertTrue(other.body().contains("claude-code"), other.body());
    }

    @Test
    void a_hook_that_quotes_a_whole_file_is_heard_like_any_other() {
        var file = "x".repeat(3_000_000);
        hear("'hook_event_name':'PostToolUse','session_id':'s1','prompt_id':'p1','tool_name':'Read','tool_use_id':'t1',"
                + "'tool_input':{'file_path':'/a'},'tool_response':{'file':{'content':'" + file + "'}}");
        await().atMost(30, SECONDS).until(() -> server.get(TASK).status() == 200);
    }

    /** A hook that nobody knows says nothing, and is no mistake. */
    @Test
    void unknown_hooks_are_heard_too() {
        hear("'hook_event_name':'MoonRise','session_id':'s1'");
        assertEquals(404, server.get(TASK).status());
    }

    private void hear(String fields) {
        var reply = server.post(ROUTE, "{" + fields.replace('\'', '"') + "}");
        assertEquals(200, reply.status(), reply.body());
        assertEquals("{}", reply.body());
    }
}
