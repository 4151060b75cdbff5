package sitrep.http.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sitrep.core.text.Invalid;
import sitrep.json.Json;
import tools.jackson.core.JsonGenerator;

/** Everything that the API can answer instead of what was asked for, in the one shape of RFC 9457. */
public sealed interface Problem {
    String TYPE = "application/problem+json";

    /** What is true whenever the store could not be written. */
    String AGAIN = " Try again in a second; an event that is sent twice counts once.";

    String NOTHING = " Nothing of this request was kept; sending it again later is safe.";

    /** What no operator has marked has nothing to be undone. */
    String UNMARKED = "No operator has acknowledged, put off, dismissed, renamed or labelled this task.";

    /** What is not JSON, or not UTF-8. */
    record Malformed(String detail) implements Problem {
        /** @param reason as in "it is not JSON" */
        public static Malformed because(String reason) {
            return new Malformed(Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".");
        }
    }

    /** What cannot be taken in: the field, what was found there, what is allowed. */
    record Refused(Invalid why) implements Problem {}

    /** A batch of which nothing could be taken in. */
    record AllRefused(List<Item> items) implements Problem {}

    /** One item of a batch and what is wrong with it. */
    record Item(int index, Problem problem) {}

    /** A parameter that is unknown, or has a value that is. */
    record BadParameter(String field, String found, String allowed) implements Problem {}

    record NoTask(String id) implements Problem {}

    /** A message that was not given up. */
    record NoMessage(String number) implements Problem {}

    /** A target of notifications that there is not. */
    record NoTarget(String name) implements Problem {}

    /** A field of a task for which no reason can be given. */
    record NoField(Invalid why) implements Problem {}

    record NoPath() implements Problem {}

    record WrongMethod(String found, List<String> allowed) implements Problem {}

    record WrongType(String found) implements Problem {}

    record TooLarge(String field, String found, String allowed) implements Problem {}

    record TooSlow(Duration patience) implements Problem {}

    record NoToken() implements Problem {}

    record Forbidden(String detail) implements Problem {}

    /** The result of something that has none yet cannot have been reported. */
    record NotEnded(String phase) implements Problem {}

    /** What is asked of a source cannot be done now, and what happened instead. */
    record NotNow(String instead) implements Problem {}

    /** A header that is missing, or has a value that will not do. */
    record BadHeader(String field, String found, String allowed) implements Problem {}

    /** A body that has to be JSON, and is said to be something else. */
    record NotJson(String found) implements Problem {}

    /** An export of OpenTelemetry that is said to be something else. */
    record NotExport(String found) implements Problem {
        private static final String ALLOWED = "application/x-protobuf application/json";
    }

    /** No operator has marked the task. */
    record NothingToUndo() implements Problem {}

    record Busy(String detail) implements Problem {}

    /** Nothing could be made durable: why. */
    record NothingKept(String why) implements Problem {}

    /** Nothing could be made durable, for the disk is full. */
    record NoRoom(String why) implements Problem {}

    /** The database cannot be reached, or is another's: why. What was sent may be in it all the same. */
    record Away(String why) implements Problem {}

    record NotReady(String why) implements Problem {}

    /** What frames the body, or packs it, is not as it should be: where it ends cannot be told. */
    record Unframed(int status, String detail) implements Problem {
        public Unframed(String detail) {
            this(400, detail);
        }
    }

    /** A body that is packed in a way that is not understood. */
    record WrongEncoding(String found) implements Problem {}

    record Broken() implements Problem {}

    /** What the server underneath refused before the API saw it. */
    record Http(int status, String detail) implements Problem {}

    /** What every problem has. */
    record Face(int status, String slug, String title, String detail) {}

