package sitrep.connect.openclaw.line;

import java.util.Optional;
import sitrep.connect.openclaw.memory.Translated;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * One text message from a gateway, read with suspicion. A message that cannot be read costs itself, never the contact.
 */
public sealed interface GatewayMessage {

    /** Characters of a message that is read; the largest recorded answer has a tenth of that. */
    int LONGEST = 4_000_000;

    /** Something that the gateway pushed; the translation takes the whole frame. */
    record Pushed(String event, JsonNode frame) implements GatewayMessage {}

    /**
     * The answer to a request.
     *
     * @param error its code and message, if it was refused
     */
    record Answered(String id, JsonNode payload, Optional<JsonNode> error) implements GatewayMessage {}

    /** Nothing that we can use. */
    record Unread(Translated.Skipped skipped) implements GatewayMessage {}

    static GatewayMessage of(String text) {
        if (text.length() > LONGEST) return unread("message", "longer than " + LONGEST + " characters");
        try {
            return of(Json.read(text));
        } catch (Json.Malformed e) {
            return unread("message", "not JSON");
        }
    }

    private static GatewayMessage of(JsonNode frame) {
        return switch (frame.path("type").asString("")) {
            case "event" -> pushed(frame);
            case "res" -> answered(frame);
            default -> unread("message", "neither event nor answer");
        };
    }

    private static GatewayMessage pushed(JsonNode frame) {
        var event = frame.path("event").asString("");
        return event.isEmpty() ? unread("event", "no name") : new Pushed(event, frame);
    }

    private static GatewayMessage answered(JsonNode frame) {
        var id = frame.path("id").asString("");
        if (id.isEmpty()) return unread("answer", "no id");
        return frame.path("ok").asBoolean(false)
                ? new Answered(id, frame.path("payload"), Optional.empty())
                : new Answered(id, frame.path("payload"), Optional.of(frame.path("error")));
    }

    private static Unread unread(String what, String reason) {
        return new Unread(new Translated.Skipped(what, reason));
    }
}
