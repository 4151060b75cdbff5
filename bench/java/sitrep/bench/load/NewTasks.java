package sitrep.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/**
 * Events of tasks that come and go: each task has so many of them in a row, from its opening on, and then the next one
 * begins. Every other task has ended by its last event; the others are still at work. 370 to 480 bytes each. They
 * happened an hour ago, a millisecond apart, so that which of them is the newest is never in doubt.
 */
final class NewTasks implements Loader.Bodies {
    private static final String[] PHASES = {"reading_context", "researching", "planning", "editing", "testing"};

    private static final Duration AGO = Duration.ofHours(1);

    private final Instant began = Instant.now().minus(AGO).truncatedTo(ChronoUnit.MILLIS);
    private final SplittableRandom random = new SplittableRandom(42);
    private final String sender;
    private final int each;
    private long next;

    /** @param each how many events a task has, four at least */
    NewTasks(String sender, int each) {
        this.sender = sender;
        this.each = each;
    }

    /** One CloudEvent a line. */
    @Override
    public byte[] next(int events) {
        var lines = new StringBuilder(events * 440);
        for (var i = 0; i < events; i++) event(lines);
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The id of one of a sender's tasks, by the number of its event. */
    static String task(String sender, long event, int each) {
        return sender + "-" + event / each;
    }

    /** What an event says that no other event of its task does. */
    static String words(long event, int each) {
        var step = event % each;
        var isLast = event / each % 2 == 0 && step >= each - 2;
        return isLast ? "after " + step + " steps" : "step " + step + " of many";
    }

    private void event(StringBuilder lines) {
        var n = next++;
        var task = n / each;
        var step = n % each;
        var ends = task % 2 == 0;
        if (step == 0) append(lines, n, "task.opened", opened(task));
        else if (step == 1) append(lines, n, "run.opened", started(task));
        else if (ends && step == each - 2) append(lines, n, "run.ended", "\"run\":\"main\"," + outcome(step));
        else if (ends && step == each - 1) append(lines, n, "task.ended", outcome(step));
        else append(lines, n, "run.advanced", advanced(step));
    }

    private void append(StringBuilder lines, long n, String type, String said) {
        lines.append("{\"specversion\":\"1.0\",\"id\":\"")
                .append(sender)
                .append('-')
                .append(n);
        lines.append("\",\"source\":\"bench/").append(sender);
        lines.append("\",\"type\":\"sitrep.").append(type);
        lines.append("\",\"subject\":\"").append(sender).append('-').append(n / each);
        lines.append("\",\"time\":\"").append(began.plusMillis(n));
        lines.append("\",\"datacontenttype\":\"application/json\",\"data\":{")
                .append(said)
                .append("}}\n");
    }

    private String opened(long task) {
        return "\"name\":\"Integration tests of module " + random.nextInt(1000) + ", number " + task
                + "\",\"owner\":{\"name\":\"owner-" + task % 100 + "\",\"where\":\"#release\"},"
                + "\"goal\":\"Every test of the module passes on the new version of the library\","
                + "\"labels\":{\"release\":\"2." + task % 10 + "\"}";
    }

    private String started(long task) {
        return "\"run\":\"main\",\"worker\":{\"id\":\"worker-" + sender + "-" + task % 50
                + "\",\"kind\":\"subagent\",\"name\":\"tester " + task % 50 + "\",\"where\":\"office\"},"
                + "\"label\":\"runs the tests of module " + random.nextInt(1000) + " one after the other\","
                + "\"phase\":\"starting\"";
    }

    private String advanced(long step) {
        return "\"run\":\"main\",\"phase\":\"" + PHASES[random.nextInt(PHASES.length)]
                + "\",\"update\":\"Running the integration tests of module " + random.nextInt(1000) + ": step " + step
                + " of many, with nothing to worry about so far\",\"open\":[],\"progress\":{\"done\":" + step
                + ",\"total\":" + each
                + "}";
    }

    private String outcome(long step) {
        return "\"outcome\":\"succeeded\",\"summary\":\"All tests of module " + random.nextInt(1000) + " passed after "
                + step + " steps: 913 tests in 42 suites, none skipped, nothing left to do\"";
    }
}
