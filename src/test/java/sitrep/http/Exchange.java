package sitrep.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Bytes sent over a connection of their own, and all that was answered to them. */
public final class Exchange {
    /** One answer: its status, its headers in lower case, and its body. */
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        public String type() {
            return headers.getOrDefault("content-type", "");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** What the server sent is not what HTTP has it be. */
    static final class Unreadable extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }
    }

    private static final int PATIENCE_MILLIS = 60_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private Exchange() {}

    /** Sends these bytes and then no more, and reads to the end; of a stream only its beginning. */
    public static byte[] send(int port, byte[] wire) throws IOException {
        var answer = new ByteArrayOutputStream();
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(wire);
                socket.shutdownOutput();
                var buffer = new byte[16 << 10];
                for (var n = socket.getInputStream().read(buffer);
                        n >= 0;
                        n = socket.getInputStream().read(buffer)) {
                    answer.write(buffer, 0, n);
                    if (hasBegunToStream(answer)) break;
                }
            } catch (SocketTimeoutException e) {
                throw new Unreadable("nothing more comes, and the connection stays open");
            } catch (IOException _) {
                // The server had said what it had to, and did not read on: what came until then counts.
            }
        }
        return answer.toByteArray();
    }

    /** Sends these bytes and hangs up without waiting. */
    public static void abandon(int port, byte[] wire) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(wire);
        } catch (java.net.SocketException _) {
            // The server was quicker to hang up.
        }
    }

    private static boolean hasBegunToStream(ByteArrayOutputStream answer) {
        var text = answer.toString(StandardCharsets.ISO_8859_1);
        var stream = text.indexOf("Content-Type: text/event-stream");
        return stream >= 0 && text.indexOf("\r\n\r\n", stream) >= 0;
    }

    /** The answers in these bytes; what is said beforehand of those to come is left out. */
    public static List<Reply> replies(byte[] answer) {
        var replies = new ArrayList<Reply>();
        var at = 0;
        while (at < answer.length) {
            var end = end(answer, at);
            var reply = head(new String(answer, at, end - at, StandardCharsets.ISO_8859_1));
            var body = body(reply, answer, end + 4);
            at = end + 4 + body.taken();
            if (reply.status() >= 200) replies.add(new Reply(reply.status(), reply.headers(), body.bytes()));
        }
        return replies;
    }

    private static int end(byte[] answer, int from) {
        for (var i = from; i + 3 < answer.length; i++) {
            if (answer[i] == '\r' && answer[i + 1] == '\n' && answer[i + 2] == '\r' && answer[i + 3] == '\n') return i;
        }
        throw new Unreadable("an answer has no head: " + shown(answer, from));
    }

    private static Reply head(String head) {
        var lines = head.split("\r\n", -1);
        if (!lines[0].matches("HTTP/1\\.1 [1-5]\\d\\d( [ -~]*)?")) throw new Unreadable("no status line: " + lines[0]);
        var headers = new TreeMap<String, String>();
        for (var i = 1; i < lines.length; i++) {
            var colon = lines[i].indexOf(": ");
            if (colon < 1 || !lines[i].matches("[ -~]*")) throw new Unreadable("no header: " + lines[i]);
            headers.merge(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 2),
                    (one, other) -> one + ", " + other);
        }
        return new Reply(Integer.parseInt(lines[0].substring(9, 12)), headers, new byte[0]);
    }

    private record Taken(byte[] bytes, int taken) {}

    private static Taken body(Reply reply, byte[] answer, int from) {
        var none = new Taken(new byte[0], 0);
        if (reply.status() < 200 || reply.status() == 204 || reply.status() == 304) return none;
        if (reply.headers().containsKey("transfer-encoding")) {
            return new Taken(new byte[0], answer.length - from);
        }
        var length = Integer.parseInt(reply.headers().getOrDefault("content-length", "-1"));
        if (length < 0) throw new Unreadable("an answer does not say how long it is: " + reply.headers());
        // To HEAD the length is told of what does not come.
        var isWithout = from == answer.length || startsWith(answer, from, "HTTP/1.1 ");
        if (isWithout) return none;
        if (from + length > answer.length) throw new Unreadable("an answer ends early: " + reply.headers());
        return new Taken(java.util.Arrays.copyOfRange(answer, from, from + length), length);
    }

    private static boolean startsWith(byte[] bytes, int from, String text) {
        return new String(bytes, from, Math.min(text.length(), bytes.length - from), StandardCharsets.ISO_8859_1)
                .equals(text);
    }

    /** Whether what says that it is JSON is. */
    public static boolean isJson(byte[] body) {
        try {
            JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
            return true;
        } catch (JacksonException | CharacterCodingException _) {
            return false;
        }
    }

    /** Bytes as a line to read. */
    public static String shown(byte[] bytes, int from) {
        var text = new StringBuilder();
        for (var i = from; i < Math.min(bytes.length, from + 2_000); i++) {
            var c = bytes[i] & 0xff;
            if (c == '\r') text.append("\\r");
            else if (c == '\n') text.append("\\n");
            else if (c == '\\') text.append("\\\\");
            else if (c >= ' ' && c < 127) text.append((char) c);
            else text.append("\\x%02x".formatted(c));
        }
        return text + (bytes.length > from + 2_000 ? "… (" + bytes.length + " bytes)" : "");
    }
}
