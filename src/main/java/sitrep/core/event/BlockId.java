package sitrep.core.event;

import sitrep.core.text.Check;

/** A block's id, made from its source's own ids. */
public record BlockId(String text) {

    /** The one block of a run that its source did not name: the source's next phase closes it too. */
    public static final BlockId UNNAMED = new BlockId("-");

    /** What an agent reports of itself to its terminal that it asks. */
    public static final BlockId AGENT_ASKS = new BlockId("agent");

    /** That an agent reports of itself to its terminal that it rests: it waits for the next instruction. */
    public static final BlockId AGENT_RESTS = new BlockId("rest");

    public BlockId {
        text = Check.id("block.id", text);
    }
}
