package sitrep.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import sitrep.LongEnough;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** Listens to the stream of changes as a browser would. */
public final class Listener implements AutoCloseable {

    /** One event, or a comment by the name of {@code comment}. */
    public record Told(String event, String id, String data) {
        public JsonNode json() {
            return Json.read(data);
        }
    }

    private static final Told END = new Told("end", "", "");

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final HttpResponse<java.io.InputStream> response;
    private volatile String lastId = "";

    Listener(TestServer server, String query, String... headers) {
        try {
            response = server.client()
                    .send(
                            server.request("/api/v1/changes" + query, headers)
                                    .GET()
                                    .build(),
                            BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        Thread.startVirtualThread(this::read);
    }

    private void read() {
        var event = "message";
        var data = "";
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) event = line.substring(7);
                else if (line.startsWith("data: ")) data = line.substring(6);
                else if (line.startsWith("id: ")) lastId = line.substring(4);
                else if (line.startsWith(":")) event = "comment";
                else if (line.isEmpty()) {
                    told.add(new Told(event, lastId, data));
                    event = "message";
                    data = "";
                }
            }
        } catch (IOException _) {
            // The stream ended, one way or another.
        }
        told.add(END);
    }

    public int status() {
        return response.statusCode();
    }

    public String type() {
        return response.headers().firstValue("content-type").orElse("");
    }

    /** The next thing told; fails if there is none for long. */
    public Told next() {
        try {
            var next = told.poll(LongEnough.SECONDS, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("nothing was told");
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The next event of this name; whatever comes before it does not matter. */
    public Told next(String event) {
        for (var next = next(); ; next = next()) {
            if (next.event().equals(event)) return next;
            if (next == END) throw new AssertionError("the stream ended before " + event);
        }
    }

    boolean isQuiet() {
        return told.isEmpty();
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException _) {
            // It is closed, which is what was wanted.
        }
    }
}
