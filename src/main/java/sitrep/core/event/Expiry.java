package sitrep.core.event;

import java.time.Instant;
import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;

/**
 * Until when something can be answered.
 *
 * @param then what happens then, as in "denied"
 */
public record Expiry(Instant at, Optional<String> then) {
    public Expiry {
        Check.text("block.expires.then", then, Limits.NAME);
    }

    /** As in {@code expires at 2026-11-22T10:05:00Z: denied}. */
    public String spoken() {
        return "expires at " + at + then.map(what -> ": " + what).orElse("");
    }
}
