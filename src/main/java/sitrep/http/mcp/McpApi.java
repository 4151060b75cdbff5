package sitrep.http.mcp;

import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sitrep.core.event.TaskId;
import sitrep.http.api.ActsApi;
import sitrep.http.exchange.ApiAnswer;
import sitrep.http.exchange.ApiRequest;
import sitrep.http.exchange.Excerpt;
import sitrep.http.exchange.Percent;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.RequestBody;
import sitrep.http.server.OpenStreams;
import sitrep.http.server.SlicedOutput;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * The way to the tools over HTTP: each message comes alone, and its answer with it. No session is kept, so a client may
 * go on with a server that was started anew. Only what waits is answered bit by bit.
 */
public final class McpApi {
    /** Largest message. */
    static final int LIMIT = 256 << 10;

    private static final String VERSION = "mcp-protocol-version";
    private static final List<String> VERSIONS =
            List.of(ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);

    /** Says which task the client is, as {@code sitrep mcp} does that was started by a task. */
    private static final String TASK = "sitrep-task";

    private static final String EVENTS = "text/event-stream";
    private static final String WAIT = "wait_for";

    /** What the tools are made of; they, and the SDK with them, are made when somebody first asks. */
    private final Supplier<McpServing> made;

    private final RequestBody body;
    private final OpenStreams streams;
    private Optional<McpServing> serving = Optional.empty();

    /** @param version our own, as clients are told */
    public McpApi(McpTools tools, RequestBody body, OpenStreams streams, String version) {
        this.made = () -> new McpServing(tools.byName(), version);
        this.body = body;
        this.streams = streams;
    }

    public ApiAnswer post(ApiRequest ask) {
        ask.parameters().only(List.of());
        ActsApi.checkType(ask);
        ask.header(VERSION).filter(version -> !VERSIONS.contains(version)).ifPresent(version -> {
            throw new Refusal(new Problem.BadHeader(VERSION, Excerpt.of(version), String.join(" ", VERSIONS)));
        });
        return body.read(ask.request(), LIMIT, bytes -> answer(ask, McpMessage.of(Json.read(bytes))));
    }

    private ApiAnswer answer(ApiRequest ask, McpMessage message) {
        return switch (message) {
            case McpMessage.Request request when request.tool().equals(Optional.of(WAIT)) -> waiting(ask, request);
            case McpMessage.Request request ->
                ApiAnswer.json(serving().answer(request, new Line(task(ask), Optional.empty())));
            case McpMessage.Notification _, McpMessage.Response _ ->
                new ApiAnswer.Whole(202, "application/json", new byte[0], Map.of());
        };
    }

    private static Optional<String> task(ApiRequest ask) {
        return ask.header(TASK)
                .filter(text -> !text.isBlank())
                .map(text -> new TaskId(Percent.decode(TASK, text)).text());
    }

    /** As events to a client that takes them, or else as one document; for either the connection is seen to be used. */
    private ApiAnswer waiting(ApiRequest ask, McpMessage.Request request) {
        var isEvents = ask.header("accept").orElse("").contains(EVENTS);
        var task = task(ask);
        streams.admit();
        return new ApiAnswer.Streamed(
                isEvents ? EVENTS : "application/json",
                out -> streams.run(() -> {
                    var wire = new Wire(
                            new SlicedOutput(out, streams),
                            isEvents,
                            isEvents ? request.progressToken() : Optional.empty());
                    wire.answer(serving().answer(request, new Line(task, Optional.of(wire))));
                }));
    }

    private synchronized McpServing serving() {
        var there = serving.orElseGet(made);
        serving = Optional.of(there);
        return there;
    }

    /** What is said on a connection until the answer. */
    private record Line(Optional<String> task, Optional<Wire> wire) implements CallLine {
        @Override
        public void progress(String message) {
            wire.ifPresent(it -> it.progress(message));
        }
    }

    /** The connection of a call that waits. */
    private final class Wire {
        private final OutputStream out;
        private final boolean isEvents;
        private final Optional<JsonNode> token;
        private long count;

        Wire(OutputStream out, boolean isEvents, Optional<JsonNode> token) {
            this.out = out;
            this.isEvents = isEvents;
            this.token = token;
        }

        /** A comment, or white space before the document, where progress is not wanted. */
        void progress(String message) {
            count++;
            if (token.isPresent()) write(event(serving().progress(token.get(), count, message)));
            else write(isEvents ? ": still waiting\n\n" : " ");
        }

        void answer(String json) {
            write(isEvents ? event(json) : json);
        }

        private static String event(String json) {
            return "event: message\ndata: " + json + "\n\n";
        }

        private void write(String text) {
            try {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
