package sitrep.core.event;

import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;

/** Who asked for a task, and where: a channel, a chat, a schedule. */
public record Owner(String name, Optional<String> where) {
    public Owner {
        Check.text("owner.name", name, Limits.NAME);
        Check.text("owner.where", where, Limits.NAME);
    }

    /** As people read it: {@code Dana in #release}. */
    public String spoken() {
        return where.map(place -> name + " in " + place).orElse(name);
    }
}
