package sitrep.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where operators may act. */
class ActingWishTest {
    private static final List<GatewaySettings> GATEWAYS = GatewaySettings.of(
            List.of("local", "office=wss://claw.example.org"), List.of(), GatewaySettings.Scopes.READ_ONLY, Map.of());

    private static String said(List<String> act, List<String> admin, Map<String, String> environment) {
        return String.join(
                " ",
                ActingWish.said(GATEWAYS, act, admin, environment).stream()
                        .map(it -> it.acting().level().word() + (it.acting().isLocked() ? "!" : ""))
                        .toList());
    }

    @Test
    void withoutAWordNobodyActs() {
        assertEquals("off off", said(List.of(), List.of(), Map.of()));
    }

    @Test
    void gatewaysAreNamedOneByOneOrAllAtOnce() {
        assertEquals("operator off", said(List.of("local"), List.of(), Map.of()));
        assertEquals("operator operator", said(List.of("all"), List.of(), Map.of()));
        assertEquals("admin operator", said(List.of("local", "office"), List.of("local"), Map.of()));
    }

    @Test
    void theEnvironmentSaysItWhereTheOptionsDoNot() {
        var environment = Map.of("SITREP_OPENCLAW_ACT", "local, office", "SITREP_OPENCLAW_ACT_ADMIN", "office");
        assertEquals("operator admin", said(List.of(), List.of(), environment));
        assertEquals("off! off!", said(List.of("none"), List.of(), Map.of()));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var unknown = assertThrows(IllegalArgumentException.class, () -> said(List.of("home"), List.of(), Map.of()));
        assertTrue(String.valueOf(unknown.getMessage()).contains("local, office, all, none"), unknown::getMessage);
        assertThrows(IllegalArgumentException.class, () -> said(List.of("none"), List.of("all"), Map.of()));
    }
}
