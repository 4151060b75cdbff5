package sitrep.http.server;

import sitrep.http.exchange.Problem;
import sitrep.http.exchange.RequestBody;

/** What the server underneath refuses before a request can be understood, in words of ours. */
public final class EarlyRefusals {
    private EarlyRefusals() {}

    public static Problem of(int status) {
        return switch (status) {
            case 404 -> new Problem.NoPath();
            case 413 ->
                new Problem.TooLarge(
                        "body", "more than " + RequestBody.LIMIT + " bytes", "at most " + RequestBody.LIMIT + " bytes");
            case 414 -> new Problem.Http(status, "The address is too long.");
            case 431 -> new Problem.Http(status, "The headers are too long.");
            case 500 -> new Problem.Broken();
            case 501 ->
                new Problem.Http(status, "A body comes with its Content-Length, or in chunks and not otherwise.");
            case 503 -> new Problem.Busy("Too many requests at once.");
            case 505 -> new Problem.Http(status, "The server speaks HTTP/1.1 only.");
            default -> new Problem.Http(status, "It is not an HTTP/1.1 request as it should be.");
        };
    }
}
