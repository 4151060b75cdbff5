package sitrep.bench;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Events as a busy machine sends them: many tasks at random, mostly news of what goes on. About 400 bytes each. */
final class Work {
    private static final String[] PHASES = {"reading_context", "researching", "planning", "editing", "testing"};

    private final SplittableRandom random = new SplittableRandom(42);
    private final String sender;
    private final int tasks;
    private long next;

    Work(String sender, int tasks) {
        this.sender = sender;
        this.tasks = tasks;
    }

    /** One CloudEvent on one line. */
    String event() {
        return event("bench-" + random.nextInt(tasks));
    }

    String event(String task) {
        var n = next++;
        return "{\"specversion\":\"1.0\",\"id\":\"" + sender + "-" + n + "\",\"source\":\"bench/" + sender
                + "\",\"type\":\"sitrep.run.advanced\",\"subject\":\"" + task
                + "\",\"time\":\"2026-11-22T10:42:10.123Z\""
                + ",\"datacontenttype\":\"application/json\",\"data\":{\"run\":\"main\","
                + "\"phase\":\"" + PHASES[random.nextInt(PHASES.length)]
                + "\",\"update\":\"Running the integration tests"
                + " of module " + random.nextInt(1000) + ": step " + n
                + " of many, nothing to worry about so far\",\"progress\":{\"done\":" + n % 900 + ",\"total\":913}}}";
    }

    /** So many of them, a line each. */
    byte[] batch(int count) {
        var lines = new StringBuilder(count * 420);
        for (var i = 0; i < count; i++) {
            lines.append(event()).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
