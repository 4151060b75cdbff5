package sitrep.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import sitrep.cli.screen.InertText;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Speaks to a Sitrep server. Built on the plain client of the JDK: the newer one takes a second to load, which a
 * command that lives for a tenth of that cannot afford.
 *
 * @param url without a slash at its end
 */
public record ApiClient(String url, Optional<String> token) {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 30_000;

    /** Largest answer that is read. */
    private static final int LARGEST = 64 << 20;

    public ApiClient {
        url = url.replaceAll("/+$", "");
    }

    /** Whether a server could be there. */
    public static boolean isAddress(String url) {
        try {
            var uri = new URI(url);
            var scheme = String.valueOf(uri.getScheme());
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** A part of a path or a query as it may stand in a URL. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public ServerAnswer get(String path) {
        return ask("GET", path, "", "");
    }

    /** @param json the body; an empty one is not sent */
    public ServerAnswer post(String path, String json) {
        return ask("POST", path, json, "");
    }

    /** @param key by which the server tells a repeat from another request */
    public ServerAnswer post(String path, String json, String key) {
        return ask("POST", path, json, key);
    }

    /**
     * A stream of events that is open for reading.
     *
     * @param lines to be closed by whoever asked for it
     */
    record Stream(HttpURLConnection connection, BufferedReader lines) implements AutoCloseable {
        @Override
        public void close() {
            connection.disconnect();
        }
    }

    /**
     * Opens a stream of events. No line for so long, though the server sends signs of life, is an error to the reader.
     */
    Stream stream(String path, int silenceMillis) throws IOException {
        var connection = open("GET", path);
        connection.setReadTimeout(silenceMillis);
        connection.setRequestProperty("Accept", "text/event-stream");
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("the server answered " + connection.getResponseCode());
        }
        var reader = new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8);
        return new Stream(connection, new BufferedReader(reader));
    }

    /** Says something of which the answer is read while it comes. */
    HttpURLConnection speak(String path, String json, Map<String, String> headers, int silenceMillis)
            throws IOException {
        var connection = open("POST", path);
        connection.setReadTimeout(silenceMillis);
        connection.setRequestProperty("Accept", "application/json, text/event-stream");
        headers.forEach(connection::setRequestProperty);
        send(connection, json);
        return connection;
    }

    private ServerAnswer ask(String method, String path, String body, String key) {
        try {
            var connection = open(method, path);
            connection.setReadTimeout(READ_MILLIS);
            if (!key.isEmpty()) connection.setRequestProperty("Idempotency-Key", key);
            if (!body.isEmpty()) send(connection, body);
            var status = connection.getResponseCode();
            var content = content(connection, status);
            return status < 300 ? new ServerAnswer.Given(Json.read(content)) : refused(status, content);
        } catch (IOException e) {
            return new ServerAnswer.Unreachable(url, reason(e));
        } catch (Json.Malformed e) {
            return new ServerAnswer.Unreachable(url, "what answers there is not a Sitrep server: " + e.getMessage());
        }
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        try {
            if (!(new URI(url + path).toURL().openConnection() instanceof HttpURLConnection connection)) {
                throw new IOException("only http and https are understood");
            }
            connection.setRequestMethod(method);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Accept", "application/json");
            token.ifPresent(it -> connection.setRequestProperty("Authorization", "Bearer " + it));
            return connection;
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw new IOException("this is not a URL; one looks like http://127.0.0.1:7717");
        }
    }

    private static void send(HttpURLConnection connection, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setFixedLengthStreamingMode(bytes.length);
        try (var out = connection.getOutputStream()) {
            out.write(bytes);
        }
    }

    static byte[] content(HttpURLConnection connection, int status) throws IOException {
        try (var in = status < 400 ? connection.getInputStream() : errors(connection)) {
            var content = in.readNBytes(LARGEST);
            if (content.length == LARGEST) throw new IOException("the answer is too large");
            return content;
        }
    }

    private static InputStream errors(HttpURLConnection connection) {
        var errors = connection.getErrorStream();
        return errors == null ? InputStream.nullInputStream() : errors;
    }

    private static ServerAnswer refused(int status, byte[] content) {
        return new ServerAnswer.Refused(status, problem(status, content));
    }

    static JsonNode problem(int status, byte[] content) {
        try {
            var problem = Json.read(content);
            if (problem.isObject() && problem.has("title")) return problem;
        } catch (Json.Malformed _) {
            // Whatever answered has no problem document to show, so ours stands in for it.
        }
        var ours = JsonNodeFactory.instance.objectNode();
        ours.put("type", "about:blank");
        ours.put("title", "The server answered with status " + status);
        ours.put("status", status);
        return ours;
    }

    static String reason(IOException e) {
        return switch (e) {
            case ConnectException _ -> "nothing listens there";
            case UnknownHostException _ -> "no such host";
            case SocketTimeoutException _ -> "no answer in time";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : InertText.line(e.getMessage());
        };
    }
}
