package sitrep.connect.hooks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/** Brings hooks to a server. It takes little time or gives up, for an agent may be waiting. */
public final class HookPost implements HookShelf.Bringing {
    private static final int CONNECT_MILLIS = 250;
    private static final int ANSWER_MILLIS = 2_000;
    private static final int ANSWER_BYTES = 64 * 1_024;

    private final URI route;
    private final Optional<String> token;

    /** @param server its address, as in {@code http://127.0.0.1:7717} */
    public HookPost(String server, String agent, Optional<String> token) {
        this.route = URI.create(server.replaceFirst("/+$", "") + "/api/v1/hooks/" + agent);
        this.token = token;
    }

    /** What the server cannot read it will never take. */
    @Override
    public boolean bring(byte[] list) {
        try {
            var status = post(list);
            return status == 200 || status == 400 || status == 413 || status == 422;
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    private int post(byte[] list) throws IOException {
        if (!(route.toURL().openConnection() instanceof HttpURLConnection connection)) return 0;
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(list.length);
        try (var out = connection.getOutputStream()) {
            out.write(list);
        }
        var status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (in != null) in.readNBytes(ANSWER_BYTES);
        }
        return status;
    }
}
