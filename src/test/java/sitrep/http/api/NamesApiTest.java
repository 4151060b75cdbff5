package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import sitrep.http.TestServer;
import sitrep.http.TestServer.Reply;

/** A task that has two names is found by both, and is told of as one. */
class NamesApiTest {

    private static Reply report(TestServer server, String json) {
        return server.post("/api/v1/events", json.replace('\'', '"'));
    }

    @Test
    void whatever_is_asked_or_noted_by_the_other_name_is_about_the_joined_task() {
        try (var server = TestServer.inMemory()) {
            report(server, "{'task':'z/1','name':'Nightly build','run':'r','phase':'done'}");
            report(server, "{'task':'a','outcome':'succeeded'}");
            assertEquals(202, report(server, "{'task':'a','alias':'z/1'}").status());
            assertEquals(1, server.get("/api/v1/tasks").json().path("items").size());
            assertEquals(
                    "a", server.get("/api/v1/tasks/z%2F1").json().path("id").asString());
            assertEquals(
                    "a",
                    server.get("/api/v1/tasks/z%2F1/why").json().path("task").asString());
            var events = server.get("/api/v1/tasks/z%2F1/events").json().path("items");
            assertEquals(4, events.size());
            assertEquals("z/1", events.get(0).path("subject").asString(), "an event is told as it was taken in");
            var noted = server.post("/api/v1/tasks/z%2F1/reported", "{\"to\":\"#release\"}");
            assertEquals(200, noted.status(), noted.body());
            assertEquals(
                    "settled",
                    server.get("/api/v1/tasks/a").json().path("attention").asString());
            var found = server.get("/api/v1/tasks?q=nightly").json().path("items");
            assertEquals("a", found.get(0).path("id").asString());
        }
    }

    @Test
    void a_list_answers_how_many_it_lost() {
        try (var server = TestServer.inMemory()) {
            report(server, "{'source':'ci','task':'t','run':'r','phase':'editing','time':'2026-11-22T09:00:00Z'}");
            var reply = report(server, "{'source':'ci','runs':[]}");
            var item = reply.json().path("items").get(0);
            assertEquals("accepted", item.path("status").asString());
            assertEquals(1, item.path("lost").intValue());
            assertFalse(item.has("seq"));
            assertTrue(server.get("/api/v1/tasks/t").body().contains("ci lists it no longer"));
            var unnamed = report(server, "{'runs':[]}");
            RefusalsTest.assertProblem(
                    unnamed, 422, "source", "no name beside 'runs'", "the name of the source that says so");
            RefusalsTest.assertProblem(
                    report(server, "{'source':'ci','runs':{'task':'t'}}"), 422, "runs", "an object", "a list");
            RefusalsTest.assertProblem(
                    report(server, "{'source':'ci','runs':[{'run':'r'}]}"), 422, "runs.task", "nothing", "a text");
        }
    }
}
