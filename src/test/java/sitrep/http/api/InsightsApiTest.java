package sitrep.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.http.TestServer;
import tools.jackson.databind.JsonNode;

/** What the tasks that ended came to. */
class InsightsApiTest {
    private static final String INSIGHTS = "/api/v1/insights";

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

    private JsonNode told(String query) {
        var reply = server.get(INSIGHTS + query);
        assertEquals(200, reply.status(), reply.body());
        return reply.json();
    }

    @Test
    void nothingThatEndedComesToNothing() {
        server.report("{'task':'build','phase':'testing'}");
        assertEquals(
                "{\"from\":\"2026-10-26\",\"until\":\"2026-11-23\",\"tasks\":0,\"millis\":0,\"outcomes\":[],"
                        + "\"phases\":[],\"waits\":[],\"slowest\":[],\"mostBlocked\":[]}",
                told("").toString());
    }

    @Test
    void theyCanBeNarrowedAsAListCan() {
        server.report("{'task':'a','owner':'Dana','labels':{'release':'2.4'},'phase':'testing','source':'ci'}");
        server.report("{'task':'b','owner':'Dana','phase':'editing'}");
        server.report("{'task':'c','owner':'Lin','phase':'editing','source':'ci'}");
        server.clock.advance(Duration.ofMinutes(10));
        server.report("{'task':'a','outcome':'succeeded','source':'ci'}");
        server.report("{'task':'b','outcome':'failed'}");
        server.clock.advance(Duration.ofMinutes(50));
        server.report("{'task':'c','outcome':'succeeded','source':'ci'}");
        assertEquals(3, told("").get("tasks").intValue());
        var danas = told("?owner=Dana");
        assertEquals(
                "[{\"day\":\"2026-11-22\",\"succeeded\":1,\"failed\":1}]",
                danas.get("outcomes").toString());
        assertEquals(1_200_000, danas.get("millis").intValue());
        assertEquals("a", told("?label=release:2.4").at("/slowest/0/task/id").asString());
        assertEquals(2, told("?source=ci").get("tasks").intValue());
        assertEquals(
                1, told("?source=ci&owner=Lin&outcome=succeeded").get("tasks").intValue());
        assertEquals("c", told("?tookFrom=30m").at("/slowest/0/task/id").asString());
        assertEquals(0, told("?owner=nobody").get("tasks").intValue());
        assertEquals(400, server.get(INSIGHTS + "?attention=settled").status());
        assertEquals(400, server.get(INSIGHTS + "?outcome=good").status());
    }

    @Test
    void timeIsToldByPhaseAndByWhatWasWaitedFor() {
        server.report("{'task':'push','phase':'editing'}");
        server.clock.advance(Duration.ofMinutes(10));
        server.report("{'task':'push','phase':'waiting_approval','text':'git push'}");
        server.clock.advance(Duration.ofMinutes(50));
        server.report("{'task':'push','phase':'testing'}");
        server.clock.advance(Duration.ofMinutes(5));
        server.report("{'task':'push','outcome':'succeeded'}");
        server.report("{'task':'quick','phase':'editing'}");
        server.clock.advance(Duration.ofMinutes(1));
        server.report("{'task':'quick','outcome':'failed'}");
        var told = told("?from=2026-11-22&until=2026-11-23");
        assertEquals(
                "[{\"day\":\"2026-11-22\",\"succeeded\":1,\"failed\":1}]",
                told.get("outcomes").toString());
        assertEquals(
                "[{\"phase\":\"waiting_approval\",\"tasks\":1,\"millis\":3000000},"
                        + "{\"phase\":\"editing\",\"tasks\":2,\"millis\":660000},"
                        + "{\"phase\":\"testing\",\"tasks\":1,\"millis\":300000}]",
                told.get("phases").toString());
        assertEquals(
                "[{\"reason\":\"approval\",\"tasks\":1,\"millis\":3000000}]",
                told.get("waits").toString());
        assertEquals(2, told.get("tasks").intValue());
        assertEquals(3_960_000, told.get("millis").intValue());
        assertEquals("push", told.get("slowest").get(0).get("task").get("id").stringValue());
        assertEquals(3_900_000, told.get("slowest").get(0).get("tookMillis").intValue());
        assertEquals(1, told.get("mostBlocked").size());
        assertEquals(
                3_000_000, told.get("mostBlocked").get(0).get("waitedMillis").intValue());
    }

