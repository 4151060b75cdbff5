package sitrep.http.exchange;

import io.helidon.common.socket.SocketOptions;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the sockets of connections are set up. Helidon's server takes a read timeout but never applies it, so that a
 * connection on which nothing is said in the middle of a request would be held for ever; here it is applied. That
 * works with the sockets that are streams, not with those that are channels.
 */
public final class SocketSetup implements SocketOptions {
    /** What the system may hold for a side that does not read: left to itself it would be megabytes. */
    private static final int UNREAD = 256 << 10;

    private final SocketOptions options;

    /** @param silence how long the other side may be silent while something is expected of it */
    public SocketSetup(Duration silence) {
        this.options = SocketOptions.builder()
                .readTimeout(silence)
                .socketSendBufferSize(UNREAD)
                .tcpNoDelay(true)
                .build();
    }

    @Override
    public void configureSocket(SocketChannel channel) {
        SocketOptions.super.configureSocket(channel);
        try {
            channel.socket().setSoTimeout(Math.toIntExact(readTimeout().toMillis()));
        } catch (SocketException _) {
            // It was closed already; whoever reads from it will see that.
        }
    }

    /** Whether a failure to read is that nothing came in time. */
    static boolean isTimeout(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof SocketTimeoutException || (cause != null && isTimeout(cause));
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return options.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return options.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return options.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return options.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return options.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return options.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return options.tcpNoDelay();
    }
}
