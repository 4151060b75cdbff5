package sitrep.core.event;

import java.time.Instant;
import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;

/** What became of bringing a result to whoever asked. */
public sealed interface Report {

    /** It reached somebody. */
    record Delivered(String to, Optional<String> how) implements Report {
        public Delivered {
            Check.text("reported.to", to, Limits.NAME);
            Check.text("reported.how", how, Limits.TEXT);
        }
    }

    /**
     * It did not arrive.
     *
     * @param to whom it was meant for
     * @param retry when it is tried again
     */
    record Undelivered(Optional<String> to, String why, Optional<Instant> retry) implements Report {
        public Undelivered {
            Check.text("reported.to", to, Limits.NAME);
            Check.text("reported.failed", why, Limits.TEXT);
        }
    }

    /** Nobody is owed it: delivery was not requested, who asked stopped it, or it was shown where it was asked for. */
    record NotOwed(String why) implements Report {
        public NotOwed {
            Check.text("reported.notOwed", why, Limits.TEXT);
        }
    }

    /** As in {@code #release (message)} or {@code nobody: delivery was not requested}. */
    default String spoken() {
        return switch (this) {
            case Delivered(var to, var how) ->
                to + how.map(text -> " (" + text + ")").orElse("");
            case Undelivered(var to, var why, var _) -> "not " + to.orElse("delivered") + ": " + why;
            case NotOwed(var why) -> "nobody: " + why;
        };
    }
}
