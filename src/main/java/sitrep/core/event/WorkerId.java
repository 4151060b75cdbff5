package sitrep.core.event;

import sitrep.core.text.Check;

/** A worker's id, made from its source's own ids. */
public record WorkerId(String text) implements Comparable<WorkerId> {
    public WorkerId {
        text = Check.id("worker.id", text);
    }

    @Override
    public int compareTo(WorkerId other) {
        return text.compareTo(other.text);
    }
}
