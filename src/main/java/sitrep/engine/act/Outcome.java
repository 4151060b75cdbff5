package sitrep.engine.act;

import java.util.concurrent.CompletableFuture;
import sitrep.core.event.ActId;
import sitrep.core.event.TaskId;

/** What becomes of what an operator asks for, as far as this server goes. */
public sealed interface Outcome {

    /**
     * It is written down and on its way, or was before.
     *
     * @param word done when the source has said something to it
     */
    record Under(TaskId task, ActId act, CompletableFuture<Boolean> word) implements Outcome {}

    /** There is no such task. */
    record NoTask() implements Outcome {}

    /** Nothing is done, for what is asked of is not as it was: what happened instead, in sentences. */
    record NotNow(String instead) implements Outcome {}
}
