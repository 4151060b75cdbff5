package sitrep.snapshot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Bytes as they are read. Nothing is believed of them: no number makes room for more than there are bytes. */
final class Input {
    /** By what the parts of a second are multiplied. */
    static final int[] SCALES = {1, 1_000, 1_000_000};

    /** What the last two bits in front of a text say: that it is new, with so many bytes, … */
    static final int NEW = 0;

    /** … or the one so far back, … */
    static final int AGAIN = 1;

    /** … or one that begins as the one so far back: with how many of its characters, and then how many bytes. */
    static final int ALIKE = 2;

    /** … or new, with so many characters for which there are no bytes. */
    static final int CHARACTERS = 3;

    /** Most characters of another text that one begins with: few bytes must not come to very many characters. */
    static final int SHARED = 255;

    private final byte[] bytes;
    private final int end;
    private int next;
    private Instant time = Instant.EPOCH;
    private final List<String> texts = new ArrayList<>();
    private final List<List<Object>> tables;

    /** The bytes are none that were written by {@link Output}. */
    static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1;

        Damaged(String what) {
            super(what, null, false, false);
        }
    }

    private Input(byte[] bytes, int end, int tables) {
        this.bytes = bytes;
        this.end = end;
        this.tables = Stream.generate(() -> (List<Object>) new ArrayList<Object>())
                .limit(tables)
                .toList();
    }

    /** Nothing if the checksum tells that they are not what was written. */
    static Optional<Input> checked(byte[] bytes, int tables) {
        var end = bytes.length - Integer.BYTES;
        return end >= 0 && ByteBuffer.wrap(bytes).getInt(end) == Output.checksum(bytes, end)
                ? Optional.of(new Input(bytes, end, tables))
                : Optional.empty();
    }

    int octet() {
        if (next >= end) throw new Damaged("it ends too soon");
        return bytes[next++];
    }

    long fixed() {
        if (end - next < Long.BYTES) throw new Damaged("it ends too soon");
        next += Long.BYTES;
        return ByteBuffer.wrap(bytes).getLong(next - Long.BYTES);
    }

    long number() {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            var octet = octet();
            value |= (octet & 0x7FL) << shift;
            if (octet >= 0) return value;
        }
        throw new Damaged("a number without end");
    }

    long signed() {
        var value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** How many there are: each takes a byte at least. */
    int count() {
        var count = number();
        if (count < 0 || count > end - next) throw new Damaged("more than there is");
        return (int) count;
    }

    /** One of so many. */
    int choice(int among) {
        var choice = number();
        if (choice < 0 || choice >= among) throw new Damaged("none of the choices");
        return (int) choice;
    }

    Instant time() {
        var seconds = time.getEpochSecond() + signed();
        var nanos = nanos();
        if (seconds != time.getEpochSecond() || nanos != time.getNano()) time = Instant.ofEpochSecond(seconds, nanos);
        return time;
    }

    int nanos() {
        var told = number();
        var scale = (int) (told & 3);
        if (scale >= SCALES.length || told >>> 2 > 999_999_999 / SCALES[scale])
            throw new Damaged("no part of a second");
        return (int) (told >>> 2) * SCALES[scale];
    }

    String text() {
        var head = number();
        var count = head >>> 2;
        if ((head & 3) == AGAIN) return texts.get(place(texts, count));
        var text = switch ((int) head & 3) {
            case NEW -> utf8(count);
            case ALIKE -> alike(texts.get(place(texts, count)));
            default -> characters(count);
        };
        texts.add(text);
        return text;
    }

    private String alike(String text) {
        var shared = number();
        if (shared < 0 || shared > Math.min(SHARED, text.length())) throw new Damaged("more than there is");
        return text.substring(0, (int) shared) + utf8(number());
    }

    private String utf8(long length) {
        if (length < 0 || length > end - next) throw new Damaged("more than there is");
        next += (int) length;
        return new String(bytes, next - (int) length, (int) length, StandardCharsets.UTF_8);
    }

    private String characters(long length) {
        if (length > end - next) throw new Damaged("more than there is");
        var text = new char[(int) length];
        for (var i = 0; i < text.length; i++) text[i] = (char) choice(1 << Character.SIZE);
        return new String(text);
    }

    /** What is pointed at, if it was told before; what is new is to be read, and to be {@link #keep kept}. */
    Optional<Object> again(int table) {
        var back = number();
        var told = tables.get(table);
        return back == 0 ? Optional.empty() : Optional.of(told.get(place(told, back)));
    }

    void keep(int table, Object value) {
        tables.get(table).add(value);
    }

    private static int place(List<?> told, long back) {
        if (back < 1 || back > told.size()) throw new Damaged("what was never told");
        return told.size() - (int) back;
    }

    boolean isAtEnd() {
        return next == end;
    }
}
