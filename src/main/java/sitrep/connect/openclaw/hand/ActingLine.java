package sitrep.connect.openclaw.hand;

import java.util.function.Consumer;
import sitrep.connect.openclaw.line.Reply;
import sitrep.core.event.TaskId;
import sitrep.core.source.Acting;
import tools.jackson.core.JsonGenerator;

/** A way to ask one gateway for something, as long as it has let us in to do so. */
interface ActingLine {
    /** The level at which it let us in; {@link Acting.Level#OFF} as long as it has not. */
    Acting.Level level();

    /** Tells whoever shows what can be done about a task that it is something else now. */
    default void changed(TaskId task) {}

    /**
     * Asks, and returns at once.
     *
     * @param params writes what goes with it, within an object
     * @param told hears exactly one reply, on any thread
     */
    void ask(String method, Consumer<JsonGenerator> params, Consumer<Reply> told);
}
