package sitrep.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import sitrep.cli.StandIn;
import sitrep.cli.Typed;

/** {@code sitrep report --every}: a source promises to be heard. */
class PromiseTest {

    @Test
    void aSourceMayPromiseToBeHeardWithoutAnyTask() {
        try (var server = new StandIn()) {
            server.give("POST /api/v1/events", 202, "{\"accepted\":1,\"items\":[{\"status\":\"accepted\"}]}");
            assertEquals(
                    0,
                    Typed.at(server.url(), "report", "--source", "ci", "--every", "60", "--id", "1")
                            .code());
            assertEquals(
                    List.of("POST /api/v1/events {\"id\":\"1\",\"source\":\"ci\",\"every\":60.0}"), server.asked());
            var nothing = Typed.at(server.url(), "report", "--source", "ci");
            assertEquals(2, nothing.code());
            assertTrue(nothing.err().contains("--task"), nothing.err());
        }
    }
}
