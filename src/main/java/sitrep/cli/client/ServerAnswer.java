package sitrep.cli.client;

import tools.jackson.databind.JsonNode;

/** What came of asking a server. */
public sealed interface ServerAnswer {

    /** It answered what was asked. */
    record Given(JsonNode json) implements ServerAnswer {}

    /** It did not. */
    sealed interface Failure extends ServerAnswer {}

    /**
     * The server refused, and said why.
     *
     * @param problem as in RFC 9457, made up by us if the server sent none
     */
    record Refused(int status, JsonNode problem) implements Failure {}

    /** Nobody answers there, or not in a way we understand. */
    record Unreachable(String url, String why) implements Failure {}
}
