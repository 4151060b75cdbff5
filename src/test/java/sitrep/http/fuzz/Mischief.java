package sitrep.http.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is done to a good request: each change breaks one part, so that all else gets past the first check. */
final class Mischief {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<Character> ODD_BYTES =
            List.of('\0', '\u00ff', '\r', '\n', '"', '\\', '\u00c0', '\u00ed', '\u0080', ' ');

    private final RandomGenerator random;
    private int pieces;

    Mischief(RandomGenerator random) {
        this.random = random;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Changes one to three things of a request that is in parts still. */
    void change(Draft draft) {
        for (var i = random.nextInt(3); i >= 0; i--) {
            switch (random.nextInt(draft.hasBody() ? 24 : 6)) {
                case 0 -> method(draft);
                case 1 -> path(draft);
                case 2, 3 -> query(draft);
                case 4, 5 -> header(draft);
                case 6 -> framing(draft);
                case 7 -> packing(draft);
                case 8 -> body(draft);
                default -> document(draft);
            }
        }
    }

    private void method(Draft draft) {
        draft.method = random.nextBoolean()
                ? any(List.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"))
                : any(HostileHttp.METHODS);
        if (random.nextInt(4) == 0) draft.version = any(HostileHttp.VERSIONS);
        if (random.nextInt(6) == 0) draft.lineEnd = any(List.of("\n", "\r", "\r\n ", "\n\r", "\r\r\n"));
    }

    private void path(Draft draft) {
        var parts = draft.target.split("\\?", 2);
        var segments = new ArrayList<>(List.of(parts[0].split("/", -1)));
        var at = random.nextInt(segments.size());
        var odd = random.nextBoolean() ? Specimens.encoded(Hostile.text(random)) : any(HostileHttp.SEGMENTS);
        switch (random.nextInt(4)) {
            case 0 -> segments.add(at, odd);
            case 1 -> segments.remove(at);
            default -> segments.set(at, odd);
        }
        draft.target = String.join("/", segments) + (parts.length > 1 ? "?" + parts[1] : "");
        if (random.nextInt(8) == 0) draft.target = any(HostileHttp.TARGETS);
    }

    private void query(Draft draft) {
        var name = any(HostileHttp.PARAMETERS);
        var value = switch (random.nextInt(5)) {
            case 0 -> Specimens.cursor(any(Hostile.PLACES) + (random.nextBoolean() ? "" : Hostile.text(random)));
            case 1 -> any(HostileHttp.SEGMENTS);
            case 2 -> Specimens.encoded(any(Hostile.NUMBERS));
            case 3 -> Specimens.encoded(any(Hostile.TIMES));
            default -> Specimens.encoded(Hostile.text(random));
        };
        draft.target += (draft.target.contains("?") ? any(List.of("&", "&&", ";", "?", "&")) : "?")
                + name
                + any(List.of("=", "=", "=", "=", "", "==", "[]="))
                + value;
    }

    private void header(Draft draft) {
        switch (random.nextInt(5)) {
            case 0 -> {
                if (!draft.headers.isEmpty()) draft.headers.remove(random.nextInt(draft.headers.size()));
            }
            case 1 -> draft.headers.add(any(HostileHttp.HEADERS));
            case 2 -> {
                if (draft.headers.isEmpty()) return;
                var at = random.nextInt(draft.headers.size());
                var header = draft.headers.get(at);
                draft.headers.set(at, new Draft.Header(header.name(), header.value() + Hostile.text(random)));
            }
            case 3 -> draft.with(any(HostileHttp.NAMES), Hostile.text(random));
            default -> draft.with(any(HostileHttp.NAMES), any(Hostile.NUMBERS));
        }
    }

    private void framing(Draft draft) {
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                draft.framing = Draft.Framing.CHUNKS;
                draft.chunk = 1 << random.nextInt(12);
            }
            case 2 -> {
                draft.framing = Draft.Framing.NONE;
                draft.with("Content-Length", any(Hostile.NUMBERS));
            }
            case 3 -> draft.with("Content-Length", String.valueOf(random.nextInt(2_000)));
            case 4 -> {
                draft.framing = random.nextBoolean() ? Draft.Framing.NONE : Draft.Framing.LENGTH;
                draft.with("Transfer-Encoding", any(HostileHttp.CODINGS));
            }
            default -> {
                var chunked = any(HostileHttp.CHUNKS);
                draft.body((chunked + new String(draft.body(), StandardCharsets.ISO_8859_1) + chunked)
                        .getBytes(StandardCharsets.ISO_8859_1));
                draft.framing = Draft.Framing.NONE;
                draft.with("Transfer-Encoding", "chunked");
            }
        }
    }

