package sitrep.connect.process.orders;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import sitrep.json.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Asks a server, on a thread of its own, whether there are orders for one run, has them carried out, and says what
 * became of them. Whatever the server does or fails to do is noticed by nobody: it is asked again, later and later.
 */
public final class OrderLine implements OrderLines.Open {
    /** How long a run goes on before it is asked for it at all: most commands are over by then. */
    private static final Duration FIRST = Duration.ofSeconds(1);

    /** How long a server may keep us waiting for an order. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** Time for what comes on top of waiting. */
    private static final int SLACK_MILLIS = 10_000;

    private static final int CONNECT_MILLIS = 5_000;

    /** Bytes of an answer that are read. */
    private static final int LONGEST = 1 << 20;

    /** A server that knows no orders is not asked again. */
    private static final int UNKNOWN = 404;

    /**
     * Which run of whose.
     *
     * @param source who tells of it
     */
    public record Of(String task, String run, String source) {}

    private final URI address;
    private final Optional<String> token;
    private final Of of;
    private final OrderTaker taker;
    private final AtomicReference<Optional<HttpURLConnection>> open = new AtomicReference<>(Optional.empty());
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    private OrderLine(URI server, Optional<String> token, Of of, OrderTaker taker) {
        var base = server.toString();
        this.address = URI.create((base.endsWith("/") ? base : base + "/") + "api/v1/orders");
        this.token = token;
        this.of = of;
        this.taker = taker;
        this.thread = Thread.ofVirtual().name("orders for " + of.run()).unstarted(this::ask);
    }

    /** Begins to ask. */
    public static OrderLine open(URI server, Optional<String> token, Of of, OrderTaker taker) {
        var line = new OrderLine(server, token, of, taker);
        line.thread.start();
        return line;
    }

    private void ask() {
        try {
            if (isClosed(FIRST)) return;
            var done = List.<Told>of();
            var pause = SHORTEST_PAUSE;
            while (!isClosed(Duration.ZERO)) {
                var answer = ask(done);
                if (answer.isPresent() && answer.get().isUnknown()) return;
                if (answer.isPresent()) {
                    done = carryOut(answer.get().orders());
                    pause = SHORTEST_PAUSE;
                } else {
                    if (isClosed(pause)) return;
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is closed, or will be before so long. */
    private boolean isClosed(Duration within) throws InterruptedException {
        return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Told(String act, OrderTaker.Done done) {}

    private record Answer(List<Order> orders, boolean isUnknown) {}

    private List<Told> carryOut(List<Order> orders) {
        var done = new ArrayList<Told>();
        for (var order : orders) {
            try {
                done.add(new Told(order.act(), taker.take(order)));
            } catch (RuntimeException e) {
                done.add(new Told(order.act(), new OrderTaker.Done(false, "it failed: " + e)));
            }
        }
        return done;
    }

    /** One question with its answer; nothing if there is no good one. */
    private Optional<Answer> ask(List<Told> done) {
        try {
            var connection = post(Json.write(out -> question(done, out)).getBytes(StandardCharsets.UTF_8));
            open.set(Optional.of(connection));
            var status = connection.getResponseCode();
            if (status == UNKNOWN) return Optional.of(new Answer(List.of(), true));
            if (status != HttpURLConnection.HTTP_OK) return Optional.empty();
            try (var in = connection.getInputStream()) {
                return Optional.of(new Answer(orders(Json.read(in.readNBytes(LONGEST))), false));
            }
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        } finally {
            open.set(Optional.empty());
        }
    }

    private HttpURLConnection post(byte[] body) throws IOException {
        if (!(address.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("only http and https are understood");
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout((int) WAIT.toMillis() + SLACK_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Accept", "application/json");
        token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (var out = connection.getOutputStream()) {
            out.write(body);
        }
        return connection;
    }

    private void question(List<Told> done, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("task", of.task());
        out.writeStringProperty("run", of.run());
        out.writeStringProperty("source", of.source());
        out.writeArrayPropertyStart("can");
        taker.can().stream().sorted().forEach(out::writeString);
        out.writeEndArray();
        taker.answers().ifPresent(block -> out.writeStringProperty("block", block));
        out.writeArrayPropertyStart("done");
        for (var told : done) {
            out.writeStartObject();
            out.writeStringProperty("act", told.act());
            out.writeBooleanProperty("taken", told.done().isDone());
            if (!told.done().how().isBlank())
                out.writeStringProperty("how", told.done().how());
            out.writeEndObject();
        }
        out.writeEndArray();
        // What was done is to be known at once; what comes next is asked for after that.
        out.writeNumberProperty("wait", done.isEmpty() ? WAIT.toSeconds() : 0);
        out.writeEndObject();
    }

    private static List<Order> orders(JsonNode answer) {
        var orders = new ArrayList<Order>();
        for (var order : answer.path("orders")) {
            orders.add(new Order(
                    order.path("act").asString(""),
                    order.path("verb").asString(""),
                    Optional.of(order.path("text").asString("")).filter(text -> !text.isEmpty())));
        }
        return orders;
    }

    /** Asks no more. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        open.get().ifPresent(HttpURLConnection::disconnect);
    }
}
