package sitrep.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * What {@link NewTasks} says, as Zipkin is told of it: spans of traces that come and go, so many in a row each, in JSON
 * of version 2. 370 to 480 bytes each.
 */
final class NewTraces implements Loader.Bodies {
    private static final String[] NAMES = {"read context", "research", "plan", "edit", "test"};

    private final SplittableRandom random = new SplittableRandom(42);
    private final int sender;
    private final int each;
    private long next;

    NewTraces(int sender, int each) {
        this.sender = sender;
        this.each = each;
    }

    /** A list of spans. */
    @Override
    public byte[] next(int spans) {
        var list = new StringBuilder(spans * 440);
        var now = System.currentTimeMillis() * 1_000;
        for (var i = 0; i < spans; i++) span(list.append(i == 0 ? '[' : ','), now + i);
        return list.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void span(StringBuilder list, long now) {
        var n = next++;
        var root = n - n % each;
        list.append("{\"traceId\":\"").append(id(7)).append(id(root));
        if (n != root) list.append("\",\"parentId\":\"").append(id(root));
        list.append("\",\"id\":\"").append(id(n));
        list.append("\",\"name\":\"").append(NAMES[random.nextInt(NAMES.length)]);
        list.append("\",\"timestamp\":").append(now);
        list.append(",\"duration\":").append(1 + random.nextInt(1_000_000));
        list.append(",\"localEndpoint\":{\"serviceName\":\"bench-")
                .append(sender)
                .append("\",\"ipv4\":\"127.0.0.1\"}");
        list.append(",\"tags\":{\"update\":\"Running the integration tests of module ")
                .append(random.nextInt(1000));
        list.append(": step ").append(n % each).append(" of many, with nothing to worry about so far\",\"done\":\"");
        list.append(n % each).append("\",\"total\":\"").append(each).append("\",\"run\":\"main\"}}");
    }

    /** Sixteen digits, which no other sender has. */
    private String id(long n) {
        return HexFormat.of().toHexDigits(((sender + 1L) << 48) | n);
    }
}
