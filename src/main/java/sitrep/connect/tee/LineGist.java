package sitrep.connect.tee;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines, each a document of JSON in short: of a long string in it only the front is kept,
 * and what is nested too deep is left out. So a line of many megabytes costs no more memory than a short one, and says
 * the same about what it is. A line that is long in other ways is given up, and counted. Nothing is taken for granted:
 * bytes that are no JSON become lines that are none.
 */
final class LineGist {
    /** Bytes kept of one string; of many, the later ones are kept shorter, so that all have room. */
    static final int STRING = 16 * 1_024;

    /** Bytes of one string that are kept in any case: an id, or the name of a method. */
    private static final int SHORTEST = 64;

    /** The part of what room is left that one string may take, in the first half of the room and in the second. */
    private static final int SHARE = 8;

    private static final int LATE_SHARE = 256;

    /** Bytes kept of a line. */
    static final int LINE = 256 * 1_024;

    /** Levels of nesting kept. */
    static final int DEPTH = 24;

    /** Bytes of the longest escape. */
    private static final int ESCAPE = 6;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long QUOTES = '"' * ONES;
    private static final long ESCAPES = '\\' * ONES;
    private static final long LINES = '\n' * ONES;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Consumer<byte[]> lines;
    private final byte[] kept = new byte[LINE];
    private int length;
    private int depth;
    private int string;
    private int most = STRING;
    private boolean inString;
    private boolean escaped;
    private boolean isGivenUp;
    private boolean isTooLong;
    private long givenUp;

    /** @param lines is handed each line that has anything in it */
    LineGist(Consumer<byte[]> lines) {
        this.lines = lines;
    }

    /** How many bytes of lines that are too long were given up since it was last asked. */
    long givenUp() {
        var bytes = givenUp;
        givenUp = 0;
        return bytes;
    }

    /** Bytes are missing here: the line that is begun is worth nothing any more, nor is the rest of another. */
    void miss() {
        isGivenUp = true;
        inString = false;
        escaped = false;
    }

    void feed(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to) {
            if (isGivenUp) at = skipLine(bytes, at, to);
            else if (inString) at = inString(bytes, at, to);
            else outside(bytes[at++]);
        }
    }

    /** The stream has ended: a last line may lack its end. */
    void end() {
        endLine();
    }

    private int skipLine(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to && bytes[at] != '\n') at++;
        if (isTooLong) givenUp += at - from;
        if (at == to) return to;
        endLine();
        return at + 1;
    }

    private void outside(byte b) {
        switch (b) {
            case '\n' -> endLine();
            case '"' -> {
                inString = true;
                string = 0;
                most = Math.clamp((LINE - length) / (length < LINE / 2 ? SHARE : LATE_SHARE), SHORTEST, STRING);
                keep(b);
            }
            case '{', '[' -> {
                if (++depth == DEPTH + 1) keep(NULL);
                keep(b);
            }
            case '}', ']' -> {
                keep(b);
                if (depth > 0) depth--;
            }
            default -> keep(b);
        }
    }

    /** A string ends at its quotation mark, or with its line: then that is no JSON, and what follows may be. */
    private int inString(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to) {
            if (!escaped) at = plain(bytes, at, to);
            if (at == to) break;
            var b = bytes[at];
            if ((b == '"' && !escaped) || b == '\n') break;
            escaped = b == '\\' && !escaped;
            at++;
        }
        keepOfString(bytes, from, at);
        if (at == to) return to;
        inString = false;
        escaped = false;
        if (bytes[at] == '\n') endLine();
        else keep((byte) '"');
        return at + 1;
    }

    /** Passes over what is plain in a string, eight bytes at a time: most of a long line is that. */
    private static int plain(byte[] bytes, int from, int to) {
        var at = from;
        while (at <= to - Long.BYTES) {
            var eight = (long) EIGHT.get(bytes, at);
            if ((zero(eight ^ QUOTES) | zero(eight ^ ESCAPES) | zero(eight ^ LINES)) != 0) return at;
            at += Long.BYTES;
        }
        return at;
    }

    /** Not 0 where one of the eight bytes is 0. */
    private static long zero(long eight) {
        return (eight - ONES) & ~eight & (ONES << 7);
    }

    /** An escape is kept whole or not at all. */
    private void keepOfString(byte[] bytes, int from, int to) {
        var left = most - string;
        string += Math.min(to - from, most);
        if (left <= 0 || depth > DEPTH) return;
        var end = Math.min(to, from + left);
        copy(bytes, from, end);
        if (end < to || left == to - from) cutBack();
    }

    /** Takes back what may be the front of an escape, or of a letter of several bytes. */
    private void cutBack() {
        string = most;
        var at = Math.max(0, length - ESCAPE);
        while (at > 0 && kept[at - 1] == '\\') at--;
        while (at < length) {
            var needs = kept[at] != '\\' ? 1 : at + 1 < length && kept[at + 1] == 'u' ? ESCAPE : 2;
            if (at + needs > length) {
                length = at;
                return;
            }
            at += needs;
        }
        while (length > 0 && (kept[length - 1] & 0xC0) == 0x80) length--;
        if (length > 0 && (kept[length - 1] & 0xC0) == 0xC0) length--;
    }

    private void keep(byte b) {
        if (depth > DEPTH) return;
        if (length < LINE) kept[length++] = b;
        else giveUp();
    }

    private void keep(byte[] bytes) {
        depth--;
        for (var b : bytes) keep(b);
        depth++;
    }

    private void copy(byte[] bytes, int from, int to) {
        if (to - from > LINE - length) {
            giveUp();
            return;
        }
        System.arraycopy(bytes, from, kept, length, to - from);
        length += to - from;
    }

    private void giveUp() {
        isGivenUp = true;
        isTooLong = true;
        givenUp += length;
        inString = false;
        escaped = false;
        length = 0;
    }

    private void endLine() {
        if (!isGivenUp && !isBlank()) lines.accept(Arrays.copyOf(kept, length));
        length = 0;
        depth = 0;
        string = 0;
        inString = false;
        escaped = false;
        isGivenUp = false;
        isTooLong = false;
    }

    private boolean isBlank() {
        for (var i = 0; i < length; i++) if (kept[i] != ' ' && kept[i] != '\r' && kept[i] != '\t') return false;
        return true;
    }
}
