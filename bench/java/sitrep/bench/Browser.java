package sitrep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** The Chromium of this machine with one window, spoken to by its DevTools protocol: one question at a time. */
final class Browser implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("DevTools listening on ws://([^/]+)/");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final StringBuilder text = new StringBuilder();
    private volatile CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    private int asked;

    Browser(Path profile) throws IOException, InterruptedException {
        this.profile = profile;
        var name = System.getenv().getOrDefault("SITREP_CHROMIUM", "chromium");
        process = new ProcessBuilder(List.of(
                        name,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-quic",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--window-size=1240,900",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile.toAbsolutePath(),
                        "about:blank"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var window = window(authority(new BufferedReader(new InputStreamReader(process.getErrorStream()))));
        socket = http.newWebSocketBuilder().buildAsync(window, new Listener()).join();
        ask("Page.enable", "{}");
        ask("Performance.enable", "{\"timeDomain\":\"threadTicks\"}");
    }

    private static String authority(BufferedReader said) throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            var found = LISTENS.matcher(line);
            if (found.find()) return found.group(1);
        }
        throw new IOException("Chromium ended without saying where it listens");
    }

    private URI window(String authority) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + authority + "/json/list"))
                .build();
        var windows = Json.read(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        for (var window : windows) {
            if (window.path("type").stringValue("").equals("page"))
                return URI.create(window.path("webSocketDebuggerUrl").stringValue(""));
        }
        throw new IOException("Chromium has no window");
    }

    /** Answers come in pieces; what is no answer to us is some event, and of no interest. */
    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var whole = Json.read(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
                if (whole.path("id").asInt(0) == asked) answer.complete(whole);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    private JsonNode ask(String method, String parameters) {
        answer = new CompletableFuture<>();
        asked++;
        socket.sendText("{\"id\":" + asked + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true);
        return answer.orTimeout(60, TimeUnit.SECONDS).join().path("result");
    }

    void open(String url) {
        ask("Page.navigate", "{\"url\":\"" + url + "\"}");
    }

    /** What an expression, or the promise that it is, comes to. */
    JsonNode evaluate(String expression) throws IOException {
        var quoted = Json.write(out -> out.writeString(expression));
        var result =
                ask("Runtime.evaluate", "{\"awaitPromise\":true,\"returnByValue\":true,\"expression\":" + quoted + "}");
        if (result.has("exceptionDetails")) throw new IOException("in the page: " + result.path("exceptionDetails"));
        return result.path("result").path("value");
    }

    /** For how many seconds the page has kept its processor busy; what else the machine does is not in it. */
    double busy() throws IOException {
        for (var metric : ask("Performance.getMetrics", "{}").path("metrics")) {
            if (metric.path("name").stringValue("").equals("TaskDuration")) {
                return metric.path("value").asDouble();
            }
        }
        throw new IOException("Chromium does not say for how long it was busy");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        socket.abort();
        var all = new ArrayList<>(process.descendants().toList());
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        all.forEach(child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        try (var files = Files.walk(profile)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
