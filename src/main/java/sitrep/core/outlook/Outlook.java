package sitrep.core.outlook;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sitrep.core.event.RunId;
import sitrep.core.silence.Foresight;

/**
 * What is told of a task besides what it is: how long it and its runs go on, as of now, beside what is usual.
 *
 * @param expected how long it may take by those like it, where enough are known
 * @param foresights what each run that lives would come to, if nothing more were heard of it
 */
public record Outlook(
        Optional<ExpectedTime> expected, Map<RunId, RunAges> ages, Map<RunId, Foresight> foresights, Instant now) {
    public static final Outlook NONE = new Outlook(Optional.empty(), Map.of(), Map.of(), Instant.EPOCH);

    /** The same for what must not depend on who listened. */
    public Outlook withoutAges() {
        return new Outlook(expected, Map.of(), foresights, now);
    }
}
