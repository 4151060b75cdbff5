package sitrep.http.mcp;

import tools.jackson.databind.node.ObjectNode;

/** What a tool answers. */
sealed interface ToolAnswer {

    /** Longest text. */
    int TEXT = 12_000;

    /**
     * What was asked for.
     *
     * @param text the same for whoever reads no documents
     */
    record Told(String text, ObjectNode document) implements ToolAnswer {
        public Told {
            if (text.length() > TEXT) text = text.substring(0, TEXT - 1) + "…";
        }
    }

    /** Why there is no answer, in words that let whoever asked do better. */
    record Wrong(String why) implements ToolAnswer {}
}
