package sitrep.connect.hooks.dialect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sitrep.core.event.OpenCall;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/**
 * A call of a tool.
 *
 * @param id the agent's own, absent where a hook does not name it
 * @param likeness the same for calls of the same tool with the same arguments
 * @param phase what whoever makes it is doing; absent for tools that say nothing of that
 * @param title what it is about, for people
 * @param limit how long it may take by its own declaration
 * @param asks what a person is asked if one is asked before it, or by it
 */
public record ToolCall(
        Optional<String> id,
        String likeness,
        Optional<Phase> phase,
        OpenCall.Kind kind,
        String title,
        Optional<Duration> limit,
        Asking asks) {

    /**
     * What a person is asked.
     *
     * @param text the exact question, command or plan
     * @param options the answers that are offered
     */
    public record Asking(BlockReason reason, String text, List<String> options) {
        public Asking {
            options = List.copyOf(options);
        }
    }
}
