package sitrep.cli.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.cli.StandIn;
import sitrep.cli.Typed;

/** What {@code sitrep ls} makes of a search. */
class ListTest {
    private final StandIn server = new StandIn();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void itSaysWhatItLookedForAndPutsExactNamesFirst() {
        var one = "{'id':'a','name':'Build 4','phase':'testing','attention':'working'}".replace('\'', '"');
        var other = one.replace("\"a\"", "\"b\"").replace("Build 4", "Build 42");
        server.give(
                "GET /api/v1/tasks?limit=100&q=biuld",
                "{\"items\":[" + other + "," + one + "],\"exact\":[" + one
                        + "],\"showing\":\"build\",\"next\":\"x\",\"counts\":{}}");
        server.give("GET /api/v1/tasks?limit=98&q=build&cursor=x", "{\"items\":[],\"counts\":{}}");
        var out = Typed.at(server.url(), "ls", "-q", "biuld").out();
        assertTrue(out.startsWith("Nothing matches \"biuld\"; this is what matches \"build\".\n"), out);
        assertTrue(out.contains("Build 4\n› testing  Build 42\n"), out);
    }
}
