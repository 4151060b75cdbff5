package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.LongEnough;
import sitrep.core.notice.Courier.Receipt;
import sitrep.core.notice.NoticeFilter;
import sitrep.core.notice.NoticeSetup;
import sitrep.core.notice.NoticeSetup.Addressee;
import sitrep.core.notice.NoticeTarget;
import sitrep.http.TestServer;

/** Who is told of what, as the API tells it. */
class NoticesApiTest {
    private final TestServer server = TestServer.inMemory();
    private volatile Receipt receipt = new Receipt.Delivered("answered 200");

    @AfterEach
    void stop() {
        server.close();
    }

    private void setUp() {
        var rules = new NoticeTarget(
                "team",
                NoticeTarget.USUAL,
                NoticeFilter.ALL,
                Duration.ofSeconds(10),
                12,
                true,
                false,
                Optional.empty(),
                Optional.empty());
        var team = new Addressee(rules, "slack", "https://hooks.example/…", (_, _, _) -> receipt);
        server.told.set(new NoticeSetup("notify.json", List.of(team), List.of("line 3: a mistake")));
        server.notices.tick();
    }

    private void askedAndTold(String task) {
        server.report("{'task':'" + task + "','name':'Ship','phase':'waiting_approval','text':'git push'}");
        server.notices.tick();
        server.tick(Duration.ofSeconds(10));
        server.notices.tick();
    }

    @Test
    void each_decision_says_its_rule_and_its_numbers() {
        setUp();
        askedAndTold("t");
        askedAndTold("u");
        var page = server.get("/api/v1/notifications?limit=1").json();
        assertEquals("u", page.at("/items/0/about/0").asString());
        assertEquals("asked-for", page.at("/items/0/rule").asString());
        assertEquals("12", page.at("/items/0/numbers/budget").asString());
        var next = server.get(
                        "/api/v1/notifications?cursor=" + page.path("next").asString())
                .json();
        assertEquals("t", next.at("/items/0/about/0").asString());
        assertFalse(next.has("next"));
        assertEquals(
                1,
                server.get("/api/v1/notifications?task=t").json().path("items").size());
        assertEquals(
                0,
                server.get("/api/v1/notifications?what=held")
                        .json()
                        .path("items")
                        .size());
        assertEquals(400, server.get("/api/v1/notifications?what=shouted").status());
    }

    @Test
    void why_says_who_was_told() {
        setUp();
        var before = server.get("/api/v1/tasks/t/why?field=notified");
        assertEquals(404, before.status());
        askedAndTold("t");
        var why = server.get("/api/v1/tasks/t/why").json().at("/fields/notified");
        assertEquals("notified", why.path("rule").asString());
        assertTrue(why.at("/numbers/team").asString().startsWith("sent at 2026-11-22T10:00:10Z"), why.toString());
        server.report("{'task':'u','phase':'testing'}");
        assertFalse(server.get("/api/v1/tasks/u/why").json().path("fields").has("notified"));
        var asked = server.get("/api/v1/tasks/u/why?field=notified").json().at("/fields/notified/rule");
        assertEquals("not-notified", asked.asString());
    }

    @Test
    void targets_show_no_secret_and_what_is_wrong() {
        setUp();
        var targets = server.get("/api/v1/notifications/targets").json();
        assertEquals("https://hooks.example/…", targets.at("/items/0/where").asString());
        assertEquals("line 3: a mistake", targets.at("/mistakes/0").asString());
    }

    @Test
    void a_test_says_what_came_of_it() {
        setUp();
        var fine = server.post("/api/v1/notifications/test", "{\"target\":\"team\"}")
                .json();
        assertEquals("delivered", fine.at("/items/0/delivery/state").asString());
        receipt = Receipt.failed("answered 404: no_service");
        var failed = server.post("/api/v1/notifications/test", "{}").json();
        assertEquals("failed", failed.at("/items/0/delivery/state").asString());
        assertEquals(
                "answered 404: no_service", failed.at("/items/0/delivery/how").asString());
        assertEquals(
                422,
                server.post("/api/v1/notifications/test", "{\"target\":\"x\"}").status());
    }

    @Test
    void what_was_given_up_can_be_sent_again_or_dropped() {
        setUp();
        receipt = new Receipt.Failed("answered 410", Optional.empty(), true);
        askedAndTold("t");
        var end = System.nanoTime() + LongEnough.DURATION.toNanos();
        while (server.notices.undelivered().stream()
                .noneMatch(each -> each.outcome().isPresent())) {
            if (System.nanoTime() > end) throw new AssertionError("it was not given up");
            Thread.onSpinWait();
        }
        var targets = server.get("/api/v1/notifications/targets").json();
        assertEquals(1, targets.at("/items/0/dead").asInt());
        assertEquals("dead", targets.at("/undelivered/0/delivery/state").asString());
        var number = targets.at("/undelivered/0/number").asLong();
        assertEquals(
                200,
                server.post("/api/v1/notifications/" + number + "/retry", "{}").status());
        assertEquals(
                409,
                server.post("/api/v1/notifications/" + number + "/retry", "{}").status());
        assertEquals(
                200,
                server.post("/api/v1/notifications/" + number + "/drop", "{}").status());
        assertEquals(409, server.post("/api/v1/notifications/x/drop", "{}").status());
    }

    @Test
    void what_a_page_shows_is_not_told() {
        setUp();
        assertEquals(
                200,
                server.post("/api/v1/looking", "{\"view\":\"p\",\"tasks\":[\"t\"]}")
                        .status());
        askedAndTold("t");
        var held = server.get("/api/v1/notifications").json();
        assertEquals("on-screen", held.at("/items/0/rule").asString());
        assertEquals(422, server.post("/api/v1/looking", "{\"tasks\":[\"t\"]}").status());
        assertEquals(
                422,
                server.post("/api/v1/looking", "{\"view\":\"p\",\"tasks\":\"t\"}")
                        .status());
    }
}