    default Face face() {
        return switch (this) {
            case Malformed(var detail) -> new Face(400, "malformed", "The body cannot be read", detail);
            case Refused(var why) -> new Face(422, "refused", "It cannot be taken in", sentence(why));
            case AllRefused(var items) -> allRefused(items);
            case BadParameter(var field, var found, var allowed) ->
                new Face(400, "bad-parameter", "The address cannot be understood", sentence(field, found, allowed));
            case NoTask(var id) ->
                new Face(
                        404, "no-such-task", "There is no such task", "Nothing was ever heard of the task " + id + ".");
            case NoMessage(var number) ->
                new Face(
                        409,
                        "no-such-message",
                        "There is no such message",
                        "No message with the number " + number + " was given up.");
            case NoTarget(var name) ->
                new Face(404, "no-such-target", "There is no such target", "No target is named " + name + ".");
            case NoField(var why) -> new Face(404, "no-such-field", "There is no such field", sentence(why));
            case NoPath _ ->
                new Face(404, "no-such-path", "There is nothing here", "GET /openapi.yaml lists all there is.");
            case WrongMethod(var found, var allowed) ->
                new Face(405, "wrong-method", "This cannot be done here", sentence("method", found, words(allowed)));
            case WrongType(var found) -> wrongType("The content type is " + found + ".");
            case NotJson(var found) -> wrongType(sentence("Content-Type", found, MediaType.JSON.word()));
            case NotExport(var found) -> wrongType(sentence("Content-Type", found, NotExport.ALLOWED));
            case TooLarge(var field, var found, var allowed) ->
                new Face(413, "too-large", "It is too much at once", sentence(field, found, allowed));
            case TooSlow(var patience) ->
                new Face(
                        408,
                        "too-slow",
                        "The body took too long",
                        "It has to arrive within " + patience.toSeconds() + " s.");
            case NoToken _ ->
                new Face(
                        401,
                        "no-token",
                        "A token is needed",
                        "Send it as 'Authorization: Bearer TOKEN', or open"
                                + " the page once with ?token=TOKEN. It is the one that the server was started with.");
            case Forbidden(var detail) -> new Face(403, "forbidden", "This request is not trusted", detail);
            case NotEnded(var phase) -> new Face(409, "not-ended", "There is nothing to report yet", notEnded(phase));
            case NotNow(var instead) -> new Face(409, "not-now", "It cannot be done now", instead);
            case BadHeader(var field, var found, var allowed) ->
                new Face(400, "bad-header", "A header is missing or wrong", sentence(field, found, allowed));
            case NothingToUndo() -> new Face(409, "nothing-to-undo", "There is nothing to undo", UNMARKED);
            case Busy(var detail) -> new Face(503, "busy", "Try again in a second", detail);
            case NothingKept(var why) -> new Face(503, "nothing-kept", "The store cannot be used", why + NOTHING);
            case Away(var why) -> new Face(503, "away", "The store cannot be reached", why + AGAIN);
            case NoRoom(var why) -> new Face(507, "no-room", "There is no room", why + NOTHING);
            case NotReady(var why) -> new Face(503, "not-ready", "Not ready", why);
            case Unframed(var status, var detail) ->
                new Face(status, "unframed", "The body does not arrive as a whole", detail);
            case WrongEncoding(var found) ->
                new Face(
                        415,
                        "wrong-encoding",
                        "This packing of a body is not understood",
                        sentence("Content-Encoding", found, RequestBody.ENCODINGS));
            case Broken _ ->
                new Face(
                        500,
                        "broken",
                        "The server made a mistake",
                        "The server's log says where. Events that were"
                                + " sent may or may not have been kept; sending them again is safe.");
            case Http(var status, var detail) -> new Face(status, "http", "The request cannot be read", detail);
        };
    }

    private static Face wrongType(String detail) {
        return new Face(415, "wrong-type", "This kind of body is not understood", detail);
    }

    private static String notEnded(String phase) {
        return "The task is " + phase + "; its result can be marked as reported once it is done or failed.";
    }

    private static Face allRefused(List<Item> items) {
        var malformed = items.stream().allMatch(item -> item.problem() instanceof Malformed);
        var detail = "None of the " + items.size() + " items could be taken in; 'errors' says why for each.";
        return malformed
                ? new Face(400, "malformed", "The body cannot be read", detail)
                : new Face(422, "refused", "It cannot be taken in", detail);
    }

