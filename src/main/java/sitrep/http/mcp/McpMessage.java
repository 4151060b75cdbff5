package sitrep.http.mcp;

import java.util.Optional;
import java.util.regex.Pattern;
import sitrep.core.text.Invalid;
import sitrep.http.exchange.Excerpt;
import tools.jackson.databind.JsonNode;

/** One message of JSON-RPC 2.0 as a client sends it, as far as it has to be looked at before the SDK gets it. */
sealed interface McpMessage {
    /** Longest name of a method or tool, and longest id. */
    int NAME = 200;

    String CALL = "tools/call";

    Pattern METHOD = Pattern.compile("[!-~]{1," + NAME + "}");

    /**
     * Something to be answered.
     *
     * @param id a text or a whole number, as the answer has to repeat it
     */
    record Request(Object id, String method, Optional<JsonNode> params) implements McpMessage {
        /** The tool that it calls, if it calls one. */
        Optional<String> tool() {
            return method.equals(CALL) ? params.map(it -> it.path("name").asString("")) : Optional.empty();
        }

        /** What the client wants to be told of progress under, if it wants to. */
        Optional<JsonNode> progressToken() {
            return params.map(it -> it.path("_meta").path("progressToken"))
                    .filter(token -> token.isString() || token.isIntegralNumber());
        }
    }

    /** Something that is only told. */
    record Notification() implements McpMessage {}

    /** An answer to something that was never asked: this server asks nothing of clients. */
    record Response() implements McpMessage {}

    /** What a document says. Throws {@link Invalid} for what is no message, naming the field. */
    static McpMessage of(JsonNode node) {
        if (!node.isObject()) throw new Invalid("message", "something else", "one object; batches are not taken");
        if (!node.path("jsonrpc").asString("").equals("2.0")) {
            throw new Invalid("jsonrpc", Excerpt.of(node.path("jsonrpc").toString()), "2.0");
        }
        if (!node.has("method")) return response(node);
        var method = node.path("method");
        if (!method.isString() || !METHOD.matcher(method.stringValue()).matches()) {
            throw new Invalid("method", Excerpt.of(method.toString()), "the name of a method");
        }
        var params = params(node, method.stringValue());
        return node.has("id") ? new Request(id(node.path("id")), method.stringValue(), params) : new Notification();
    }

    private static McpMessage response(JsonNode node) {
        if (node.has("id") && (node.has("result") || node.has("error"))) return new Response();
        throw new Invalid("method", "nothing", "the name of a method");
    }

    private static boolean isLong(JsonNode text) {
        return text.stringValue().length() > NAME;
    }

    private static Object id(JsonNode id) {
        if (id.isString() && !id.stringValue().isBlank() && !isLong(id)) return id.stringValue();
        if (id.isIntegralNumber() && id.canConvertToLong()) return id.longValue();
        throw new Invalid(
                "id", Excerpt.of(id.toString()), "a text of up to " + NAME + " characters, or a whole number");
    }

    private static Optional<JsonNode> params(JsonNode node, String method) {
        var params = Optional.ofNullable(node.get("params"));
        params.ifPresent(it -> object("params", it));
        if (!method.equals(CALL)) return params;
        var name = params.map(it -> it.path("name"));
        if (name.isEmpty() || !name.get().isString() || isLong(name.get())) {
            throw new Invalid(
                    "params.name", Excerpt.of(name.map(JsonNode::toString).orElse("")), "the name of a tool");
        }
        var arguments = params.map(it -> it.path("arguments")).filter(it -> !it.isMissingNode() && !it.isNull());
        arguments.ifPresent(it -> object("params.arguments", it));
        return params;
    }

    private static void object(String field, JsonNode value) {
        if (!value.isObject()) throw new Invalid(field, Excerpt.of(value.toString()), "an object");
    }
}
