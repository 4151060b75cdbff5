package sitrep.connect.openclaw.line;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What went wrong with a connection, said for people. */
public final class ConnectionTrouble {
    private static final int LONGEST = 200;

    private ConnectionTrouble() {}

    public static String of(Throwable e) {
        var cause = e.getCause();
        return switch (e) {
            case CompletionException _, ExecutionException _ when cause != null -> of(cause);
            case WebSocketHandshakeException it ->
                "what answers there is not a gateway (HTTP status "
                        + it.getResponse().statusCode() + ")";
            case HttpTimeoutException _, SocketTimeoutException _, TimeoutException _ -> "nothing answers in time";
            case UnknownHostException _, UnresolvedAddressException _ -> "no such host";
            case SSLException _ -> "its certificate is not trusted, or it does not speak TLS";
            case ConnectException _ when cause instanceof UnresolvedAddressException -> "no such host";
            case NoRouteToHostException _ -> "there is no way to its host";
            case ConnectException _ -> "connection refused";
            default -> line(e);
        };
    }

    private static String line(Throwable e) {
        var message = e.getMessage();
        var text = message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
        return OneLine.line(text, LONGEST);
    }
}
