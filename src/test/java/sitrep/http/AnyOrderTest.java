package sitrep.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same events in any order, duplicated, in any batching, over the wire into a real database: the same tasks. */
class AnyOrderTest {
    private static final int EVENTS = 5_000;
    private static final int TASKS = 40;

    @TempDir
    private Path folder;

    @Test
    void five_thousand_events_give_byte_identical_tasks_however_they_arrive() {
        var events = events(new Random(7));
        var inOrder = tasks("in-order", events, new Random(1), 100);
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(2));
        shuffled.addAll(events.subList(0, 1_500));
        assertEquals(inOrder, tasks("shuffled", shuffled, new Random(3), 1));
        var backwards = new ArrayList<>(events.reversed());
        backwards.addAll(events.subList(2_000, 4_000));
        assertEquals(inOrder, tasks("backwards", backwards, new Random(4), 2_000));
    }

    /** What all tasks come to after these events. */
    private TreeMap<String, String> tasks(String name, List<String> events, Random random, int most) {
        try (var server = TestServer.in(folder.resolve(name))) {
            for (var from = 0; from < events.size(); ) {
                var to = Math.min(events.size(), from + 1 + (most == 1 ? random.nextInt(40) : random.nextInt(most)));
                var lines = String.join("\n", events.subList(from, to));
                var reply =
                        server.post("/api/v1/events", "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
                assertEquals(202, reply.status(), reply.body());
                assertEquals(0, reply.json().get("refused").intValue(), reply.body());
                from = to;
            }
            var tasks = new TreeMap<String, String>();
            for (var i = 0; i < TASKS; i++)
                tasks.put("t" + i, server.get("/api/v1/tasks/t" + i).body());
            return tasks;
        }
    }

    private static List<String> events(Random random) {
        var events = new ArrayList<String>();
        for (var i = 0; i < EVENTS; i++) {
            events.add("{\"id\":\"e%d\",\"source\":\"s%d\",\"time\":\"2026-11-22T%02d:%02d:%02dZ\",\"task\":\"t%d\",%s}"
                    .formatted(
                            i,
                            random.nextInt(3),
                            random.nextInt(10),
                            random.nextInt(60),
                            random.nextInt(60),
                            random.nextInt(TASKS),
                            says(random, i)));
        }
        return events;
    }

    private static String says(Random random, int i) {
        var run = "\"run\":\"r" + random.nextInt(6) + "\"";
        var worker = "\"worker\":{\"id\":\"w" + random.nextInt(4) + "\",\"kind\":\"process\",\"name\":\"n" + i + "\"}";
        return switch (random.nextInt(10)) {
            case 0 ->
                "\"name\":\"Task " + i + "\",\"owner\":\"o" + i + "\",\"labels\":{\"k" + random.nextInt(3) + "\":\"v"
                        + i + "\"}";
            case 1 ->
                run + "," + worker + ",\"attempt\":" + (1 + random.nextInt(3)) + ",\"parentRun\":\"r"
                        + random.nextInt(6) + "\"";
            case 2 -> run + ",\"phase\":\"waiting_approval\",\"text\":\"push " + i + "\"";
            case 3 ->
                run + ",\"phase\":\"waiting_user\",\"block\":{\"id\":\"b" + random.nextInt(3)
                        + "\",\"reason\":\"user_input\"}";
            case 4 ->
                run + ",\"outcome\":\"" + List.of("succeeded", "failed", "lost").get(random.nextInt(3))
                        + "\",\"summary\":\"end " + i + "\"";
            case 5 -> run + ",\"progress\":\"" + random.nextInt(100) + "/100\"";
            case 6 ->
                i % 50 == 0
                        ? "\"outcome\":\"succeeded\",\"summary\":\"all done\",\"reported\":\"#x\""
                        : run + ",\"update\":\"u" + i + "\"";
            case 7 -> run + ",\"phase\":\"editing\",\"update\":\"u" + i + "\"";
            case 8 -> run + ",\"phase\":\"testing\"";
            default -> run + ",\"update\":\"u" + i + "\"";
        };
    }
}
