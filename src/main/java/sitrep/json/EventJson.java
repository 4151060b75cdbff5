package sitrep.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import tools.jackson.core.JsonGenerator;

/**
 * One event as a CloudEvent 1.0 in the structured JSON format: on the wire, in the log and on the way from a connector.
 * When we heard of it travels as the extension attribute {@code heard}.
 */
public final class EventJson {
    private EventJson() {}

    /** One line of JSON without a line break, in UTF-8. */
    public static byte[] encode(Event event) {
        return text(event).getBytes(StandardCharsets.UTF_8);
    }

    /** The event in bytes that {@link #encode} made. */
    public static Event decode(byte[] bytes) {
        return event(Fields.of(Json.read(bytes), "event"));
    }

    /** What kind of event it is, as in {@code sitrep.run.ended}. */
    public static String type(Event event) {
        return FactWriter.type(event.fact());
    }

    /** All kinds that there are of events about tasks. */
    public static List<String> types() {
        return FactReader.ofTasks();
    }

    static Event event(Fields fields) {
        var key = new Event.Key(fields.requiredText("source"), fields.requiredText("id"));
        return event(key, fields.text("subject").map(TaskId::new), fields);
    }

    /** The same without its key and its task, for whoever keeps these apart. */
    public static byte[] encodeContent(Event event) {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringProperty("type", FactWriter.type(event.fact()));
            said(event, out);
            out.writeEndObject();
        });
    }

    /** The event of which {@link #encodeContent} made these bytes. */
    public static Event decodeContent(Event.Key key, Optional<TaskId> task, byte[] bytes) {
        return event(key, task, Fields.of(Json.read(bytes), "event"));
    }

    private static Event event(Event.Key key, Optional<TaskId> task, Fields fields) {
        var data = fields.object("data").orElseThrow(() -> new Json.Malformed("an event has no data"));
        return new Event(
                key,
                task,
                time(fields.text("time")),
                time(fields.text("heard")),
                FactReader.read(fields.requiredText("type"), data));
    }

    static String text(Event event) {
        return Json.write(out -> {
            out.writeStartObject();
            attributes(event, out);
            out.writeEndObject();
        });
    }

    static void attributes(Event event, JsonGenerator out) {
        out.writeStringProperty("specversion", "1.0");
        out.writeStringProperty("id", event.key().id());
        out.writeStringProperty("source", event.key().source());
        out.writeStringProperty("type", FactWriter.type(event.fact()));
        FactWriter.text(out, "subject", event.task().map(TaskId::text));
        said(event, out);
    }

    private static void said(Event event, JsonGenerator out) {
        out.writeStringProperty("time", event.at().toString());
        out.writeStringProperty("heard", event.heard().toString());
        out.writeName("data");
        FactWriter.data(event.fact(), out);
    }

    private static Instant time(Optional<String> text) {
        return Instant.parse(text.orElseThrow(() -> new Json.Malformed("an event has no time")));
    }
}