    @Test
    void onlyWhatEndedWithinTheDaysIsTold() {
        server.report("{'task':'a','phase':'done'}");
        server.clock.advance(Duration.ofDays(3));
        server.report("{'task':'b','phase':'done'}");
        assertEquals(1, told("?from=2026-11-22&until=2026-11-25").get("tasks").intValue());
        assertEquals(2, told("?from=2026-11-22&until=2026-11-26").get("tasks").intValue());
        assertEquals(0, told("?from=2026-11-23&until=2026-11-25").get("tasks").intValue());
    }

    @Test
    void aDayIsThatOfWhomeverAsks() {
        server.report("{'task':'a','phase':'done'}");
        server.clock.advance(Duration.ofHours(13));
        server.report("{'task':'b','phase':'done'}");
        var lisbon = told("?from=2026-11-22&until=2026-11-24&zone=Europe/Lisbon");
        assertEquals(
                "[{\"day\":\"2026-11-22\",\"succeeded\":2}]",
                lisbon.get("outcomes").toString());
        var berlin = told("?from=2026-11-22&until=2026-11-24&zone=Europe/Berlin");
        assertEquals(
                "[{\"day\":\"2026-11-22\",\"succeeded\":1},{\"day\":\"2026-11-23\",\"succeeded\":1}]",
                berlin.get("outcomes").toString());
        assertEquals(
                1,
                told("?from=2026-11-23&until=2026-11-24&zone=%2B01:00")
                        .get("tasks")
                        .intValue());
    }

    @Test
    void aShortTimeIsToldByTheHour() {
        server.report("{'task':'a','name':'Push the tag','phase':'done'}");
        server.clock.advance(Duration.ofMinutes(50));
        server.report("{'task':'b','phase':'failed'}");
        server.clock.advance(Duration.ofMinutes(50));
        server.report("{'task':'c','phase':'done'}");
        var told = told("?from=2026-11-22T10:00:00Z&until=2026-11-22T11:40:00Z&by=hour");
        assertEquals(
                "[{\"at\":\"2026-11-22T10:00:00Z\",\"succeeded\":1,\"failed\":1}]",
                told.get("outcomes").toString());
        assertEquals("2026-11-22T10:00:00Z", told.get("from").asString());
        var later = told("?from=2026-11-22T10:30:00Z&until=2026-11-22T12:00:00Z&by=hour&zone=Asia/Kolkata");
        assertEquals(
                "[{\"at\":\"2026-11-22T10:30:00Z\",\"failed\":1},{\"at\":\"2026-11-22T11:30:00Z\",\"succeeded\":1}]",
                later.get("outcomes").toString());
        assertEquals(
                "[{\"at\":\"2026-11-22T10:50:00Z\",\"failed\":1}]",
                told("?from=2026-11-22T10:47:00Z&until=2026-11-22T11:00:00Z&by=minutes")
                        .get("outcomes")
                        .toString());
    }

    @Test
    void theWordsOfASearchNarrowThem() {
        server.report("{'task':'a','name':'Push the tag','phase':'done'}");
        server.report("{'task':'b','name':'Mend the cache','phase':'done'}");
        assertEquals(1, told("?q=push").get("tasks").intValue());
        assertEquals(0, told("?q=push+cache").get("tasks").intValue());
    }

    @Test
    void anEndThatWasTakenBackIsNotTold() {
        server.report("{'task':'a','run':'one','phase':'failed'}");
        server.clock.advance(Duration.ofMinutes(1));
        assertEquals(1, told("").get("tasks").intValue());
        server.report("{'task':'a','run':'two','phase':'testing'}");
        assertEquals(0, told("").get("tasks").intValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-11-23&until=2026-11-22",
                "from=2026-11-22&until=2026-11-22",
                "from=2020-01-01&until=2026-11-22",
                "from=yesterday",
                "until=2026-11-22T10:00",
                "from=2026-11-22T10:00:00Z&until=2026-11-22T10:00:00Z&by=hour",
                "from=2026-11-01&until=2026-11-22&by=hour",
                "by=week",
                "zone=Nowhere/Else",
                "days=3"
            })
    void daysThatCannotBeAreRefused(String query) {
        var reply = server.get(INSIGHTS + "?" + query);
        assertEquals(400, reply.status(), reply.body());
        assertEquals("/problems/bad-parameter", reply.json().get("type").stringValue());
    }
}
