package sitrep.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sitrep.cli.Typed;

/** A port as it is typed. */
class PortOptionTest {
    @Test
    void aPortThatIsNoneIsAMistakeOfTheTypist() {
        for (var command : List.of("serve", "demo")) {
            for (var port : List.of("99999", "65536", "-1")) {
                var noted = new Typed.Noted();
                var typed = Typed.with(Map.of(), noted, command, "--port", port);
                assertEquals(2, typed.code());
                assertTrue(typed.err().contains("--port: found " + port + "; allowed: 0 to 65535"), typed.err());
                assertEquals(List.of(), noted.asked);
            }
        }
    }
}
