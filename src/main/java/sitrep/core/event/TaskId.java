package sitrep.core.event;

import sitrep.core.text.Check;

/** A task's id, made from its source's own ids, so that replays and several witnesses agree. */
public record TaskId(String text) {
    public TaskId {
        text = Check.id("task", text);
    }
}
