package sitrep.connect.acp.meaning;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sitrep.connect.tee.Side;
import sitrep.core.event.BlockId;
import tools.jackson.databind.JsonNode;

/** A request that waits for its answer, as far as the answer will mean something. */
sealed interface Asked {

    /** The two introduce themselves. */
    record Hello() implements Asked {}

    /** A new session is wanted; its name comes with the answer. */
    record Session(JsonNode params) implements Asked {}

    /** An old session is opened again. */
    record Past(AcpSession session) implements Asked {}

    record Prompt(AcpSession session, AcpRun turn) implements Asked {}

    /**
     * Leave to do something.
     *
     * @param options what each answer is called, by its id; those that refuse have a mark in front
     */
    record Leave(AcpSession session, AcpRun run, BlockId block, String call, Map<String, Option> options)
            implements Asked {}

    /** @param refuses whether it says no */
    record Option(String name, boolean refuses) {}

    /** @param elsewhere whether the answer is given on a page in a browser, and an answer here only opens that */
    record Question(AcpRun run, BlockId block, boolean elsewhere) implements Asked {}

    record Login() implements Asked {}

    /** The requests of both sides; ids are each side's own. Of too many, the oldest is forgotten. */
    final class Requests {
        private static final int MOST = 1_000;

        private final LinkedHashMap<String, Asked> open = new LinkedHashMap<>();

        void add(Side side, JsonNode id, Asked asked) {
            open.put(key(side, id), asked);
            if (open.size() > MOST) open.remove(open.keySet().iterator().next());
        }

        Optional<Asked> answered(Side side, JsonNode id) {
            return Optional.ofNullable(open.remove(key(side, id)));
        }

        private static String key(Side side, JsonNode id) {
            return side + (id.isString() ? "\"" : " ") + id.asString("");
        }
    }
}
