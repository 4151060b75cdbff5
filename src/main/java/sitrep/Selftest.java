package sitrep;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One rehearsed life of a server: an event of each sort in, every route out. It shows that an installation works, and
 * is what the JVM remembers in its AOT cache (JEP 514).
 */
final class Selftest {
    private static final String EVENTS = """
            {"task":"selftest","name":"Selftest","owner":"nobody","phase":"testing"}
            {"task":"selftest","update":"halfway","progress":"1/2","labels":{"kind":"selftest"}}
            {"task":"selftest","phase":"waiting_approval","text":"go on?"}
            {"specversion":"1.0","id":"1","source":"selftest","type":"sitrep.run.advanced",\
            "subject":"selftest","data":{"phase":"editing"}}
            {"task":"selftest","phase":"done","summary":"all well"}
            """;

    /** Said again on its own: of what is said in one batch, all at the same time, another may count as the last. */
    private static final String END = """
            {"task":"selftest","phase":"done","summary":"all well"}
            """;

    private static final List<String> READS = List.of(
            "/",
            "/assets/app.js",
            "/api/v1/tasks",
            "/api/v1/tasks?phase=done&q=selftest",
            "/api/v1/tasks/selftest",
            "/api/v1/tasks/selftest/events",
            "/api/v1/tasks/selftest/why",
            "/api/v1/summary",
            "/health/ready",
            "/metrics",
            "/openapi.yaml");

    /** Often enough that what matters is compiled and remembered. */
    private static final int TIMES = 20;

    private Selftest() {}

    /** Throws for the first answer that is not as it should be. */
    static void of(String url) throws IOException {
        for (var i = 0; i < TIMES; i++) {
            post(url + "/api/v1/events", EVENTS);
            for (var path : READS) get(url + path);
        }
        listen(url + "/api/v1/changes?after=0");
        post(url + "/api/v1/events", END);
        post(url + "/api/v1/tasks/selftest/reported", "");
    }

    private static void post(String url, String body) throws IOException {
        var connection = open(url);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/x-ndjson");
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        expectSuccess(connection);
    }

    private static void get(String url) throws IOException {
        expectSuccess(open(url));
    }

    private static void listen(String url) throws IOException {
        var connection = open(url);
        try (var in = connection.getInputStream()) {
            if (in.read() < 0) throw new IOException(url + " said nothing");
        }
    }

    private static HttpURLConnection open(String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(10_000);
        return connection;
    }

    private static void expectSuccess(HttpURLConnection connection) throws IOException {
        var status = connection.getResponseCode();
        if (status >= 300) throw new IOException(connection.getURL() + " answered " + status);
        try (var in = connection.getInputStream()) {
            in.readAllBytes();
        }
    }
}
