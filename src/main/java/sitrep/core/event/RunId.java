package sitrep.core.event;

import sitrep.core.text.Check;

/** A run's id, unique within its task, made from its source's own ids. */
public record RunId(String text) {

    /** The run that a report means when it names none. */
    public static final RunId MAIN = new RunId("main");

    public RunId {
        text = Check.id("run", text);
    }
}
