package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.act.Act;
import sitrep.core.act.Hand;
import sitrep.core.act.Target;
import sitrep.core.vocabulary.Verb;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What happened within a time, over all tasks. The day is 22 November 2026, and it is ten o'clock at first. */
class HappenedApiTest {
    private static final String HAPPENED = "/api/v1/happened";
    private static final String DAY = HAPPENED + "?from=2026-11-22T00:00:00Z&until=2026-11-23T00:00:00Z";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.in(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode asked(String path) {
        var reply = server.get(path);
        assertEquals(200, reply.status(), reply.body());
        return reply.json();
    }

    private static List<String> lines(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.get("at").asString().substring(11, 16) + " "
                        + item.get("task").asString() + " " + item.get("what").asString())
                .toList();
    }

    private void pass(long minutes) {
        server.clock.advance(Duration.ofMinutes(minutes));
    }

    private void aMorning() {
        server.report("{'task':'push','name':'Push the tag','owner':'Dana','run':'r','phase':'testing'}");
        pass(10);
        server.report("{'task':'push','run':'r','block':{'reason':'approval','text':'git push','waitingOn':'Dana'}}");
        server.report("{'task':'audit','name':'Audit','owner':'Mo','run':'r','phase':'editing'}");
        pass(20);
        server.report("{'task':'push','run':'r','phase':'testing'}");
        pass(5);
        server.report("{'task':'push','outcome':'failed','summary':'exit 1'}");
    }

    @Test
    void eachMomentIsALineTheNewestFirstOrTheOldest() {
        aMorning();
        var newest = List.of(
                "10:35 push ended",
                "10:30 push wait_ended",
                "10:10 push wait_began",
                "10:10 audit began",
                "10:00 push began");
        assertEquals(newest, lines(asked(DAY)));
        assertEquals(newest.reversed(), lines(asked(DAY + "&order=oldest")));
    }

    @Test
    void whatWasAskedOfASourceIsALineEvenOfATaskThatHadEndedBefore() {
        server.acts.add(new Willing());
        server.report("{'task':'parcel','name':'Parcel','source':'door','run':'r','block':{'id':'b1',"
                + "'reason':'approval','text':'ring'}}");
        act("approve", "{'verb':'approve','by':'Dana','from':'page'}");
        pass(1);
        server.report("{'task':'parcel','source':'door','outcome':'failed'}");
        pass(300);
        act("resend", "{'verb':'resend','by':'Mo','from':'cli'}");
        server.tick(Duration.ofSeconds(1));
        var acts = asked(DAY + "&what=act");
        assertEquals(List.of("15:01 parcel act", "10:00 parcel act"), lines(acts));
        assertEquals(
                "{\"what\":\"act\",\"verb\":\"approve\",\"by\":\"Dana\",\"state\":\"seen\"}",
                of(acts.at("/items/1"), "what", "verb", "by", "state"));
        assertTrue(acts.at("/items/1/says").asString().startsWith("Dana approved it: "), acts::toString);
        var late = HAPPENED + "?from=2026-11-22T14:00:00Z&until=2026-11-22T16:00:00Z";
        Awaitility.await().until(() -> lines(asked(late)).equals(List.of("15:01 parcel act")));
        assertEquals(List.of(), lines(asked(late + "&what=ended")));
    }

    /** Takes whatever is asked of any run. */
    private record Willing() implements Hand {
        @Override
        public Set<Verb> verbs(Target target) {
            return target.run().isPresent() ? EnumSet.allOf(Verb.class) : Set.of();
        }

        @Override
        public void act(Act act, Consumer<Answer> told) {
            told.accept(new Answer.Taken(Optional.empty()));
        }
    }

    private void act(String key, String json) {
        var reply = server.post("/api/v1/tasks/parcel/acts", json.replace('\'', '"'), "Idempotency-Key", "key-" + key);
        assertEquals(202, reply.status(), reply.body());
    }

    private static String of(JsonNode line, String... fields) {
        var some = JsonNodeFactory.instance.objectNode();
        for (var field : fields) some.set(field, line.path(field));
        return some.toString();
    }

