package sitrep.connect.doorbell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import sitrep.core.event.BlockId;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.text.Limits;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import tools.jackson.databind.JsonNode;

/**
 * What follows from what a doorbell says: pure, a table of its hooks. One that is not in it says nothing to us, nor
 * does a field that is missing or no text.
 */
final class DoorbellFacts {
    private static final RunId RUN = RunId.MAIN;

    /** The shortest limit that a text of these facts has: a longer one would be refused, and all with it. */
    private static final int LONGEST = Limits.NAME;

    private static final Map<String, Function<JsonNode, List<Fact.OfTask>>> HOOKS = Map.of(
            "started", said -> List.of(opened(text(said, "title")), begun()),
            "working", said -> List.of(advanced(Phase.EDITING, text(said, "line"))),
            "asked", said -> List.of(blocked(text(said, "question"))),
            "answered", _ -> List.of(new Fact.RunUnblocked(RUN, BlockId.UNNAMED, Optional.empty())),
            "done", said -> List.of(Fact.RunEnded.seen(RUN, Outcome.SUCCEEDED, text(said, "result"))));

    private DoorbellFacts() {}

    static List<Fact.OfTask> of(JsonNode said) {
        return HOOKS.getOrDefault(said.path("hook").asString(""), _ -> List.of())
                .apply(said);
    }

    private static Fact.OfTask opened(Optional<String> title) {
        return new Fact.TaskOpened(title, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), List.of());
    }

    private static Fact.OfTask begun() {
        var nothing = Optional.<String>empty();
        return new Fact.RunOpened(
                RUN,
                nothing,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                nothing,
                Optional.of(Phase.STARTING),
                Optional.empty());
    }

    private static Fact.OfTask advanced(Phase phase, Optional<String> line) {
        return new Fact.RunAdvanced(RUN, Optional.of(phase), line, Optional.empty());
    }

    private static Fact.OfTask blocked(Optional<String> question) {
        return new Fact.RunBlocked(
                RUN, BlockId.UNNAMED, BlockReason.USER_INPUT, question, Optional.empty(), Optional.empty());
    }

    private static Optional<String> text(JsonNode said, String field) {
        var text = said.path(field).asString("");
        return Optional.of(text.length() > LONGEST ? text.substring(0, LONGEST) : text)
                .filter(it -> !it.isBlank());
    }
}
