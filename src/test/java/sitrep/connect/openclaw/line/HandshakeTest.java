package sitrep.connect.openclaw.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The introduction is that which a real gateway took. */
class HandshakeTest {
    /** With which the recorded laboratory was set up. */
    private static final String LAB_TOKEN = "lab-shared-token-000000000000000000";

    /** What stands before the 32 bytes of a public key of this kind. */
    private static final String X509 = "302a300506032b6570032100";

    static boolean isSigned(String publicKey, String text, String signature) {
        try {
            var raw = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(publicKey));
            var key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(X509 + raw)));
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static Handshake.Challenge challenge(JsonNode device) {
        return new Handshake.Challenge(
                device.path("nonce").asString(), device.path("signedAt").asLong());
    }

    @Test
    void theTextThatIsSignedIsTheOneThatTheRecordedDeviceSigned() {
        var recorded = RecordedHandshake.of("shared-token-device-ui-read").connect();
        var device = recorded.path("device");
        var text = Handshake.signed(
                device.path("id").asString(), List.of("operator.read"), challenge(device), LAB_TOKEN, "linux");
        assertTrue(isSigned(
                device.path("publicKey").asString(),
                text,
                device.path("signature").asString()));
        assertFalse(isSigned(
                device.path("publicKey").asString(),
                text + "x",
                device.path("signature").asString()));
    }

    @Test
    void ourIntroductionHasTheRecordedFields() {
        var recorded = RecordedHandshake.of("shared-token-device-ui-read");
        var challenge = Handshake.Challenge.of(sitrep.json.Json.read("{\"payload\":" + recorded.challenge() + "}"))
                .orElseThrow();
        var secret = Optional.of(new GatewaySecret(GatewaySecret.Kind.TOKEN, "t"));
        var params =
                new Handshake(DeviceIdentity.generate(), secret, List.of("operator.read"), "1.0").params(challenge);
        var expected = new TreeSet<>(recorded.connect().propertyNames());
        expected.remove("locale");
        assertEquals(expected, new TreeSet<>(params.propertyNames()));
        assertEquals(
                new TreeSet<>(recorded.connect().path("device").propertyNames()),
                new TreeSet<>(params.path("device").propertyNames()));
        for (var field : List.of("minProtocol", "maxProtocol", "role", "scopes", "caps")) {
            assertEquals(recorded.connect().path(field), params.path(field), field);
        }
        assertEquals("gateway-client", params.path("client").path("id").asString());
        assertEquals("ui", params.path("client").path("mode").asString());
        assertEquals(challenge.ts(), params.path("device").path("signedAt").asLong());
    }

    @Test
    void ourSignatureHoldsForWhatIsShown() {
        var identity = DeviceIdentity.generate();
        var secret = Optional.of(new GatewaySecret(GatewaySecret.Kind.DEVICE_TOKEN, "given"));
        var scopes = List.of("operator.read", "operator.approvals");
        var params = new Handshake(identity, secret, scopes, "1.0").params(new Handshake.Challenge("n", 17));
        var text = "v3|" + identity.id() + "|gateway-client|ui|operator|operator.read,operator.approvals|17|given|n|"
                + params.path("client").path("platform").asString() + "|";
        assertEquals("given", params.path("auth").path("deviceToken").asString());
        assertTrue(isSigned(
                params.path("device").path("publicKey").asString(),
                text,
                params.path("device").path("signature").asString()));
    }

    @Test
    void aChallengeWithoutNonceOrTimeIsNone() {
        for (var payload : List.of("{}", "{\"nonce\":\"n\"}", "{\"ts\":1}", "{\"nonce\":\"n\",\"ts\":-1}")) {
            var frame = sitrep.json.Json.read("{\"payload\":" + payload + "}");
            assertTrue(Handshake.Challenge.of(frame).isEmpty(), payload);
        }
    }

    @Test
    void aSecretDoesNotShowItselfInAText() {
        var secret = new GatewaySecret(GatewaySecret.Kind.TOKEN, "hunter2");
        assertFalse(Optional.of(secret).toString().contains("hunter2"));
        assertFalse(new Keyring.Given(java.net.URI.create("ws://127.0.0.1:1"), secret, java.util.Set.of())
                .toString()
                .contains("hunter2"));
    }
}
