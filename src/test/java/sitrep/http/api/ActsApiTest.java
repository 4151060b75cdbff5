package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.LongEnough;
import sitrep.connect.doorbell.DoorbellHand;
import sitrep.core.act.Act;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;

/** What operators ask of sources, over HTTP. */
class ActsApiTest {
    private static final String TASK = "/api/v1/tasks/parcel";
    private static final String KEY = "Idempotency-Key";

    private final TestServer server = TestServer.inMemory();
    private final DoorbellHand door = new DoorbellHand("door", this::happens);

    ActsApiTest() {
        server.report("{'task':'parcel','source':'door','owner':'Dana','block':{'id':'b1','reason':'approval',"
                + "'text':'rm -rf build','options':['yes','no']}}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void happens(Act act) {
        server.report("{'task':'" + act.target().task().text() + "','source':'door','phase':'editing'}");
        server.post("/api/v1/events", """
            {"specversion":"1.0","id":"%s","source":"door","type":"sitrep.run.unblocked","subject":"%s",
             "data":{"block":"b1"}}\
            """.formatted(
                        act.id().text(), act.target().task().text()));
    }

    private TestServer.Reply act(String json, String key) {
        return server.post(TASK + "/acts", json.replace('\'', '"'), KEY, key);
    }

    @Test
    void what_can_be_done_is_told_with_what_it_will_do() {
        assertFalse(server.get(TASK).json().has("acts"));
        server.acts.add(door);
        var offer = server.get(TASK).json().path("acts").get(0);
        assertEquals("approve", offer.path("verb").asString());
        assertEquals("main", offer.path("run").asString());
        assertEquals("b1", offer.path("block").asString());
        assertEquals("Lets this run once: rm -rf build", offer.path("does").asString());
        assertEquals("Run rm -rf build?", offer.path("confirm").asString());
        var answer = server.get(TASK).json().path("acts").get(3);
        assertEquals("required", answer.path("text").asString());
        assertEquals("[\"yes\",\"no\"]", answer.path("options").toString());
        assertEquals(
                "[\"yes\",\"no\"]",
                server.get(TASK).json().path("block").path("options").toString());
        var row = server.get("/api/v1/tasks").json().path("items").get(0);
        assertEquals(server.get(TASK).json().path("acts"), row.path("acts"));
        assertEquals(
                row.path("acts"),
                server.get("/api/v1/summary").json().path("needs").get(0).path("acts"));
    }

    @Test
    void it_is_done_once_and_the_receipt_says_what_came_of_it() {
        server.acts.add(door);
        var rev = server.get(TASK).json().path("acts").get(0).path("rev").asString();
        var json = "{'verb':'approve','run':'main','block':'b1','rev':'" + rev + "','by':'Dana','from':'page'}";
        var reply = act(json, "key-0001");
        assertEquals(202, reply.status(), reply.body());
        var receipt = reply.json().path("receipt");
        assertEquals("seen", receipt.path("state").asString());
        assertEquals(
                "Dana approved it: the question is gone", receipt.path("says").asString());
        assertEquals("127.0.0.1", receipt.path("where").asString());
        assertEquals(receipt, act(json, "key-0001").json().path("receipt"));
        var second = act("{'verb':'deny','run':'main','block':'b1'}", "key-0002");
        assertEquals(409, second.status());
        assertEquals("/problems/not-now", second.json().path("type").asString());
        assertTrue(second.json().path("detail").asString().startsWith("Dana approved it "), second.body());
        assertEquals(1, door.heard().size());
        var whole = server.get(TASK).json();
        assertEquals(receipt, whole.path("receipts").get(0));
        assertEquals(receipt, whole.path("receipt"));
        var why = server.get(TASK + "/why?field=receipts").json();
        assertTrue(why.toString().contains("Dana approved it: the question is gone"), why::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        {'verb':'approve'};                       short; application/json; 400
        {'verb':'approve'};                       key-0001; text/plain; 415
        {'verb':'dance'};                         key-0001; application/json; 422
        {'verb':'answer'};                        key-0001; application/json; 422
        {'verb':'approve','colour':'red'};        key-0001; application/json; 422
        {'verb':'approve','run':'other'};         key-0001; application/json; 409
        {'verb':'approve','rev':'stale'};         key-0001; application/json; 409
        {'verb':'resend'};                        key-0001; application/json; 409
        nonsense;                                 key-0001; application/json; 400
        """)
    void what_cannot_be_done_is_refused_and_nothing_is_sent(String body, String key, String type, int status) {
        server.acts.add(door);
        var reply =
                server.post(TASK + "/acts", type, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), KEY, key);
        assertEquals(status, reply.status(), reply.body());
        assertEquals(0, door.heard().size());
        assertFalse(server.get(TASK).json().has("receipts"));
    }

    @Test
    void without_a_key_or_a_task_nothing_is_done() {
        server.acts.add(door);
        assertEquals(400, server.post(TASK + "/acts", "{\"verb\":\"approve\"}").status());
        assertEquals(
                404,
                server.post("/api/v1/tasks/nobody/acts", "{\"verb\":\"approve\"}", KEY, "key-0001")
                        .status());
        assertEquals(0, door.heard().size());
    }

    @ParameterizedTest
    @CsvSource({"Origin,https://evil.example", "Sec-Fetch-Site,cross-site"})
    void a_forged_request_is_refused(String header, String value) {
        server.acts.add(door);
        var reply = server.post(TASK + "/acts", "{\"verb\":\"approve\"}", KEY, "key-0001", header, value);
        assertEquals(403, reply.status());
        assertEquals(0, door.heard().size());
    }

    @Test
    void a_server_that_only_looks_offers_nothing_and_does_nothing() {
        server.acts.lookOnly();
        server.acts.add(door);
        assertFalse(server.get(TASK).json().has("acts"));
        var reply = act("{'verb':'approve'}", "key-0001");
        assertEquals(409, reply.status());
        assertEquals(0, door.heard().size());
    }

    @Test
    void with_a_token_nobody_acts_without_it() {
        try (var locked = TestServer.withToken("long-and-random")) {
            var reply = locked.post("/api/v1/tasks/parcel/acts", "{\"verb\":\"approve\"}", KEY, "key-0001");
            assertEquals(401, reply.status());
            assertEquals(401, locked.post("/api/v1/acts", "[]", KEY, "key-0001").status());
            assertEquals(401, locked.post("/api/v1/orders", "{}").status());
        }
    }

    @Test
    void what_others_may_not_say_is_that_something_was_asked() {
        var reply = server.post("/api/v1/events", """
            {"specversion":"1.0","id":"1","source":"operator","type":"sitrep.act.asked","subject":"parcel",
             "data":{"act":"1","verb":"approve","from":"page"}}\
            """);
        assertEquals(422, reply.status(), reply.body());
    }

    @Test
    void several_are_asked_each_on_its_own() {
        server.acts.add(door);
        server.report("{'task':'letter','source':'door','block':{'id':'b1','reason':'approval','text':'Read it?'}}");
        var reply = server.post("/api/v1/acts", """
            [{"task":"parcel","verb":"approve"},{"task":"nobody","verb":"approve"},
             {"task":"letter","verb":"deny"},{"task":"letter","verb":"sing"}]\
            """, KEY, "key-0001");
        assertEquals(202, reply.status(), reply.body());
        var items = reply.json().path("items");
        assertEquals("asked", items.get(0).path("status").asString());
        assertEquals("seen", items.get(0).path("receipt").path("state").asString());
        assertEquals(404, items.get(1).path("problem").path("status").asInt());
        assertEquals("letter", items.get(2).path("task").asString());
        assertEquals(422, items.get(3).path("problem").path("status").asInt());
        assertEquals(2, door.heard().size());
    }

    @Test
    void a_source_without_a_word_holds_nobody_up_for_long() {
        server.acts.add(door);
        door.is(DoorbellHand.Mood.DEAF);
        var receipt = act("{'verb':'approve'}", "key-0001").json().path("receipt");
        assertEquals("sent", receipt.path("state").asString());
        server.tick(Duration.ofSeconds(31));
        assertEquals(
                "unanswered",
                server.get(TASK).json().path("receipt").path("state").asString());
    }

    @Test
    void listeners_hear_when_a_hand_comes_or_goes() {
        server.acts.add(door);
        try (var listener = server.listen("")) {
            listener.next("hello");
            server.acts.changed("door");
            assertTrue(listener.next("task").json().has("acts"));
            door.is(DoorbellHand.Mood.AWAY);
            server.acts.changed("door");
            assertFalse(listener.next("task").json().has("acts"));
        }
    }

    @Test
    void whoever_runs_something_asks_for_orders_and_says_what_became_of_them() throws Exception {
        server.report("{'task':'build','run':'r1','source':'run@office','phase':'testing','worker':{'id':'w',"
                + "'kind':'process','name':'mvn verify'}}");
        var asked = CompletableFuture.supplyAsync(() -> orders("", 20));
        JsonNode task = await(
                () -> server.get("/api/v1/tasks/build").json(),
                it -> it.path("acts").size() == 2);
        assertEquals("stop", task.path("acts").get(0).path("verb").asString());
        assertEquals(
                "Stop 'mvn verify'?", task.path("acts").get(0).path("confirm").asString());
        var receipt = CompletableFuture.supplyAsync(
                () -> server.post("/api/v1/tasks/build/acts", "{\"verb\":\"stop\",\"by\":\"Kim\"}", KEY, "key-0001")
                        .json()
                        .path("receipt"));
        var order =
                asked.get(LongEnough.SECONDS, TimeUnit.SECONDS).path("orders").get(0);
        assertEquals("stop", order.path("verb").asString());
        var done = ",\"done\":[{\"act\":\"" + order.path("act").asString() + "\",\"taken\":true,\"how\":\"SIGINT\"}]";
        assertEquals("{\"orders\":[]}", orders(done, 0).toString());
        assertEquals(
                "Kim asked it to stop: the source took it (SIGINT)",
                receipt.get(LongEnough.SECONDS, TimeUnit.SECONDS).path("says").asString());
        server.report("{'task':'build','run':'r1','source':'run@office','outcome':'cancelled'}");
        assertEquals(
                "Kim asked it to stop: it was cancelled",
                server.get("/api/v1/tasks/build")
                        .json()
                        .path("receipt")
                        .path("says")
                        .asString());
    }

    private JsonNode orders(String done, int wait) {
        var body =
                "{\"task\":\"build\",\"run\":\"r1\",\"source\":\"run@office\",\"can\":[\"stop\",\"cancel\"],\"wait\":"
                        + wait + done + "}";
        var reply = server.post("/api/v1/orders", body);
        assertEquals(200, reply.status(), reply.body());
        return reply.json();
    }

    private static JsonNode await(Supplier<JsonNode> look, Predicate<JsonNode> until) {
        return Awaitility.await().until(look::get, until);
    }
}
