package sitrep.http.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import java.util.regex.Pattern;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.http.exchange.RequestBody;

/**
 * What comes over a connection, with bodies in chunks as RFC 9112 has them. Helidon reads such bodies strictly line by
 * line, without extensions and trailers, and holds each chunk as a whole; here those are read and left out, a chunk is
 * handed out in parts, and what is no chunk is refused with a reason.
 */
final class FramedInput extends DataReader {
    /** Longest line with the size of a chunk and its extensions, and longest trailers. */
    private static final int LINE = 16 << 10;

    /** Largest part of a chunk that is held at once. */
    private static final int PART = 16 << 10;

    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,16})[ \\t]*(?:;.*)?");

    /** What is left of the chunk that is being handed out. */
    private long left;

    /** Whether a part was announced, and whether it was read. */
    private boolean isAnnounced;

    private boolean isRead;
    private boolean isLast;

    @SuppressWarnings("removal")
    FramedInput(DataReader reader) {
        super(() -> next(reader));
    }

    /** Whoever hangs up in the middle of a request is not told that the server made a mistake. */
    private static byte[] next(DataReader reader) {
        try {
            return reader.readBuffer().readBytes();
        } catch (InsufficientDataAvailableException e) {
            throw new CloseConnectionException("the other side ended in the middle", e);
        }
    }

    /** Helidon reads lines only where chunks begin, and behind the last. */
    @Override
    public String readLine() {
        if (isLast) {
            skipTrailers();
            isLast = false;
            return "";
        }
        if (left == 0) left = size(line());
        if (left == 0) {
            isLast = true;
            return "0";
        }
        isAnnounced = true;
        return Long.toHexString(Math.min(left, PART));
    }

    @Override
    public BufferData readBuffer(int length) {
        var data = getBuffer(length);
        super.skip(length);
        if (isAnnounced) {
            isAnnounced = false;
            isRead = true;
            left -= length;
        }
        return data;
    }

    /** Behind a part there is nothing to skip unless it was the last of its chunk. */
    @Override
    public void skip(int length) {
        if (!isRead) {
            super.skip(length);
            return;
        }
        isRead = false;
        if (left > 0) return;
        if (super.read() != '\r' || super.read() != '\n') {
            throw broken("a chunk is longer or shorter than it says");
        }
    }

    private static long size(String line) {
        var parts = SIZE.matcher(line);
        if (!parts.matches()) throw broken("a chunk does not begin with its size");
        var size = Long.parseUnsignedLong(parts.group(1), 16);
        if (size < 0 || size > RequestBody.LIMIT) {
            throw new Refusal(new Problem.Unframed(413, "A chunk has more than " + RequestBody.LIMIT + " bytes."));
        }
        return size;
    }

    private void skipTrailers() {
        var read = 0;
        for (var line = line(); !line.isEmpty(); line = line()) {
            read += line.length();
            if (read > LINE) throw broken("its trailers are too long");
        }
    }

    private String line() {
        try {
            var length = findNewLine(LINE);
            if (length == LINE) throw broken("a line between its chunks is too long");
            var line = readAsciiString(length);
            super.skip(2);
            return line;
        } catch (IncorrectNewLineException _) {
            throw broken("a line between its chunks does not end in CR LF");
        }
    }

    private static Refusal broken(String why) {
        return new Refusal(new Problem.Unframed("The body comes in chunks, and " + why + "."));
    }
}
