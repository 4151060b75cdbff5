package sitrep.store.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import sitrep.store.chunk.Compression;

/**
 * How the index keeps what lists show of a task: what changes every second as it is, and what has ended made small, for
 * of such there are many more. A text that is as it is begins with a brace; before one made small are a zero and its
 * length.
 */
final class SqlText implements AutoCloseable {
    /** What most tasks have in common as lists show them, the most frequent last. It belongs to the format. */
    private static final byte[] DICTIONARY = """
        "block":{"id":"","reason":"approval","text":"","waitingOn":"","since":"2026-"remarks":[{"text":"",\
        "since":"2026-"executor":{"kind":"subagent","process","session","name":"","run":""},\
        "progress":{"done":1,"total":10},"labels":{"goal":"","links":[{"rel":"","href":"https://"parent":"",\
        "reported":{"to":"","at":"2026-"attempt":{"n":2,"of":3}"outcome":"failed","outcome":"cancelled",\
        "phase":"failed","attention":"settled","next":{"text":"Nothing to do{"id":"","name":"",\
        "owner":{"name":"","where":"#"},"phase":"done","since":"2026-11-29T10:00:00.000Z",\
        "attention":"unreported","update":{"text":"","at":"2026-11-29T10:00:00.000Z"},\
        "next":{"text":"Tell the result","command":"sitrep report --task --reported "},\
        "lastUpdate":"2026-11-29T10:00:00.000Z","created":"2026-11-29T10:00:00.000Z",\
        "ribbon":[{"phase":"queued","from":"2026-},{"phase":"starting","from":"2026-},\
        {"phase":"researching","from":"2026-},{"phase":"reading_context","from":"2026-},{"phase":"planning",\
        "from":"2026-},{"phase":"editing","from":"2026-},{"phase":"testing",\
        "from":"2026-11-29T10:00:00.000Z"},{"phase":"done","from":"2026-11-29T10:00:00.000Z"}],\
        "outcome":"succeeded","ended":"2026-11-29T10:00:00.000Z"}\
        """.getBytes(StandardCharsets.UTF_8);

    private static final int HEAD = 1 + Integer.BYTES;

    private final Compression compression = new Compression(DICTIONARY);

    byte[] small(String text) {
        var plain = text.getBytes(StandardCharsets.UTF_8);
        var small = compression.deflate(plain);
        return ByteBuffer.allocate(HEAD + small.length)
                .put((byte) 0)
                .putInt(plain.length)
                .put(small)
                .array();
    }

    static byte[] asItIs(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String read(byte[] kept) {
        if (kept.length < HEAD || kept[0] != 0) return new String(kept, StandardCharsets.UTF_8);
        var head = ByteBuffer.wrap(kept, 1, Integer.BYTES);
        var small = new byte[kept.length - HEAD];
        System.arraycopy(kept, HEAD, small, 0, small.length);
        return new String(Compression.inflate(small, head.getInt(), DICTIONARY), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        compression.close();
    }
}
