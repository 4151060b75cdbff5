package sitrep.snapshot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Bytes as they are written. What was written before is pointed at when it comes again. */
final class Output {
    /** So many characters have to be the same for it to be worth while. */
    private static final int ALIKE = 8;

    private byte[] bytes = new byte[2048];
    private int length;
    private long second;
    private final Told texts = new Told();
    private final Map<Integer, String> beginnings = new HashMap<>();
    private final List<Told> tables;

    Output(int tables) {
        this.tables = Stream.generate(Told::new).limit(tables).toList();
    }

    /** What was written before, each with its place. */
    private static final class Told {
        private final Map<Object, Integer> places = new HashMap<>();

        /** How far back it was told first, the newest being 1; zero for what is new, and told from now on. */
        int back(Object value) {
            var next = places.size();
            var place = places.putIfAbsent(value, next);
            return place == null ? 0 : next - place;
        }
    }

    void octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void fixed(long value) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(length, value);
        length += Long.BYTES;
    }

    /** Small ones take a byte, negative ones ten. */
    void number(long value) {
        room(10);
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** Small ones take a byte, whatever their sign. */
    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    /** Times of one task lie close together: each is told by how long after the one before it was. */
    void time(long seconds, int nanos) {
        signed(seconds - second);
        second = seconds;
        nanos(nanos);
    }

    /** Clocks tell milliseconds or microseconds, most of them: in the last two bits is how many zeros were left out. */
    void nanos(int nanos) {
        var scale = nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 2 : nanos % 1_000 == 0 ? 1 : 0;
        number((long) (nanos / Input.SCALES[scale]) << 2 | scale);
    }

    void text(String text) {
        var back = texts.back(text);
        if (back > 0) {
            number((long) back << 2 | Input.AGAIN);
            return;
        }
        var alike = alike(text);
        var shared = shared(alike, text);
        var rest = text.substring(shared);
        var utf8 = rest.getBytes(StandardCharsets.UTF_8);
        if (!new String(utf8, StandardCharsets.UTF_8).equals(rest)) {
            characters(text);
        } else if (shared < ALIKE) {
            number((long) utf8.length << 2 | Input.NEW);
            append(utf8);
        } else {
            var beforeIt = texts.back(alike) - 1;
            number((long) beforeIt << 2 | Input.ALIKE);
            number(shared);
            number(utf8.length);
            append(utf8);
        }
    }

    /** The last text that began as this one does; ids are made of ids. */
    private String alike(String text) {
        if (text.length() < ALIKE) return "";
        var begins = 0;
        for (var i = 0; i < ALIKE; i++) begins = 31 * begins + text.charAt(i);
        var alike = beginnings.put(begins, text);
        return alike == null ? "" : alike;
    }

    private static int shared(String one, String other) {
        var most = Math.min(Input.SHARED, Math.min(one.length(), other.length()));
        var shared = 0;
        while (shared < most && one.charAt(shared) == other.charAt(shared)) shared++;
        return shared;
    }

    /** Halves of characters are nothing to UTF-8, and a text that was cut may end in one. */
    private void characters(String text) {
        number((long) text.length() << 2 | Input.CHARACTERS);
        text.chars().forEach(this::number);
    }

    /** Whether it was written before, and is now pointed at; what was not is to follow. */
    boolean again(int table, Object value) {
        var back = tables.get(table).back(value);
        number(back);
        return back > 0;
    }

    /** All that was written, and how to tell that it is that. */
    byte[] withChecksum() {
        room(Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(length, checksum(bytes, length));
        return Arrays.copyOf(bytes, length + Integer.BYTES);
    }

    static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private void append(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void room(int more) {
        if (bytes.length - length < more) bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
}
