package sitrep.http.server;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens, and goes on to: whatever goes wrong when a connection is accepted ends the server underneath for good, while
 * the process lives on. So it is looked, from outside as others would, whether anybody listens, and if not another
 * server takes the place of the first.
 */
public final class Listening implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final String bind;
    private final IntFunction<WebServerConfig.Builder> builder;
    private volatile Optional<WebServer> server = Optional.empty();
    private volatile boolean deaf;
    private volatile boolean closed;

    /** @param builder of a server on a port */
    public Listening(String bind, IntFunction<WebServerConfig.Builder> builder) {
        this.bind = bind;
        this.builder = builder;
    }

    /** Begins. Answers the port. */
    public int start(int port) throws IOException {
        var started = listen(port);
        server = Optional.of(started);
        return started.port();
    }

    /** Whether nobody would get through. */
    public boolean isDeaf() {
        return deaf;
    }

    private WebServer listen(int port) throws IOException {
        var next = builder.apply(port).build();
        try {
            next.start();
        } catch (RuntimeException e) {
            throw refused(port, e);
        }
        if (next.isRunning() && next.port() > 0) return next;
        throw new IOException("Cannot listen on port " + port + " of " + bind + ".");
    }

    private IOException refused(int port, RuntimeException e) {
        var why = Optional.ofNullable(e.getCause());
        var isTaken = why.isPresent() && why.get() instanceof BindException;
        var hint = isTaken ? " Another Sitrep may run there; --port takes another port." : "";
        var reason = why.map(Throwable::getMessage).orElse(String.valueOf(e.getMessage()));
        return new IOException("Cannot listen on port " + port + " of " + bind + ": " + reason + "." + hint, e);
    }

    /** Whether anybody listens still; if not, another server does from now on. */
    public void look() {
        if (closed) return;
        var port = server.map(WebServer::port).orElse(0);
        if (isHeard(port)) {
            deaf = false;
            return;
        }
        if (!deaf) LOG.error("Nobody listens on port {} any more: another server takes the place", port);
        deaf = true;
        try {
            server = Optional.of(listen(port));
            if (closed) server.ifPresent(WebServer::stop);
        } catch (IOException e) {
            LOG.error("{} It is tried again.", e.getMessage());
        }
    }

    /** Only who is turned away knows that nobody listens: one who cannot even ask knows nothing. */
    private boolean isHeard(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(), port), CONNECT_MILLIS);
            return true;
        } catch (ConnectException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private InetAddress host() throws IOException {
        var host = InetAddress.getByName(bind);
        return host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
    }

    @Override
    public void close() {
        closed = true;
        server.ifPresent(WebServer::stop);
    }
}
