package sitrep.json;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import sitrep.core.event.Event;
import sitrep.core.text.Invalid;

/**
 * An event as a line of a whole log that is carried elsewhere: a CloudEvent with the extension attributes {@code heard}
 * and {@code sequence}, its place. That is written with as many digits as the highest, for CloudEvents have it compared
 * as text.
 */
public record EventLine(OptionalLong place, Event event) {
    private static final Pattern PLACE = Pattern.compile("[0-9]{1,16}");
    private static final int DIGITS = 16;

    /** Highest place that is believed: as far as a number in JSON is exact everywhere. */
    private static final long HIGHEST = (1L << 53) - 1;

    /** One line of JSON, without its end. */
    public static String text(long place, Event event) {
        return Json.write(out -> {
            out.writeStartObject();
            EventJson.attributes(event, out);
            var digits = Long.toString(place);
            out.writeStringProperty("sequence", "0".repeat(Math.max(0, DIGITS - digits.length())) + digits);
            out.writeEndObject();
        });
    }

    /**
     * Reads a line that {@link #text} wrote, or one with the same in it.
     *
     * @throws Invalid for what is not allowed
     * @throws Json.Malformed for what is no JSON
     */
    public static EventLine read(byte[] line) {
        var fields = Fields.of(Json.read(line), "event");
        var version = fields.requiredText("specversion");
        if (!version.equals("1.0")) throw new Invalid("specversion", Fields.excerpt(version), "1.0");
        fields.requiredTime("time");
        fields.requiredTime("heard");
        if (!fields.has("data")) throw new Invalid("data", "nothing", "an object with the data of the event");
        return new EventLine(place(fields), EventJson.event(fields));
    }

    private static OptionalLong place(Fields fields) {
        var text = fields.text("sequence");
        if (text.isEmpty()) return OptionalLong.empty();
        var place = PLACE.matcher(text.get()).matches() ? Long.parseLong(text.get()) : -1;
        if (place >= 0 && place <= HIGHEST) return OptionalLong.of(place);
        throw new Invalid("sequence", Fields.excerpt(text.get()), "a whole number in digits, up to " + HIGHEST);
    }
}
