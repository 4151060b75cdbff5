package sitrep.store.chunk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a {@link ByteSink} wrote. */
final class ByteSource {
    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            if (at == bytes.length) throw new ChunkDamaged("it ends too early");
            var next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) return value;
        }
        throw new ChunkDamaged("a number in it is too long");
    }

    /** A number that counts what follows, each of which takes a byte at least. */
    int count() {
        var count = number();
        if (count < 0 || count > bytes.length - at) throw new ChunkDamaged("it has less in it than it says");
        return (int) count;
    }

    /** All that is left. */
    byte[] rest() {
        return bytes(bytes.length - at);
    }

    String text() {
        var length = count();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    byte[] bytes(int length) {
        if (length > bytes.length - at) throw new ChunkDamaged("it ends too early");
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }
}
