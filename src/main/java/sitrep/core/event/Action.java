package sitrep.core.event;

import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;

/**
 * A next step that somebody can take.
 *
 * @param who whose step it is, where that is known
 * @param command what to type, where a command does it
 * @param link what to open, where a page does it
 */
public record Action(String text, Optional<String> who, Optional<String> command, Optional<String> link) {
    public Action {
        Check.text("next.text", text, Limits.TEXT);
        Check.text("next.who", who, Limits.NAME);
        Check.command("next.command", command);
        link.ifPresent(href -> new Link("next", href));
    }

    /** The same in other words. */
    public Action with(String other) {
        return new Action(other, who, command, link);
    }
}
