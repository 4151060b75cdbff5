package sitrep.connect.openclaw.line;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Opens connections. The JDK's client takes a second to load, so it is made when the first gateway is there to be
 * talked to, on the connector's own time.
 */
public final class WireOpening implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Executor threads;
    private Optional<HttpClient> client = Optional.empty();

    /** @param threads on which messages are taken off the connections */
    public WireOpening(Executor threads) {
        this.threads = threads;
    }

    public CompletableFuture<WebSocket> open(URI where, GatewayWire wire) {
        return client().newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(where, wire);
    }

    private synchronized HttpClient client() {
        var made = client.orElseGet(() -> HttpClient.newBuilder()
                .executor(threads)
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .build());
        client = Optional.of(made);
        return made;
    }

    /** Breaks what connections there are. */
    @Override
    public synchronized void close() {
        client.ifPresent(HttpClient::shutdownNow);
    }
}
