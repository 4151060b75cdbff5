package sitrep.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which gateways are to be observed. */
class GatewaySettingsTest {
    private static List<String> of(List<String> given, Map<String, String> environment) {
        return GatewaySettings.of(given, List.of(), GatewaySettings.Scopes.READ_ONLY, environment).stream()
                .map(it -> it.name() + " " + it.url().map(Object::toString).orElse("here"))
                .toList();
    }

    @Test
    void withoutAWordItIsTheOneOfThisMachine() {
        assertEquals(List.of("local here"), of(List.of(), Map.of()));
        assertEquals(List.of(), of(List.of(), Map.of("SITREP_OPENCLAW", "none")));
    }

    @Test
    void optionsGoBeforeTheEnvironment() {
        var environment = Map.of("SITREP_OPENCLAW", "office=wss://claw.example.org, local");
        assertEquals(List.of("office wss://claw.example.org", "local here"), of(List.of(), environment));
        assertEquals(List.of("home here"), of(List.of("home=local"), environment));
    }

    @Test
    void aGatewayWithoutANameGoesByItsHost() {
        assertEquals(
                List.of("claw.example.org wss://claw.example.org", "127.0.0.1 ws://127.0.0.1:18790"),
                of(List.of("https://claw.example.org", "http://127.0.0.1:18790"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            office                          | is given as local, wss://HOST
            ftp://claw.example.org          | is given as local, wss://HOST
            wss://user:hunter2@claw.example | is given as local, wss://HOST
            wss://claw.example/?token=hunter2 | is given as local, wss://HOST
            ws://claw.example.org:18789     | begins with wss://
            ws://192.168.1.5:18789          | ssh -N -L
            x=ws://                         | is given as local, wss://HOST
            """)
    void whatIsNoGoodAddressIsSaidWithWhatIs(String given, String part) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> of(List.of(given), Map.of()));
        assertTrue(wrong.getMessage().contains(part), wrong.getMessage());
        assertTrue(!wrong.getMessage().contains("hunter2"), wrong.getMessage());
    }

    @Test
    void twoGatewaysHaveTwoNames() {
        var wrong = assertThrows(
                IllegalArgumentException.class, () -> of(List.of("ws://127.0.0.1:1", "ws://127.0.0.1:2"), Map.of()));
        assertTrue(wrong.getMessage().contains("two OpenClaw gateways are called '127.0.0.1'"), wrong.getMessage());
    }

    @Test
    void aTokenFileBelongsToAGatewayThatIsThere() {
        var gateways = GatewaySettings.of(
                List.of("a=ws://127.0.0.1:1", "b=ws://127.0.0.1:2"),
                List.of("a=/etc/a", "/etc/all"),
                GatewaySettings.Scopes.READ_ONLY,
                Map.of());
        assertEquals("/etc/a", gateways.get(0).tokenFile().orElseThrow().toString());
        assertEquals("/etc/all", gateways.get(1).tokenFile().orElseThrow().toString());
        var wrong = assertThrows(
                IllegalArgumentException.class,
                () -> GatewaySettings.of(
                        List.of("local"), List.of("c=/etc/c"), GatewaySettings.Scopes.READ_ONLY, Map.of()));
        assertTrue(wrong.getMessage().contains("no gateway has that name; there is: local"), wrong.getMessage());
    }
}