    private void packing(Draft draft) {
        switch (random.nextInt(4)) {
            case 0 -> draft.packed = true;
            case 1 -> {
                draft.body(damaged(Draft.packed(draft.body())));
                draft.with("Content-Encoding", "gzip");
            }
            case 2 ->
                draft.with("Content-Encoding", any(List.of("gzip", "x-gzip", "br", "gzip, gzip", "", "identity")));
            default -> {
                draft.body(Draft.packed(Draft.packed(draft.body())));
                draft.with("Content-Encoding", "gzip");
            }
        }
    }

    private void body(Draft draft) {
        switch (random.nextInt(4)) {
            case 0 -> draft.body(damaged(draft.body()));
            case 1 -> {
                draft.without("Content-Type");
                draft.with("Content-Type", any(HostileHttp.TYPES));
            }
            case 2 -> draft.body(any(Hostile.BODIES).getBytes(StandardCharsets.UTF_8));
            default ->
                draft.body((any(List.of("", "\uFEFF", "[", "\n", "{\"data\":"))
                                + new String(draft.body(), StandardCharsets.UTF_8)
                                + any(List.of("", "]", "}", "\u0000", "\n\n", ",", " null")))
                        .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Flips, cuts, doubles or adds some bytes. */
    byte[] damaged(byte[] given) {
        var bytes = given.clone();
        for (var i = random.nextInt(4); i >= 0; i--) {
            if (bytes.length == 0) return bytes;
            var at = random.nextInt(bytes.length);
            var length = Math.min(random.nextInt(1, 20), bytes.length - at);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) any(ODD_BYTES).charValue();
                case 2 -> bytes = spliced(bytes, at, at + length, 0, 0);
                case 3 -> bytes = spliced(bytes, at, at, at, at + length);
                default -> bytes = java.util.Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    /** These bytes with those between two places replaced by those between two others. */
    private static byte[] spliced(byte[] bytes, int from, int to, int first, int last) {
        var out = new byte[bytes.length - (to - from) + last - first];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(bytes, first, out, from, last - first);
        System.arraycopy(bytes, to, out, from + last - first, bytes.length - to);
        return out;
    }

    /** Changes something in the document, or in one of its lines. */
    private void document(Draft draft) {
        if (!draft.lines.isEmpty()) {
            var at = random.nextInt(draft.lines.size());
            draft.lines.set(at, changed(draft, draft.lines.get(at)));
        } else if (draft.json.isPresent()) {
            draft.json = Optional.of(changed(draft, draft.json.get()));
        } else {
            draft.body(damaged(draft.body()));
        }
    }

    private JsonNode changed(Draft draft, JsonNode node) {
        var children = node.size();
        if (children == 0 || random.nextInt(6) == 0) return odd(draft, node);
        var at = random.nextInt(children);
        return switch (node) {
            case ArrayNode array -> {
                array.set(at, changed(draft, array.get(at)));
                if (random.nextInt(12) == 0) for (var i = random.nextInt(200); i > 0; i--) array.add(array.get(at));
                yield array;
            }
            case ObjectNode object -> {
                var name = List.copyOf(object.propertyNames()).get(at);
                switch (random.nextInt(8)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set(Hostile.text(random), object.remove(name));
                    case 2 -> object.set(any(Hostile.FIELDS), odd(draft, object.get(name)));
                    default -> object.set(name, changed(draft, object.get(name)));
                }
                yield object;
            }
            default -> odd(draft, node);
        };
    }

    /** Something in the place of this. */
    private JsonNode odd(Draft draft, JsonNode was) {
        return switch (random.nextInt(8)) {
            case 0 -> NODES.stringNode(any(Hostile.TIMES));
            case 1 -> NODES.arrayNode().add(was);
            case 2 -> NODES.objectNode().set(any(Hostile.FIELDS), was);
            case 3 -> piece(draft, any(Hostile.NUMBERS));
            case 4 -> piece(draft, any(Hostile.PIECES));
            case 5 -> NODES.stringNode(was.asString("") + Hostile.text(random));
            default -> NODES.stringNode(Hostile.text(random));
        };
    }

    /** What stands for text that no document can hold. */
    private JsonNode piece(Draft draft, String text) {
        var name = "piece-" + pieces++ + "-";
        draft.raw.put(name, text);
        return NODES.stringNode(name);
    }
}
