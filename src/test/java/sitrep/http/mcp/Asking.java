package sitrep.http.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import sitrep.http.TestServer;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** Calls of tools as bare messages, for what the SDK's client would not send, or would hide. */
record Asking(TestServer server) {
    private static final AtomicInteger IDS = new AtomicInteger();

    /** @param arguments written with single quotes for double ones */
    TestServer.Reply call(String tool, String arguments) {
        return send("{'jsonrpc':'2.0','id':" + IDS.incrementAndGet() + ",'method':'tools/call','params':{'name':'"
                + tool + "','arguments':" + arguments + "}}");
    }

    TestServer.Reply send(String message) {
        return server.post("/mcp", message.replace('\'', '"'));
    }

    /** Does this beside, on a thread of its own: those that all share are needed by clients. */
    static <T> CompletableFuture<T> beside(Supplier<T> code) {
        return CompletableFuture.supplyAsync(code, Thread::startVirtualThread);
    }

    /** What a call that works answers. */
    JsonNode told(String tool, String arguments) {
        var result = result(tool, arguments);
        assertEquals(false, result.path("isError").asBoolean(false), result.toString());
        return result.path("structuredContent");
    }

    /** The words of a call that does not. */
    String wrong(String tool, String arguments) {
        var result = result(tool, arguments);
        assertEquals(true, result.path("isError").asBoolean(false), result.toString());
        return result.path("content").path(0).path("text").asString();
    }

    JsonNode result(String tool, String arguments) {
        var reply = call(tool, arguments);
        assertEquals(200, reply.status(), reply.body());
        return Json.read(reply.body().strip()).path("result");
    }
}
