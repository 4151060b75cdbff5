package sitrep.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final int MEGABYTE = 1 << 20;

    private final AtomicReference<Optional<InetSocketAddress>> leader = new AtomicReference<>(Optional.empty());
    private ServerSocket server;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        relay = new Relay("127.0.0.1", 0, leader::get);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        server.close();
    }

    private void leads() {
        leader.set(Optional.of(new InetSocketAddress("127.0.0.1", server.getLocalPort())));
    }

    private Socket client() throws IOException {
        return new Socket("127.0.0.1", relay.port());
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void every_byte_is_passed_on_in_both_directions() throws Exception {
        leads();
        var sent = new byte[3 * MEGABYTE];
        new SplittableRandom(1).nextBytes(sent);
        var echo = Thread.ofVirtual().start(() -> echo(server));
        try (var client = client()) {
            var sending = Thread.ofVirtual().start(() -> send(client, sent));
            assertArrayEquals(sent, client.getInputStream().readAllBytes());
            sending.join();
        }
        echo.join();
    }

    private static void echo(ServerSocket server) {
        try (var accepted = server.accept()) {
            accepted.getInputStream().transferTo(accepted.getOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(Socket client, byte[] sent) {
        try {
            client.getOutputStream().write(sent);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_part_of_an_answer_comes_before_the_whole() throws Exception {
        leads();
        try (var client = client()) {
            say(client, "GET /api/v1/changes HTTP/1.1\r\n\r\n");
            try (var accepted = server.accept()) {
                say(accepted, "data: 1\n\n");
                var first = client.getInputStream().readNBytes(9);
                assertEquals("data: 1\n\n", new String(first, StandardCharsets.UTF_8));
            }
            assertEquals("", rest(client));
        }
    }

    @Test
    void while_nobody_leads_it_says_when_to_come_again() throws Exception {
        try (var client = client()) {
            say(client, "GET /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\n\r\n");
            var answer = rest(client);
            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            assertTrue(answer.contains("Retry-After: 1\r\n"), answer);
            assertTrue(answer.contains("None of the servers that share the database leads"), answer);
        }
    }

    @Test
    void so_it_does_where_the_one_that_led_is_not_there_any_more() throws Exception {
        leads();
        server.close();
        try (var client = client()) {
            say(client, "POST /api/v1/events HTTP/1.1\r\n\r\n");
            assertTrue(rest(client).startsWith("HTTP/1.1 503 "));
        }
    }

    @Test
    void whether_it_lives_it_answers_itself() throws Exception {
        try (var client = client()) {
            say(client, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            var answer = rest(client);
            assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n") && answer.endsWith("{\"status\":\"live\"}"), answer);
        }
    }

    @Test
    void those_that_it_passed_on_end_with_it() throws Exception {
        leads();
        try (var client = client()) {
            say(client, "GET /api/v1/changes HTTP/1.1\r\n\r\n");
            try (var accepted = server.accept()) {
                accepted.getInputStream().readNBytes(8);
                relay.close();
                assertEquals(-1, readOrEnd(client));
                assertTrue(accepted.getInputStream().readAllBytes().length > 0);
            }
        }
    }

    private static int readOrEnd(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException _) {
            return -1;
        }
    }
}
