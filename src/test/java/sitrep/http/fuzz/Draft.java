package sitrep.http.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** A request before it is sent, in parts that can be changed one by one. What it becomes need not be a request. */
final class Draft {
    record Header(String name, String value) {}

    /** How the end of a body is told. */
    enum Framing {
        LENGTH,
        CHUNKS,
        /** By headers that were added otherwise, or not at all. */
        NONE
    }

    String method;
    String target;
    String version = "HTTP/1.1";
    String lineEnd = "\r\n";
    final List<Header> headers = new ArrayList<>(List.of(new Header("Host", "localhost")));

    /** The body as a document, until it is bytes; the pieces of text in it that no document can hold. */
    Optional<JsonNode> json = Optional.empty();

    final List<JsonNode> lines = new ArrayList<>();
    final Map<String, String> raw = new LinkedHashMap<>();
    Optional<byte[]> bytes = Optional.empty();
    boolean packed;
    Framing framing = Framing.LENGTH;
    int chunk = 64;

    Draft(String method, String target) {
        this.method = method;
        this.target = target;
    }

    boolean hasBody() {
        return json.isPresent() || !lines.isEmpty() || bytes.isPresent();
    }

    Draft with(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    void without(String name) {
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    }

    /** The body as it is now. From here on it is changed as bytes. */
    byte[] body() {
        if (bytes.isPresent()) return bytes.get();
        var text = new StringBuilder(json.map(JsonNode::toString).orElse(""));
        for (var line : lines) text.append(line).append('\n');
        var whole = text.toString();
        for (var piece : raw.entrySet()) whole = whole.replace("\"" + piece.getKey() + "\"", piece.getValue());
        return whole.getBytes(StandardCharsets.UTF_8);
    }

    void body(byte[] body) {
        json = Optional.empty();
        lines.clear();
        bytes = Optional.of(body);
    }

    /** What goes over the wire. */
    byte[] wire() {
        var body = packed ? packed(body()) : body();
        var out = new ByteArrayOutputStream();
        var head = new StringBuilder(method + " " + target + " " + version + lineEnd);
        for (var header : headers)
            head.append(header.name()).append(": ").append(header.value()).append(lineEnd);
        if (packed) head.append("Content-Encoding: gzip").append(lineEnd);
        if (hasBody() && framing == Framing.LENGTH) {
            head.append("Content-Length: ").append(body.length).append(lineEnd);
        } else if (hasBody() && framing == Framing.CHUNKS) {
            head.append("Transfer-Encoding: chunked").append(lineEnd);
        }
        out.writeBytes(wire(head.append(lineEnd).toString()));
        out.writeBytes(hasBody() && framing == Framing.CHUNKS ? chunked(body) : body);
        return out.toByteArray();
    }

    /** Characters above 255 go as UTF-8, those below as they are, so that any byte can be said. */
    private static byte[] wire(String head) {
        var out = new ByteArrayOutputStream();
        head.codePoints()
                .forEach(c -> out.writeBytes(
                        c < 256 ? new byte[] {(byte) c} : Character.toString(c).getBytes(StandardCharsets.UTF_8)));
        return out.toByteArray();
    }

    private byte[] chunked(byte[] body) {
        var out = new ByteArrayOutputStream();
        for (var at = 0; at < body.length; at += chunk) {
            var size = Math.min(chunk, body.length - at);
            out.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, at, size);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    static byte[] packed(byte[] body) {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
