package sitrep.store.chunk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. Numbers take seven bits a byte, the lowest first, so that small ones are short. */
final class ByteSink {
    private byte[] bytes = new byte[1 << 10];
    private int size;

    void number(long value) {
        room(10);
        var left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    void text(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        bytes(utf8);
    }

    void bytes(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    int size() {
        return size;
    }

    byte[] all() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
}
