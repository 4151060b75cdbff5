package sitrep.connect.otlp;

import java.util.Optional;

/** What a span tells of. */
sealed interface SpanMeaning {

    /** An agent from when it was called until it answered. */
    record Agent() implements SpanMeaning {}

    /**
     * A call of a tool.
     *
     * @param program what it ran, where it ran a command and says so
     */
    record Tool(String name, Optional<String> program) implements SpanMeaning {}

    /** A call of a model. */
    record Model() implements SpanMeaning {}

    /** A part of one of those, which says nothing that they do not, save why it failed. */
    record Part() implements SpanMeaning {}

    /**
     * Something that failed in the course of a turn, as a log record tells.
     *
     * @param what what it was
     */
    record Failure(String what) implements SpanMeaning {}

    /** What a turn was asked for, as a log record tells. */
    record Prompt() implements SpanMeaning {}

    /** Something else: it is nobody's work here, but others may be within it. */
    record Other() implements SpanMeaning {}

    /** Whether it is of an agent's work. */
    default boolean isWork() {
        return switch (this) {
            case Agent _, Tool _, Model _, Failure _, Prompt _ -> true;
            case Part _, Other _ -> false;
        };
    }
}
