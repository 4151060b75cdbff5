package sitrep.connect.openclaw.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.json.Json;

/** What an operator is told when a gateway does not let us in: each recorded refusal, and those that are documented. */
class GatewayRefusalTest {
    private static final Optional<GatewaySecret> TOKEN = Optional.of(new GatewaySecret(GatewaySecret.Kind.TOKEN, "t"));
    private static final Optional<GatewaySecret> GIVEN =
            Optional.of(new GatewaySecret(GatewaySecret.Kind.DEVICE_TOKEN, "t"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no-auth-no-device                     | it asks for a device identity      | update Sitrep or OpenClaw
            wrong-token                           | the token is not the gateway's     | set SITREP_OPENCLAW_TOKEN
            unknown-client-id                     | it refused the connection (INVALID_REQUEST) | openclaw logs
            device-only-no-token                  | it asks for a token, and none is known | SITREP_OPENCLAW_TOKEN
            device-only-no-token                  | it asks for a token                | openclaw config set gateway
            protocol-3                            | it speaks protocol 4               | update whichever is older
            """)
    void eachRecordedRefusalSaysWhatToDo(String name, String why, String remedy) {
        var refusal = GatewayRefusal.of(RecordedHandshake.of(name).error().orElseThrow(), TOKEN, "office");
        assertTrue(refusal.why().startsWith(why), refusal.why());
        assertTrue(refusal.remedy().contains(remedy), refusal.remedy());
        assertFalse(refusal.isStale());
        assertTrue(refusal.patience().compareTo(Duration.ofSeconds(5)) > 0, "a refused gateway is left in peace");
    }

    @Test
    void aTokenThatDoesNotAllowWhatIsAskedForIsForgotten() {
        var error = RecordedHandshake.of("shared-token-device-ui-read+upgrade")
                .error()
                .orElseThrow();
        assertTrue(GatewayRefusal.of(error, GIVEN, "office").isStale());
        assertFalse(GatewayRefusal.of(error, TOKEN, "office").isStale(), "there is nothing to forget");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"code":"NOT_PAIRED","details":{"code":"PAIRING_REQUIRED","reason":"not-paired","requestId":"r-1"}} \
            | somebody has to approve this Sitrep as a device | openclaw devices approve r-1
            {"code":"NOT_PAIRED","details":{"code":"PAIRING_REQUIRED","reason":"scope-upgrade","requestId":"r-1"}} \
            | somebody has to approve that Sitrep is allowed more | openclaw devices approve r-1
            {"code":"NOT_PAIRED","details":{"code":"PAIRING_REQUIRED","requestId":"r 1; rm -rf x"}} \
            | somebody has to approve this Sitrep as a device | openclaw devices list
            {"code":"INVALID_REQUEST","details":{"code":"AUTH_PASSWORD_MISSING"}} \
            | it asks for a password, and none is known | SITREP_OPENCLAW_PASSWORD
            {"code":"INVALID_REQUEST","details":{"code":"AUTH_RATE_LIMITED","retryAfterMs":1000}} \
            | it saw too many failed attempts | it is tried again by itself
            {"code":"INVALID_REQUEST","details":{"code":"DEVICE_AUTH_SIGNATURE_INVALID"}} \
            | it did not take Sitrep's signature (DEVICE_AUTH_SIGNATURE_INVALID) | device.json
            {"code":"\\u001b[31mhello","message":"\\u001b[31mhello"} \
            | it refused the connection (no known reason) | openclaw logs
            {} | it refused the connection (no known reason) | openclaw logs
            """)
    void eachDocumentedRefusalSaysWhatToDo(String error, String why, String remedy) {
        var refusal = GatewayRefusal.of(Json.read(error), TOKEN, "office");
        assertEquals(GatewayRefusal.Kind.REFUSED, refusal.kind());
        assertTrue(refusal.why().startsWith(why), refusal.why());
        assertTrue(refusal.remedy().contains(remedy), refusal.remedy());
    }

    @Test
    void aGatewayThatStartsIsAskedAgainWhenItSays() {
        var error = Json.read("""
                {"code":"UNAVAILABLE","retryable":true,"retryAfterMs":1500,"details":{"reason":"startup-sidecars"}}""");
        var refusal = GatewayRefusal.of(error, TOKEN, "office");
        assertEquals(GatewayRefusal.Kind.STARTING, refusal.kind());
        assertEquals(Duration.ofMillis(1500), refusal.patience());
        var absurd = Json.read("{\"code\":\"UNAVAILABLE\",\"retryable\":true,\"retryAfterMs\":999999999999}");
        assertEquals(
                Duration.ofMinutes(5),
                GatewayRefusal.of(absurd, TOKEN, "office").patience());
    }

    @Test
    void aVoidTokenThatTheGatewayGaveIsForgottenAndOneOfTheOperatorIsNot() {
        var error = Json.read("{\"code\":\"INVALID_REQUEST\",\"details\":{\"code\":\"AUTH_DEVICE_TOKEN_MISMATCH\"}}");
        assertTrue(GatewayRefusal.of(error, GIVEN, "office").isStale());
        assertFalse(GatewayRefusal.of(error, TOKEN, "office").isStale());
    }
}