    /** The field, what was found and what is allowed, where there is one of each. */
    default Optional<Invalid> cause() {
        return switch (this) {
            case Refused(var why) -> Optional.of(why);
            case NoField(var why) -> Optional.of(why);
            case BadParameter(var field, var found, var allowed) -> Optional.of(new Invalid(field, found, allowed));
            case BadHeader(var field, var found, var allowed) -> Optional.of(new Invalid(field, found, allowed));
            case NotJson(var found) -> Optional.of(new Invalid("Content-Type", found, MediaType.JSON.word()));
            case NotExport(var found) -> Optional.of(new Invalid("Content-Type", found, NotExport.ALLOWED));
            case WrongMethod(var found, var allowed) -> Optional.of(new Invalid("method", found, words(allowed)));
            case WrongType(var found) -> Optional.of(new Invalid("Content-Type", found, words(MediaType.words())));
            case WrongEncoding(var found) -> Optional.of(new Invalid("Content-Encoding", found, RequestBody.ENCODINGS));
            case TooLarge(var field, var found, var allowed) -> Optional.of(new Invalid(field, found, allowed));
            case Malformed _, AllRefused _, NoTask _, NoMessage _, NoTarget _, NoPath _, TooSlow _ -> Optional.empty();
            case NoToken _, Forbidden _ -> Optional.empty();
            case NotEnded _, NotNow _, NothingToUndo _, Busy _, NothingKept _, Away _, NoRoom _ -> Optional.empty();
            case NotReady _, Unframed _, Broken _, Http _ -> Optional.empty();
        };
    }

    /** What the answer's headers say beside. */
    default Map<String, String> headers() {
        return switch (this) {
            case NoToken _ -> Map.of("WWW-Authenticate", "Bearer realm=\"sitrep\"");
            case WrongMethod(var _, var allowed) -> Map.of("Allow", String.join(", ", allowed));
            case Busy _, NothingKept _, Away _, NotReady _ -> Map.of("Retry-After", "1");
            case NoRoom _ -> Map.of("Retry-After", "10");
            case WrongEncoding _ -> Map.of("Accept-Encoding", RequestBody.ENCODINGS.replace(" ", ", "));
            case TooSlow _, Unframed _ -> Map.of("Connection", "close");
            case Malformed _, Refused _, AllRefused _, BadParameter _, NoTask _, NoMessage _, NoField _, NoPath _ ->
                Map.of();
            case WrongType _, TooLarge _, Forbidden _, NotEnded _, NothingToUndo _, Broken _, Http _ -> Map.of();
            case NotNow _, BadHeader _, NotJson _, NotExport _, NoTarget _ -> Map.of();
        };
    }

    default String json() {
        return Json.write(this::write);
    }

    default void write(JsonGenerator out) {
        out.writeStartObject();
        writeFields(out);
        out.writeEndObject();
    }

    /** The same within an object that says more. */
    default void writeFields(JsonGenerator out) {
        var face = face();
        out.writeStringProperty("type", "/problems/" + face.slug());
        out.writeStringProperty("title", face.title());
        out.writeNumberProperty("status", face.status());
        out.writeStringProperty("detail", face.detail());
        cause().ifPresent(cause -> write(cause, out));
        if (this instanceof AllRefused(var items)) errors(items, out);
    }

    private static void errors(List<Item> items, JsonGenerator out) {
        out.writeArrayPropertyStart("errors");
        for (var item : items) {
            out.writeStartObject();
            out.writeNumberProperty("index", item.index());
            item.problem().cause().ifPresent(cause -> write(cause, out));
            out.writeStringProperty("detail", item.problem().face().detail());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(Invalid cause, JsonGenerator out) {
        out.writeStringProperty("field", cause.field());
        out.writeStringProperty("found", cause.found());
        out.writeStringProperty("allowed", cause.allowed());
    }

    private static String sentence(String field, String found, String allowed) {
        return field + ": found " + found + "; allowed: " + allowed;
    }

    private static String sentence(Invalid why) {
        return sentence(why.field(), why.found(), why.allowed());
    }

    private static String words(List<String> words) {
        return String.join(" ", words);
    }
}
