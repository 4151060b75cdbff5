package sitrep.core.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sitrep.core.text.Check;
import sitrep.core.text.Invalid;
import sitrep.core.text.Limits;

/**
 * Something that a run has begun and not yet ended: a call of a tool, or the wait for its model. A run's connector says
 * all that is open at once, so what has ended is simply no longer named.
 *
 * @param id its source's own id, unique within the run
 * @param title what it is about, as in {@code src/Main.java} or {@code mvn verify}
 * @param since when it began, by the source's clock; when it was first said, if left out
 * @param limit how long it may take by its own declaration: a tool's time limit, the seconds of a {@code sleep}
 * @param prompts whether a person may be asked before it is done, as far as its source knows
 * @param asked whether it asked for permission itself, so that a person probably is
 */
public record OpenCall(
        String id,
        Kind kind,
        Optional<String> title,
        Optional<Instant> since,
        Optional<Duration> limit,
        boolean prompts,
        boolean asked) {

    /** What sort of thing it is: how long it usually takes, and whom one waits for meanwhile. */
    public enum Kind {
        /** The model is to answer. */
        MODEL,
        /** The context is being shortened. */
        COMPACTION,
        READ,
        EDIT,
        /** Lists of what is to be done, skills, and other calls that only touch the agent itself. */
        PLAN,
        WEB,
        MCP,
        SHELL_TEST,
        SHELL_BUILD,
        SHELL_INSTALL,
        SHELL_NET,
        SHELL_GIT,
        SHELL_READ,
        /** A command that waits or watches on purpose. */
        SHELL_SLEEP,
        /** A look at a command that runs in the background. */
        SHELL_POLL,
        SHELL_OTHER,
        /** A child works, or is waited for. */
        SUBAGENT,
        /** A question to a person. */
        ASK,
        OTHER;

        /** The word used on the wire, as in {@code shell_test}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** As people read it, as in {@code shell test}. */
        public String spoken() {
            return word().replace('_', ' ');
        }

        /** All words, in the order of the vocabulary. */
        public static List<String> words() {
            return Arrays.stream(values()).map(Kind::word).toList();
        }
    }

    public OpenCall {
        id = Check.id("open.id", id);
        Check.text("open.title", title, Limits.TEXT);
        if (limit.isPresent() && (limit.get().isNegative() || limit.get().compareTo(Limits.DECLARED) > 0)) {
            throw new Invalid("open.limit", limit.get().toSeconds() + " s", "0 to " + Limits.DECLARED.toSeconds());
        }
    }

    public OpenCall(
            String id,
            Kind kind,
            Optional<String> title,
            Optional<Instant> since,
            Optional<Duration> limit,
            boolean prompts) {
        this(id, kind, title, since, limit, prompts, false);
    }

    /** An act of which no more is known than what it is. */
    public static OpenCall of(String id, Kind kind) {
        return new OpenCall(id, kind, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
}
