package sitrep.http.mcp;

/** Something that a model can ask of the board, or tell it. */
interface Tool {
    ToolAnswer call(ToolArguments arguments, CallLine line) throws InterruptedException;
}
