package sitrep.core.event;

import sitrep.core.text.Check;

/** A block's id, made from its source's own ids. */
public record BlockId(String text) {

    /** The one block of a run that its source did not name: the source's next phase closes it too. */
    public static final BlockId UNNAMED = new BlockId("-");

    public BlockId {
        text = Check.id("block.id", text);
    }
}
