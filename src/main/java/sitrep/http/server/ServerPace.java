package sitrep.http.server;

import java.time.Duration;

/**
 * How long the server waits for what.
 *
 * @param body for a request's body to arrive as a whole
 * @param silence for the other side to say anything in the middle of a request, or to use a connection again
 * @param keepAlive before a stream without news says that it is still there
 * @param stuck for a listener to read what it was sent, before it counts as gone
 * @param grace for requests to come to their end when the server stops
 */
public record ServerPace(Duration body, Duration silence, Duration keepAlive, Duration stuck, Duration grace) {

    public static final ServerPace USUAL = new ServerPace(
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
}
