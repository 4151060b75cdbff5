package sitrep.connect.openclaw.line;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import sitrep.json.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * How Sitrep introduces itself to a gateway: protocol 4, as an operator's device that shows what it sees, or as another
 * one that acts. Gateways know a closed set of clients, so it goes by the name for programs.
 */
public record Handshake(DeviceIdentity identity, Optional<GatewaySecret> secret, List<String> scopes, String version) {
    static final int PROTOCOL = 4;
    static final String CLIENT = "gateway-client";
    static final String MODE = "ui";
    static final String ROLE = "operator";
    public static final String READ = "operator.read";
    public static final String APPROVALS = "operator.approvals";
    public static final String QUESTIONS = "operator.questions";
    public static final String WRITE = "operator.write";
    public static final String ADMIN = "operator.admin";

    private static final String PLATFORM = platform(System.getProperty("os.name", ""));

    /** What a gateway asks first. */
    record Challenge(String nonce, long ts) {
        /** Reads it from what was pushed, if it is one. */
        static Optional<Challenge> of(JsonNode frame) {
            var payload = frame.path("payload");
            var nonce = payload.path("nonce").asString("");
            var ts = payload.path("ts").asLong(-1);
            return nonce.isEmpty() || ts < 0 ? Optional.empty() : Optional.of(new Challenge(nonce, ts));
        }
    }

    /** What is asked of the gateway. */
    JsonNode params(Challenge challenge) {
        return Json.read(Json.write(out -> {
            out.writeStartObject();
            out.writeNumberProperty("minProtocol", PROTOCOL);
            out.writeNumberProperty("maxProtocol", PROTOCOL);
            object(out, "client", it -> {
                it.writeStringProperty("id", CLIENT);
                it.writeStringProperty("displayName", isToAct() ? "Sitrep (acting)" : "Sitrep");
                it.writeStringProperty("version", version);
                it.writeStringProperty("platform", PLATFORM);
                it.writeStringProperty("mode", MODE);
            });
            out.writeStringProperty("role", ROLE);
            array(out, "scopes", scopes);
            array(out, "caps", isToAct() ? List.of() : List.of("tool-events"));
            object(
                    out,
                    "auth",
                    it -> secret.ifPresent(
                            shown -> it.writeStringProperty(shown.kind().word(), shown.text())));
            object(out, "device", it -> device(it, challenge));
            out.writeStringProperty("userAgent", "sitrep/" + version);
            out.writeEndObject();
        }));
    }

    /** Whoever acts does not listen: what happens is told to the connection that looks. */
    private boolean isToAct() {
        return scopes.contains(WRITE);
    }

    private void device(JsonGenerator out, Challenge challenge) {
        out.writeStringProperty("id", identity.id());
        out.writeStringProperty("publicKey", identity.publicKey());
        out.writeStringProperty(
                "signature", identity.sign(signed(identity.id(), scopes, challenge, shown(), PLATFORM)));
        out.writeNumberProperty("signedAt", challenge.ts());
        out.writeStringProperty("nonce", challenge.nonce());
    }

    /** A password is not part of what is signed. */
    private String shown() {
        return secret.filter(it -> it.kind() != GatewaySecret.Kind.PASSWORD)
                .map(GatewaySecret::text)
                .orElse("");
    }

    /** The text that is signed, in its third version. */
    static String signed(String device, List<String> scopes, Challenge challenge, String token, String platform) {
        return String.join(
                "|",
                "v3",
                device,
                CLIENT,
                MODE,
                ROLE,
                String.join(",", scopes),
                Long.toString(challenge.ts()),
                token,
                challenge.nonce(),
                platform,
                "");
    }

    private static String platform(String system) {
        var name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac")) return "darwin";
        return name.contains("windows") ? "win32" : "linux";
    }

    private static void object(JsonGenerator out, String name, Consumer<JsonGenerator> fields) {
        out.writeObjectPropertyStart(name);
        fields.accept(out);
        out.writeEndObject();
    }

    private static void array(JsonGenerator out, String name, List<String> items) {
        out.writeArrayPropertyStart(name);
        items.forEach(out::writeString);
        out.writeEndArray();
    }
}
