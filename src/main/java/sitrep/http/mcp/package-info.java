/**
 * The board for models: the tools that it has in the Model Context Protocol, what they answer within which sizes, and
 * the way to them over HTTP. Messages, versions and the table of tools are the official SDK's; what a tool knows is the
 * engine's. Nothing is remembered of clients from one message to the next.
 */
@NullMarked
package sitrep.http.mcp;

import org.jspecify.annotations.NullMarked;
