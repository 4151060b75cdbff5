package sitrep.connect.outbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Delivery to a server over HTTP. Uses the JDK's old client: the new one takes a second to load, too long for a command
 * that lives for a tenth of one.
 */
public final class HttpDelivery implements Delivery {
    private static final Pattern REFUSED = Pattern.compile("\"refused\"\\s*:\\s*(\\d{1,9})");

    /** Bytes of an answer that are looked at for the count of what was refused, which stands in front. */
    private static final int FRONT = 4_096;

    /** Bytes of an answer that are read at all. */
    private static final int LONGEST = 4 * 1_024 * 1_024;

    private final URI events;
    private final Optional<String> token;

    /** @param server the address of the server, as in {@code http://127.0.0.1:7717} */
    public HttpDelivery(URI server, Optional<String> token) {
        var base = server.toString();
        this.events = URI.create((base.endsWith("/") ? base : base + "/") + "api/v1/events");
        this.token = token;
    }

    @Override
    public Receipt send(List<byte[]> lines, Duration patience) {
        try {
            return answered(post(lines, (int) Math.max(1, patience.toMillis())), lines.size());
        } catch (IOException | IllegalArgumentException e) {
            return new Receipt.Later(String.valueOf(e.getMessage()));
        }
    }

    private HttpURLConnection post(List<byte[]> lines, int millis) throws IOException {
        if (!(events.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("the server's address is " + events + "; it must begin with http:// or https://");
        }
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/x-ndjson");
        connection.setRequestProperty("Accept", "application/json");
        token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
        var body = body(lines);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (var out = connection.getOutputStream()) {
            out.write(body);
        }
        return connection;
    }

    private static byte[] body(List<byte[]> lines) {
        var body = new ByteArrayOutputStream();
        for (var line : lines) {
            body.writeBytes(line);
            body.write('\n');
        }
        return body.toByteArray();
    }

    /** Whatever else lives at this address has not taken them, also if it says 200. */
    private static Receipt answered(HttpURLConnection connection, int lines) throws IOException {
        var status = connection.getResponseCode();
        return switch (status) {
            case 202 -> new Receipt.Taken(refused(connection));
            case 422 -> new Receipt.Taken(drained(connection, lines));
            case 400, 413 -> new Receipt.Refused(drained(connection, lines));
            default ->
                new Receipt.Later("the server answered " + status + " to " + drained(connection, lines) + " events");
        };
    }

    private static int refused(HttpURLConnection connection) throws IOException {
        try (var in = connection.getInputStream()) {
            var count = REFUSED.matcher(new String(in.readNBytes(FRONT), StandardCharsets.UTF_8));
            in.readNBytes(LONGEST);
            return count.find() ? Integer.parseInt(count.group(1)) : 0;
        }
    }

    /** An answer that was read to its end leaves the connection for the next one. */
    private static int drained(HttpURLConnection connection, int lines) throws IOException {
        try (var in = connection.getErrorStream()) {
            if (in != null) in.readNBytes(LONGEST);
        }
        return lines;
    }
}
