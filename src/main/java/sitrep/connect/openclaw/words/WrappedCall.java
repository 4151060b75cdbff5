package sitrep.connect.openclaw.words;

import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.connect.foreign.ForeignValue;
import tools.jackson.databind.JsonNode;

/**
 * Calls that are made through another tool: with many tools, a gateway has the model search for them and call them all
 * through one. Both calls are told of, the outer one with the inner one's name and arguments; they count as one.
 */
public final class WrappedCall {
    /** How inner calls go: by the tool that looks for tools, the outer call, their own tool and a number. */
    private static final Pattern INNER = Pattern.compile("tool_\\w+:(.+):[^:]+:\\d+");

    private WrappedCall() {}

    public static boolean isWrapper(String tool) {
        return tool.equals("tool_call") || tool.equals("tool_search_code");
    }

    /** The call that this one was made through, if it was. */
    public static Optional<String> outer(String call) {
        var inner = INNER.matcher(call);
        return inner.matches() ? Optional.of(inner.group(1)) : Optional.empty();
    }

    /** The tool that is called in the end. */
    public static String tool(String name, JsonNode args) {
        if (!name.equals("tool_call")) return name;
        var said = ForeignValue.text(args, "id", "name");
        var inner = said.isBlank() ? ForeignValue.text(args, "tool") : said;
        return inner.isBlank() ? name : plain(inner);
    }

    /** A tool goes by where it is from, as in {@code openclaw:core:exec}; one of an MCP server keeps that. */
    private static String plain(String id) {
        if (id.startsWith("mcp:")) return id.replace(":", "__");
        return id.startsWith("openclaw:") ? id.substring(id.lastIndexOf(':') + 1) : id;
    }

    public static JsonNode args(String name, JsonNode args) {
        var isWrapped = !tool(name, args).equals(name) && args.path("args").isObject();
        return isWrapped ? args.path("args") : args;
    }

    /** What the inner call came to, out of what the outer one did. */
    public static JsonNode result(JsonNode result) {
        var details = result.path("details");
        var isWrapped =
                details.path("tool").isObject() && details.path("result").isObject();
        return isWrapped ? details.path("result") : result;
    }
}
