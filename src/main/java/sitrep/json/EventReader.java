package sitrep.json;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.text.Invalid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a sender says in one JSON object, a CloudEvent or a flat report, as events.
 *
 * @param heard when it reached us: the time of whatever has none of its own
 * @param ids makes an id for a report that has none
 */
public record EventReader(Instant heard, Supplier<String> ids) {

    /** The type of a CloudEvent whose data is a flat report. */
    public static final String REPORT = "sitrep.report";

    /** The source of a report that names none. */
    static final String ANYBODY = "report";

    /** Times before this are taken for mistakes. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** A sender's clock may be ahead of ours by this much. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /**
     * The events that one object comes to: one for a CloudEvent, one or more for a report.
     *
     * @param id the id that the sender gave it, or was given
     * @param ignored names of fields, in a report or in the data of a CloudEvent, that mean nothing here
     */
    public record Read(String id, List<Event> events, List<String> ignored) {}

    /** Reads one object. Throws {@link Invalid} for what cannot be taken in, naming the field. */
    public Read read(JsonNode node) {
        var fields = Fields.of(node, "event");
        return fields.has("specversion") ? cloudEvent(fields) : report(fields);
    }

    /** Reads a CloudEvent whose attributes came apart from its data, as in the headers of a request. */
    public Read read(Map<String, String> attributes, JsonNode data) {
        var event = JsonNodeFactory.instance.objectNode();
        attributes.forEach(event::put);
        event.set("data", data);
        return cloudEvent(Fields.of(event, "event"));
    }

    private Read cloudEvent(Fields fields) {
        var version = fields.requiredText("specversion");
        if (!version.equals("1.0")) throw new Invalid("specversion", Fields.excerpt(version), "1.0");
        var key = foreign(new Event.Key(fields.requiredText("source"), fields.requiredText("id")));
        var type = fields.requiredText("type");
        var at = time(fields);
        var data = data(fields);
        var subject = fields.text("subject");
        if (type.equals(REPORT)) return new ReportReader(key, at, heard).read(data, subject);
        var fact = FactReader.read(foreign(type), data);
        var event = new Event(key, task(fact, subject, data), at, heard, fact);
        return new Read(key.id(), List.of(event), data.ignored());
    }

    /** The data, as it is or in Base64: CloudEvents allow both, and one of them is enough. */
    private static Fields data(Fields fields) {
        var packed = fields.text("data_base64");
        if (packed.isPresent() && fields.has("data")) {
            throw new Invalid("data_base64", "'data' beside it", "one of the two");
        }
        return packed.map(EventReader::unpacked)
                .or(() -> fields.object("data"))
                .orElseThrow(() -> new Invalid("data", "nothing", "an object with the data of the event"));
    }

    private static Fields unpacked(String base64) {
        try {
            return Fields.of(Json.read(Base64.getDecoder().decode(base64)), "data_base64");
        } catch (Json.Malformed | IllegalArgumentException e) {
            if (e instanceof Invalid invalid) throw invalid;
            throw new Invalid("data_base64", Fields.excerpt(base64), "a JSON object, in Base64");
        }
    }

    private Read report(Fields fields) {
        var id = fields.text("id").orElseGet(ids);
        var key = foreign(new Event.Key(fields.text("source").orElse(ANYBODY), id));
        return new ReportReader(key, time(fields), heard).read(fields, Optional.empty());
    }

    private static Optional<TaskId> task(Fact fact, Optional<String> subject, Fields data) {
        return switch (fact) {
            case Fact.OfSource _ -> Optional.empty();
            case Fact.OfTask _ ->
                Optional.of(data.text("task")
                        .filter(_ -> subject.isEmpty())
                        .or(() -> subject)
                        .map(TaskId::new)
                        .orElseThrow(() -> new Invalid("subject", "nothing", "the task's id, here or as data.task")));
        };
    }

    private Instant time(Fields fields) {
        var at = fields.time("time").orElse(heard);
        if (at.isBefore(EARLIEST) || at.isAfter(heard.plus(AHEAD))) {
            throw new Invalid("time", at.toString(), "from " + EARLIEST + " to a day ahead of this server's clock");
        }
        return at;
    }

    /** Our own name is reserved for our own verdicts. */
    private static Event.Key foreign(Event.Key key) {
        if (key.source().equals(Event.OURS)) {
            throw new Invalid("source", "'" + Event.OURS + "'", "any other name; this one is Sitrep's own");
        }
        return key;
    }

    /** Suspicion is for us to have: a source says what it sees, and silence is not seen. */
    private static String foreign(String type) {
        if (FactReader.isOurs(type))
            throw new Invalid("type", Fields.excerpt(type), "any other type; this one is for Sitrep's own verdicts");
        return type;
    }
}