    @Test
    void aLineSaysWhatItIsAbout() {
        aMorning();
        assertEquals(
                "{\"at\":\"2026-11-22T10:10:00Z\",\"what\":\"wait_began\",\"task\":\"push\",\"name\":\"Push the tag\","
                        + "\"owner\":\"Dana\",\"run\":\"r\",\"worker\":\"r\",\"reason\":\"approval\","
                        + "\"text\":\"git push\",\"waitingOn\":\"Dana\",\"until\":\"2026-11-22T10:30:00Z\"}",
                asked(DAY + "&what=wait_began").at("/items/0").toString());
        var ended = asked(DAY + "&what=ended").at("/items/0");
        assertEquals("failed", ended.get("outcome").asString());
        assertEquals("2026-11-22T10:00:00Z", ended.get("since").asString());
    }

    @Test
    void whoWasThereBeforeIsToldAtTheBeginningOfTheTime() {
        aMorning();
        var page = asked(HAPPENED + "?from=2026-11-22T10:20:00Z&until=2026-11-22T10:32:00Z");
        assertEquals(List.of("10:30 push wait_ended", "10:20 push goes_on", "10:20 audit goes_on"), lines(page));
        assertEquals("waiting_approval", page.at("/items/1/phase").asString());
        assertEquals("editing", page.at("/items/2/phase").asString());
    }

    @Test
    void itCanBeNarrowedAsAListCan() {
        aMorning();
        assertEquals(List.of("10:10 audit began"), lines(asked(DAY + "&owner=Mo")));
        assertEquals(List.of("10:35 push ended"), lines(asked(DAY + "&q=push+tag&what=ended&what=try_failed")));
        assertEquals(List.of(), lines(asked(DAY + "&q=nothing")));
        assertEquals(List.of(), lines(asked(DAY + "&outcome=succeeded")));
    }

    /** A page after the other tells all, once, in either order, though they began and ended at the same times. */
    @Test
    void pagesGoOnFromOneAnother() {
        var expected = new ArrayList<String>();
        for (var hour = 0; hour < 4; hour++) {
            for (var i = 0; i < 90; i++) {
                server.report("{'task':'t" + hour + "-" + i + "','run':'r','phase':'testing'}");
            }
            pass(30);
            for (var i = 0; i < 90; i++) server.report("{'task':'t" + hour + "-" + i + "','outcome':'succeeded'}");
            pass(30);
        }
        for (var order : List.of("newest", "oldest")) {
            var all = new ArrayList<String>();
            var path = DAY + "&limit=70&order=" + order;
            var page = asked(path);
            var pages = 1;
            for (all.addAll(lines(page)); page.has("next"); all.addAll(lines(page))) {
                page = asked(path + "&cursor=" + page.get("next").asString());
                assertTrue(pages++ < 40, "there is no end of pages");
            }
            assertEquals(720, all.stream().distinct().count(), order);
            assertEquals(720, all.size(), order);
            var times = all.stream().map(line -> line.substring(0, 5)).toList();
            var sorted = times.stream().sorted().toList();
            assertEquals(order.equals("oldest") ? sorted : sorted.reversed(), times);
            assertFalse(page.has("partial"));
        }
    }

    @Test
    void whatOutlastsTheTimeIsFoundHoweverLongItTook() {
        server.report("{'task':'long','run':'r','phase':'testing'}");
        pass(10);
        server.report("{'task':'long','run':'r','block':{'reason':'user_input','text':'Which?'}}");
        pass(3 * 24 * 60);
        server.report("{'task':'long','outcome':'succeeded'}");
        pass(60);
        server.report("{'task':'other','phase':'testing'}");
        assertEquals(
                List.of("10:10 long wait_began", "10:05 long goes_on"),
                lines(asked(HAPPENED + "?from=2026-11-22T10:05:00Z&until=2026-11-22T10:15:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-11-23T00:00:00Z&until=2026-11-22T00:00:00Z",
                "from=2026-11-22T00:00:00Z&until=2026-11-22T00:00:00Z",
                "from=yesterday",
                "what=waits",
                "order=best",
                "cursor=abc",
                "limit=501",
                "attention=settled"
            })
    void whatCannotBeAskedIsRefused(String query) {
        var reply = server.get(HAPPENED + "?" + query);
        assertEquals(400, reply.status(), reply.body());
    }
}
