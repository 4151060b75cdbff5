package sitrep.core.event;

import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Limits;

/**
 * Something that a run did and that is over, as far as it matters whether it does the same again.
 *
 * @param id its source's own id, that of the {@link OpenCall} that it was
 * @param title what it was about, as in {@code read src/Main.java}
 * @param digest the same for the same call with the same arguments and the same result, different for any other
 */
public record PastCall(String id, OpenCall.Kind kind, Optional<String> title, String digest) {
    public PastCall {
        id = Check.id("did.id", id);
        Check.text("did.title", title, Limits.TEXT);
        digest = Check.id("did.digest", digest);
    }

    /** Whether it looks at something until that changes, or gives it time to: then it is meant to be repeated. */
    public boolean isPoll() {
        return switch (kind) {
            case SHELL_SLEEP, SHELL_POLL, SUBAGENT, ASK -> true;
            case MODEL, COMPACTION, READ, EDIT, PLAN, WEB, MCP, OTHER -> false;
            case SHELL_TEST, SHELL_BUILD, SHELL_INSTALL, SHELL_NET, SHELL_GIT, SHELL_READ, SHELL_OTHER -> false;
        };
    }

    public String spoken() {
        return title.orElse(kind.spoken());
    }
}
