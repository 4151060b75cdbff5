package sitrep.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** The page in a real Chromium: how soon 10,000 tasks are seen, and how smoothly it goes on while they change. */
final class PageBench {
    private static final int TASKS = 10_000;
    private static final int VISITS = 7;
    private static final int CHANGES = 200;
    private static final int SECONDS = 10;

    /** When the first rows were on the screen, in milliseconds after the visit began. */
    private static final String FIRST_ROWS = """
            new Promise((seen) => {
              const look = () => (document.querySelector('.row')
                ? requestAnimationFrame(() => setTimeout(() => seen(performance.now()))) : setTimeout(look, 4));
              look();
            })""";

    /** The floor: when the browser has the same tasks as bare JSON. */
    private static final String LOADED = """
            new Promise((seen) => {
              const look = () => (document.readyState === 'complete' ? seen(performance.now()) : setTimeout(look, 4));
              look();
            })""";

    /** Frames and long tasks of so many seconds: frames a second, the longest, the share of late ones, long tasks. */
    private static final String FRAMES = """
            new Promise((done) => {
              const gaps = [], long = [];
              const note = (list) => list.getEntries().forEach(({ duration }) => long.push(duration));
              const observer = new PerformanceObserver(note);
              observer.observe({ type: 'longtask' });
              let last = performance.now();
              const end = last + %d * 1000;
              const frame = (now) => {
                gaps.push(now - last);
                last = now;
                if (now < end) return requestAnimationFrame(frame);
                observer.disconnect();
                const late = gaps.filter((gap) => gap > 50).length;
                return done([gaps.length / %d, Math.max(...gaps), 100 * late / gaps.length, long.length,
                  long.length ? Math.max(...long) : 0, document.getElementsByTagName('*').length,
                  performance.memory.usedJSHeapSize / 1e6]);
              };
              requestAnimationFrame(frame);
            })""".formatted(SECONDS, SECONDS);

    private PageBench() {}

    static void run(Path jar) throws Exception {
        Rounds.line("%n== page: a board of %,d tasks in Chromium", TASKS);
        try (var served = new Served(jar, Served.newFolder());
                var browser = new Browser(Served.newFolder())) {
            fill(served.port);
            var root = "http://127.0.0.1:" + served.port;
            visits(browser, root);
            frames(browser, root, "nothing changes", () -> {});
            var shown = browser.evaluate("[...document.querySelectorAll('.row')].map((row) => row.dataset.task)");
            try (var connection = new Connection(served.port)) {
                frames(browser, root, CHANGES + " changes/s", () -> change(connection, shown));
            }
        }
    }

    private static void fill(int port) throws IOException {
        var lines = new StringBuilder();
        for (var i = 0; i < TASKS; i++) {
            lines.append("{\"task\":\"bench-%d\",\"name\":\"Bench task number %d\",\"run\":\"main\",".formatted(i, i))
                    .append("\"worker\":{\"id\":\"w%d\",\"kind\":\"process\",\"name\":\"mvn verify\"},".formatted(i))
                    .append("\"phase\":\"testing\",\"update\":\"test %d of many\"}\n".formatted(i));
        }
        try (var connection = new Connection(port)) {
            var status = connection.post(
                    "/api/v1/events", "application/x-ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));
            if (status != 202) throw new IOException("the server answered " + status);
        }
    }

    private static void visits(Browser browser, String root) throws IOException {
        var rows = new double[VISITS];
        var bare = new double[VISITS];
        var busy = new double[VISITS];
        for (var i = -1; i < VISITS; i++) {
            var floor = visit(browser, root + "/api/v1/tasks?limit=200", LOADED);
            var before = browser.busy();
            var page = visit(browser, root + "/", FIRST_ROWS);
            if (i < 0) continue;
            bare[i] = floor;
            rows[i] = page;
            busy[i] = 1_000 * (browser.busy() - before);
        }
        Rounds.line(
                "first rows on the screen: median %.0f ms, worst of %d %.0f ms (goal: 1,000 or less), of which the page"
                        + " keeps a processor busy for %.0f ms; floor, the same tasks as bare JSON: %.0f ms",
                Rounds.median(rows), VISITS, Rounds.percentile(100, rows), Rounds.median(busy), Rounds.median(bare));
    }

    private static double visit(Browser browser, String url, String until) throws IOException {
        browser.open("about:blank");
        browser.open(url);
        return browser.evaluate(until).asDouble();
    }

    private static void frames(Browser browser, String root, String what, Runnable change) throws Exception {
        visit(browser, root + "/", FIRST_ROWS);
        browser.evaluate("new Promise((done) => setTimeout(done, 1500))");
        var stop = new AtomicBoolean();
        var changing = Thread.ofPlatform().start(() -> {
            for (var due = System.nanoTime(); !stop.get(); due += 50_000_000) {
                LockSupport.parkNanos(due - System.nanoTime());
                change.run();
            }
        });
        var before = browser.busy();
        var seen = browser.evaluate(FRAMES);
        var busy = 100 * (browser.busy() - before) / SECONDS;
        stop.set(true);
        changing.join();
        Rounds.line(
                "%-16s %5.1f frames/s, longest frame %4.0f ms, %4.1f %% of them over 50 ms; %d long tasks, the longest"
                        + " %.0f ms; %.0f %% of a processor, %,d nodes, %.1f MB of heap",
                what,
                seen.get(0).asDouble(),
                seen.get(1).asDouble(),
                seen.get(2).asDouble(),
                seen.get(3).asInt(),
                seen.get(4).asDouble(),
                busy,
                seen.get(5).asInt(),
                seen.get(6).asDouble());
    }

    /** Half of the changes are of rows that are in the page, the others of any. */
    private static void change(Connection connection, JsonNode shown) {
        var random = ThreadLocalRandom.current();
        var lines = new StringBuilder();
        for (var i = 0; i < CHANGES / 20; i++) {
            var task = i % 2 == 0
                    ? shown.get(random.nextInt(shown.size())).stringValue("")
                    : "bench-" + random.nextInt(TASKS);
            lines.append("{\"task\":\"%s\",\"run\":\"main\",\"phase\":\"%s\",\"update\":\"step %d\"}\n"
                    .formatted(task, random.nextBoolean() ? "testing" : "editing", random.nextInt(10_000)));
        }
        try {
            connection.post(
                    "/api/v1/events", "application/x-ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            Rounds.line("a change was not sent: %s", e);
        }
    }
}
