package sitrep.connect.openclaw.line;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Why a gateway did not let us in, and what to do about it, said for people.
 *
 * @param patience when to try again, if nothing changes before
 * @param isStale whether the token that the gateway once gave us is void; without it we may be let in
 */
public record GatewayRefusal(Kind kind, String why, String remedy, Duration patience, boolean isStale) {

    /** What sort of a refusal it is. */
    public enum Kind {
        /** It is for an operator to change something. */
        REFUSED,
        /** The gateway is not ready yet. */
        STARTING
    }

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    /**
     * Reads the error with which a gateway answered {@code connect}.
     *
     * @param shown what it was shown
     * @param name the gateway's name in our settings
     */
    static GatewayRefusal of(JsonNode error, Optional<GatewaySecret> shown, String name) {
        var details = error.path("details");
        var code = details.path("code").asString(error.path("code").asString(""));
        var isDeviceToken =
                shown.filter(it -> it.kind() == GatewaySecret.Kind.DEVICE_TOKEN).isPresent();
        if (isStarting(error)) {
            return new GatewayRefusal(
                    Kind.STARTING, "the gateway is starting", "wait a little", wait(error, SOON), false);
        }
        return switch (code) {
            case "AUTH_TOKEN_MISSING", "AUTH_TOKEN_MISMATCH", "AUTH_PASSWORD_MISSING", "AUTH_PASSWORD_MISMATCH" ->
                isDeviceToken ? stale("the token it gave Sitrep is void") : secret(code, name);
            case "AUTH_DEVICE_TOKEN_MISMATCH", "AUTH_SCOPE_MISMATCH" ->
                isDeviceToken
                        ? stale("the token it gave Sitrep is void")
                        : refused("the token is not the gateway's", "set SITREP_OPENCLAW_TOKEN to the gateway's token");
            case "NOT_PAIRED", "PAIRING_REQUIRED" -> pairing(details);
            case "DEVICE_IDENTITY_REQUIRED" ->
                refused("it asks for a device identity, which Sitrep had shown", "update Sitrep or OpenClaw");
            case "PROTOCOL_MISMATCH" ->
                refused(
                        "it speaks protocol " + number(details, "expectedProtocol") + " and Sitrep speaks "
                                + Handshake.PROTOCOL,
                        "update whichever is older");
            case "AUTH_RATE_LIMITED" ->
                new GatewayRefusal(
                        Kind.REFUSED,
                        "it saw too many failed attempts and waits",
                        "set the right token; it is tried again by itself",
                        wait(error, LATER),
                        false);
            case "AUTH_TOKEN_NOT_CONFIGURED", "AUTH_PASSWORD_NOT_CONFIGURED" ->
                refused("it has no token or password set", "on its machine: openclaw configure --section gateway");
            case "AUTH_TAILSCALE_IDENTITY_MISSING", "AUTH_IDENTITY_HEADER_REQUIRED", "AUTH_VERIFIED_USER_REQUIRED" ->
                refused(
                        "it lets in only whom its proxy has identified",
                        "connect on its own machine, or through ssh -L, with its token");
            default ->
                code.startsWith("DEVICE_AUTH_")
                        ? refused(
                                "it did not take Sitrep's signature (" + word(code) + ")",
                                "remove device.json in the openclaw folder of the data folder, and restart Sitrep")
                        : refused(
                                "it refused the connection (" + word(code) + ")",
                                "see the gateway's log: openclaw logs");
        };
    }

    private static boolean isStarting(JsonNode error) {
        var isLater = error.path("code").asString("").equals("UNAVAILABLE")
                && error.path("retryable").asBoolean(false);
        return isLater || error.path("details").path("reason").asString("").equals("startup-sidecars");
    }

    /** It let us in, but not to see anything. */
    static GatewayRefusal blindfolded() {
        return without(Handshake.READ);
    }

    /** It let us in, but not to do what we came for. */
    static GatewayRefusal without(String scope) {
        return refused(
                "it let Sitrep in without the scope " + scope,
                "on its machine: openclaw devices list, then approve Sitrep's request");
    }

    private static GatewayRefusal secret(String code, String name) {
        var isMissing = code.endsWith("MISSING");
        var what = code.contains("PASSWORD") ? "password" : "token";
        var variable = "SITREP_OPENCLAW_" + what.toUpperCase(Locale.ROOT);
        var made = "; if that has none, the gateway makes one up at each start: "
                + "openclaw config set gateway.auth.token TOKEN";
        return refused(
                isMissing ? "it asks for a " + what + ", and none is known" : "the " + what + " is not the gateway's",
                "set " + variable + " to the gateway's " + what + " (gateway.auth." + what + " in its openclaw.json)"
                        + (what.equals("token") ? ", or give --openclaw-token-file " + name + "=FILE" : "")
                        + (isMissing && what.equals("token") ? made : ""));
    }

    private static GatewayRefusal pairing(JsonNode details) {
        var request = details.path("requestId").asString("");
        var known = REQUEST.matcher(request).matches();
        var why = switch (details.path("reason").asString("")) {
            case "scope-upgrade" -> "somebody has to approve that Sitrep is allowed more than before";
            case "role-upgrade", "metadata-upgrade" -> "somebody has to approve this Sitrep again";
            default -> "somebody has to approve this Sitrep as a device";
        };
        return refused(
                why,
                "on its machine: openclaw devices "
                        + (known ? "approve " + request : "list, then openclaw devices approve"));
    }

    private static GatewayRefusal refused(String why, String remedy) {
        return new GatewayRefusal(Kind.REFUSED, why, remedy, LATER, false);
    }

    private static GatewayRefusal stale(String why) {
        return new GatewayRefusal(Kind.REFUSED, why, "Sitrep asks for a new one by itself", Duration.ZERO, true);
    }

    private static Duration wait(JsonNode error, Duration usual) {
        var millis = error.path("retryAfterMs")
                .asLong(error.path("details").path("retryAfterMs").asLong(-1));
        if (millis < 0) return usual;
        return Duration.ofMillis(Math.clamp(millis, SOON.toMillis(), LONGEST.toMillis()));
    }

    private static String number(JsonNode details, String field) {
        var number = details.path(field);
        return number.isInt() ? number.asString() : "another version";
    }

    /** A code is foreign text: only what looks like one is repeated. */
    private static String word(String code) {
        return code.matches("[A-Z][A-Z0-9_]{0,59}") ? code : "no known reason";
    }
}
