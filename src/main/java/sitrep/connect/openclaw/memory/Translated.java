package sitrep.connect.openclaw.memory;

import java.util.List;
import sitrep.core.event.Event;

/**
 * What follows from one signal.
 *
 * @param events to be sent in this order
 * @param skipped what of the signal was not understood
 */
public record Translated(List<Event> events, List<Skipped> skipped) {

    /**
     * Something that was passed over, to be counted by reason.
     *
     * @param what the sort of frame, as in {@code agent}
     * @param reason from a closed set of texts, without contents
     */
    public record Skipped(String what, String reason) {
        /** An event that the model does not take, by the field that is out of its bounds. */
        public static Skipped refused(String field) {
            return new Skipped("event", "its " + field.replaceFirst("\\..*", "") + " is out of bounds");
        }
    }

    public Translated {
        events = List.copyOf(events);
        skipped = List.copyOf(skipped);
    }
}
