package sitrep.core.event;

import sitrep.core.text.Check;

/** The id of something that an operator asked of a task's source: ours, and those that were made later sort later. */
public record ActId(String text) implements Comparable<ActId> {
    public ActId {
        text = Check.id("act", text);
    }

    @Override
    public int compareTo(ActId other) {
        return text.compareTo(other.text);
    }
}
