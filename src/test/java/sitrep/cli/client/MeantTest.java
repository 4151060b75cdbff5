package sitrep.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.cli.Golden;
import sitrep.cli.StandIn;
import sitrep.cli.Typed;
import sitrep.json.Json;

/** Which task is meant: a script must not act on another one. */
class MeantTest {
    private final StandIn server = new StandIn();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTaskIsFoundByItsIdOrItsWholeName() {
        server.give("GET /api/v1/tasks?limit=500", Golden.read("board.json"));
        server.give("GET /api/v1/tasks?limit=500&q=Ship%202.4%20release%20notes%20and%20tag", "{\"items\":[]}");
        server.give("GET /api/v1/tasks/release-2.4?with=ages", Golden.read("task.json"));
        for (var meant : List.of("release-2.4", "Ship 2.4 release notes and tag")) {
            assertEquals(
                    Golden.read("task-80.txt"),
                    Typed.at(server.url(), "show", meant).out());
        }
    }

    @Test
    void aPartOfANameIsNoNameButIsListed() {
        server.give("GET /api/v1/tasks?limit=500", Golden.read("board.json"));
        for (var meant : List.of("release-2", "de", "deploy", "DEPLOY SEARCH TO EU-1")) {
            server.give("GET /api/v1/tasks?limit=500&q=" + meant.replace(" ", "%20"), "{\"items\":[]}");
            for (var command : List.of("wait", "ack", "dismiss", "snooze", "restore", "show", "why", "events")) {
                assertEquals(6, Typed.at(server.url(), command, meant).code(), command + " " + meant);
            }
        }
        assertEquals("""
                sitrep: no task goes by 'de'. Say the id, or the whole name, of one of these:
                  deploy-eu-1  failed  Deploy search to eu-1
                  audit-licences  queued  Audit the licences of all dependencies
                  dependency-audit  done  Nightly dependency audit
                """, Typed.at(server.url(), "show", "de").err());
    }

    @Test
    void twoTasksOfOneNameAreToldApartByTheirIds() {
        var named = "{\"items\":[{\"id\":\"%s\",\"name\":\"deploy\",\"phase\":\"%s\"}]}";
        server.give("GET /api/v1/tasks?limit=500", named.formatted("b", "testing"));
        server.give("GET /api/v1/tasks?limit=500&q=deploy", named.formatted("a", "done"));
        var typed = Typed.at(server.url(), "wait", "deploy");
        assertEquals(new Typed(6, "", """
                sitrep: 2 tasks go by 'deploy'; say which by its id:
                  b  testing  deploy
                  a  done  deploy
                """), typed);
    }

    @Test
    void anUnknownTaskHasItsOwnCode() {
        server.give("GET /api/v1/tasks?limit=500", "{\"items\":[]}")
                .give("GET /api/v1/tasks?limit=500&q=x", "{\"items\":[]}");
        for (var command : List.of("show", "why", "wait", "events", "ack", "snooze")) {
            var typed = Typed.at(server.url(), command, "x");
            assertEquals(6, typed.code(), command);
            assertEquals("sitrep: no task goes by 'x'. 'sitrep ls --all' lists those there are.\n", typed.err());
        }
    }

    @Test
    void aFieldThatThereIsNotIsAMistakeOfTyping() {
        server.give("GET /api/v1/tasks/b", "{\"id\":\"b\"}");
        server.give(
                "GET /api/v1/tasks/b/why?field=bogus",
                404,
                "{\"title\":\"No such field\",\"status\":404,\"field\":\"field\",\"found\":\"'bogus'\"}");
        assertEquals(2, Typed.at(server.url(), "why", "b", "bogus").code());
    }

    @Test
    void severalPhasesAreAskedForAtOnce() {
        server.give("GET /api/v1/tasks?limit=500", Golden.read("board.json"));
        var typed = Typed.at(server.url(), "ls", "--phase", "testing,editing", "--json");
        assertEquals(2, Json.read(typed.out()).path("items").size(), typed.out());
        assertEquals(
                2, Typed.at(server.url(), "ls", "--phase", "testing,tesing").code());
    }
}
