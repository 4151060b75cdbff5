package sitrep.http.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import sitrep.http.Exchange;
import sitrep.http.TestServer;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Sends requests to a server, made by chance out of its own description, most of them broken, and looks at all that it
 * answers and logs. Each input is made of the seed and its number only.
 */
final class Fuzzer extends Handler implements AutoCloseable {
    private static final int SENDERS = 12;
    private static final Set<Integer> DOCUMENTED = Set.of(501, 503, 505, 507);
    private static final Set<String> HEADERS = Set.of(
            "accept-encoding",
            "allow",
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-security-policy",
            "content-type",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "date",
            "etag",
            "location",
            "referrer-policy",
            "retry-after",
            "set-cookie",
            "transfer-encoding",
            "upgrade",
            "vary",
            "www-authenticate",
            "x-accel-buffering",
            "x-content-type-options");

    /** So many good requests are made for an operation that chance left out. */
    private static final int TRIES = 50;

    /** What can be done only at a gateway, and there is none. */
    private static final Set<String> LACKING = Set.of("POST /api/v1/sources/acting");

    private final TestServer server;
    private final long seed;
    private final long began = System.nanoTime();
    private final Specimens specimens;
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();
    private final Set<String> good = new ConcurrentSkipListSet<>();
    private final Logger root = Logger.getLogger("");
    private final Optional<Level> level = Optional.ofNullable(root.getLevel());
    private final Optional<Thread.UncaughtExceptionHandler> before =
            Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler());

    Fuzzer(TestServer server, long seed) {
        this.server = server;
        this.seed = seed;
        var page = server.get("/").body();
        var assets = java.util.regex.Pattern.compile("/assets/([\\w./-]+)")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        this.specimens = new Specimens(
                new YAMLMapper().readTree(server.get("/openapi.yaml").body()), assets);
        root.addHandler(this);
        root.setLevel(Level.INFO);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> faults.add("uncaught: " + trace(e)));
    }

    /** Tasks that there are, most of them over, and a hand that does whatever can be asked of their runs. */
    void prepare() {
        server.acts.add(new WillingHand());
        for (var i = 0; i < Specimens.TASKS; i++) {
            server.report("{'task':'task-" + i + "','phase':'" + (i % 4 == 0 ? "testing" : "done") + "'}");
        }
    }

    /** Sends the inputs with these numbers, several at a time, and waits for what is answered. */
    void send(int from, int to) {
        var next = new AtomicInteger(from);
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            for (var i = 0; i < SENDERS; i++) {
                senders.execute(() -> {
                    for (var n = next.getAndIncrement(); n < to; n = next.getAndIncrement()) send(n);
                });
            }
        }
        if (server.get("/health/ready").status() != 200) faults.add("not ready after " + to);
        if (server.get("/api/v1/tasks").status() != 200) faults.add("no board after " + to);
    }

    private void send(int number) {
        var random = new SplittableRandom(seed * 1_000_003 + number);
        var operation =
                specimens.operations().get(random.nextInt(specimens.operations().size()));
        if (random.nextInt(5) < 2) operation = specimens.operations().getFirst();
        var draft = specimens.of(operation, random);
        var mischief = new Mischief(random);
        var isPlain = random.nextInt(6) == 0;
        if (!isPlain) mischief.change(draft);
        var wire = draft.wire();
        if (!isPlain && random.nextInt(8) == 0) wire = mischief.damaged(wire);
        try {
            if (!isPlain && random.nextInt(40) == 0) {
                Exchange.abandon(server.port(), wire);
                count("abandoned");
                return;
            }
            var replies = Exchange.replies(Exchange.send(server.port(), wire));
            if (replies.isEmpty()) count("silence");
            for (var reply : replies) {
                var wrong = check(reply);
                if (wrong.isPresent()) blame(number, wrong.get(), wire);
            }
            if (isPlain && !replies.isEmpty() && isGood(replies.getFirst())) good.add(operation.name());
        } catch (IOException | RuntimeException e) {
            blame(number, trace(e), wire);
        }
    }

    /** A task that goes on cannot be reported, which is a good answer, too. */
    private static boolean isGood(Exchange.Reply reply) {
        return reply.status() < 400 || reply.status() == 409;
    }

    private void blame(int number, String why, byte[] wire) {
        faults.add("input " + number + ": " + why + "\n  of " + Exchange.shown(wire, 0));
    }

    private void count(String what) {
        counts.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }

    /** What is wrong with an answer. */
    private Optional<String> check(Exchange.Reply reply) {
        count(String.valueOf(reply.status()));
        if (reply.status() >= 500 && !DOCUMENTED.contains(reply.status())) {
            return Optional.of("answered with " + reply.status() + " " + reply.text());
        }
        var unknown = new ArrayList<>(reply.headers().keySet());
        unknown.removeAll(HEADERS);
        if (!unknown.isEmpty()) return Optional.of("answered with headers " + unknown);
        if (reply.body().length == 0) return Optional.empty();
        if (reply.type().contains("json") && !Exchange.isJson(reply.body())) {
            return Optional.of("answered with what is no JSON: " + Exchange.shown(reply.body(), 0));
        }
        if (reply.type().contains("protobuf")) return Optional.empty();
        if (reply.status() >= 400 && !reply.text().contains("\"type\":\"/problems/")) {
            return Optional.of("answered with no problem: " + reply.text());
        }
        return Optional.empty();
    }

    List<String> faults() {
        return faults.stream().limit(5).toList();
    }

    /** The operations of which no good request was answered as good. */
    List<String> neverAnsweredWell() {
        return specimens.operations().stream()
                .filter(operation -> !good.contains(operation.name()) && !LACKING.contains(operation.name()))
                .filter(operation -> !isAnsweredWell(operation))
                .map(Specimens.Operation::name)
                .toList();
    }

    /** Of many operations chance may have left one out: then good requests are made for it alone. */
    private boolean isAnsweredWell(Specimens.Operation operation) {
        for (var i = 0; i < TRIES; i++) {
            var wire = specimens
                    .of(operation, new SplittableRandom(seed * 1_000_003 - i - 1))
                    .wire();
            try {
                var replies = Exchange.replies(Exchange.send(server.port(), wire));
                if (!replies.isEmpty() && isGood(replies.getFirst())) return true;
            } catch (IOException e) {
                faults.add(operation.name() + ": " + trace(e));
            }
        }
        return false;
    }

    String summary() {
        return "seed " + seed + ", answers by status " + new TreeMap<>(counts);
    }

    /** How long it has been at it. */
    String passed() {
        return (System.nanoTime() - began) / 1_000_000_000 + " s";
    }

    String held() {
        return server.board.seq() + " events";
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() < Level.WARNING.intValue()) return;
        var thrown = Optional.ofNullable(record.getThrown()).map(Fuzzer::trace).orElse("");
        faults.add("logged: " + record.getLoggerName() + " " + record.getMessage() + " " + thrown);
    }

    private static String trace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString().lines().limit(14).reduce("", (one, other) -> one + "\n    " + other);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(level.orElse(null));
        Thread.setDefaultUncaughtExceptionHandler(before.orElse(null));
    }
}
