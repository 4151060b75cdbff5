package sitrep.connect.opencode;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/** The line to a server of OpenCode. It asks for what there is, and changes nothing. */
final class OpenCodeLine implements AutoCloseable {
    /** The first answer of a server that was just started may take this long. */
    private static final Duration ANSWER = Duration.ofSeconds(40);

    /** Whether it is there at all, it says at once; what is asked while it begins to listen it may never answer. */
    private static final Duration HEALTH = Duration.ofSeconds(10);

    private static final int CONNECT_MILLIS = 5_000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Largest answer that is read, and largest event. */
    private static final int LARGEST = 16 * 1_024 * 1_024;

    /** What a server answered. */
    sealed interface Answer {
        record Said(JsonNode node) implements Answer {}

        record Refused(int status) implements Answer {}
    }

    private final HttpClient client;
    private final URI base;
    private final Optional<String> authorization;
    private volatile Optional<CompletableFuture<?>> asked = Optional.empty();
    private volatile Optional<EventStream> stream = Optional.empty();
    private volatile boolean isClosed;

    /** @param secret user and password, as in {@code opencode:sesame} */
    OpenCodeLine(HttpClient client, URI base, Optional<String> secret) {
        this.client = client;
        this.base = base;
        this.authorization = secret.map(
                text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether anything listens there: it is found out without much ado. */
    static boolean isThere(URI base) {
        var port = base.getPort() >= 0 ? base.getPort() : "https".equals(base.getScheme()) ? HTTPS : HTTP;
        try (var socket = new Socket()) {
            var host = base.getHost().replaceAll("[\\[\\]]", "");
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Asks how it is. */
    Answer health() throws IOException, InterruptedException {
        return get("/global/health", Optional.empty(), HEALTH);
    }

    /** Asks for something in a folder, or in the one that the server was started in. */
    Answer get(String path, Optional<String> directory) throws IOException, InterruptedException {
        return get(path, directory, ANSWER);
    }

    private Answer get(String path, Optional<String> directory, Duration patience)
            throws IOException, InterruptedException {
        var where = directory.map(text ->
                (path.contains("?") ? "&" : "?") + "directory=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        var request = request(path + where.orElse(""), "application/json");
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST);
        var response = awaited(client.sendAsync(request, handler), patience);
        if (response.statusCode() != HttpURLConnection.HTTP_OK) return new Answer.Refused(response.statusCode());
        try {
            return new Answer.Said(Json.readLarge(response.body()));
        } catch (Json.Malformed _) {
            return new Answer.Refused(HttpURLConnection.HTTP_OK);
        }
    }

    /** Begins to listen, if there is something to listen to. */
    Optional<EventStream> listen(String path) throws IOException, InterruptedException {
        var events = new EventStream(LARGEST);
        var response = awaited(
                client.sendAsync(
                        request(path, "text/event-stream"),
                        head -> head.statusCode() == HttpURLConnection.HTTP_OK
                                ? events
                                : HttpResponse.BodySubscribers.replacing(Optional.<EventStream>empty())),
                ANSWER);
        stream = response.body();
        if (isClosed) close();
        return response.body();
    }

    private HttpRequest request(String path, String accepted) {
        var url = URI.create(base.toString().replaceFirst("/+$", "") + path);
        var request = HttpRequest.newBuilder(url).header("Accept", accepted);
        authorization.ifPresent(secret -> request.header("Authorization", secret));
        return request.build();
    }

    private <T> T awaited(CompletableFuture<T> answer, Duration patience) throws IOException, InterruptedException {
        asked = Optional.of(answer);
        if (isClosed) answer.cancel(true);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(why(e), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within " + patience.toSeconds() + " s", e);
        } catch (CancellationException e) {
            throw new IOException("it is not waited for any more", e);
        } finally {
            asked = Optional.empty();
        }
    }

    private static String why(ExecutionException e) {
        var cause = Optional.ofNullable(e.getCause());
        if (cause.filter(ConnectException.class::isInstance).isPresent()) return "nothing listens there";
        return cause.map(Throwable::getMessage)
                .map(String::valueOf)
                .filter(text -> !text.equals("null"))
                .orElse("the connection broke");
    }

    /** Whoever waits for something waits no longer. */
    @Override
    public void close() {
        isClosed = true;
        asked.ifPresent(it -> it.cancel(true));
        stream.ifPresent(EventStream::cancel);
    }
}
