package sitrep.http.api;

import java.util.ArrayList;
import java.util.List;
import sitrep.http.exchange.Problem;
import sitrep.http.exchange.Refusal;
import sitrep.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * A body taken apart into the items that it consists of, each still as bytes: one that cannot be read does not hide the
 * others, and a batch is never held as one tree.
 */
final class BodyItems {
    /** Most items of one request. */
    static final int LIMIT = 10_000;

    /** Largest item. */
    static final int ITEM = 256 * 1024;

    /** A part of the body. */
    record Slice(int from, int length) {}

    private final byte[] body;
    private final List<Slice> slices;
    private final boolean isBatch;

    private BodyItems(byte[] body, List<Slice> slices, boolean isBatch) {
        this.body = body;
        this.slices = slices;
        this.isBatch = isBatch;
    }

    List<Slice> slices() {
        return slices;
    }

    /** Whether there may be several, even if there is one. */
    boolean isBatch() {
        return isBatch;
    }

    JsonNode read(Slice slice) {
        return Json.read(body, slice.from(), slice.length());
    }

    /** A body that is one item, or a JSON array of items. */
    static BodyItems oneOrArray(byte[] body) {
        var start = start(body);
        if (start < body.length && body[start] == '[') return array(body);
        return new BodyItems(body, List.of(new Slice(start, body.length - start)), false);
    }

    /** A body that is one item. */
    static BodyItems one(byte[] body) {
        var start = start(body);
        return new BodyItems(body, List.of(new Slice(start, body.length - start)), false);
    }

    /** A body with an item on each line; empty lines count for nothing. */
    static BodyItems lines(byte[] body) {
        var slices = new ArrayList<Slice>();
        for (var from = start(body); from < body.length; ) {
            var to = from;
            while (to < body.length && body[to] != '\n') to++;
            add(slices, body, from, to);
            from = to + 1;
        }
        if (slices.isEmpty()) throw malformed("there is no event in it");
        return new BodyItems(body, slices, true);
    }

    /** A body that is a JSON array. */
    static BodyItems array(byte[] body) {
        var start = start(body);
        if (start == body.length || body[start] != '[') throw malformed("it is not a JSON array");
        var slices = new ArrayList<Slice>();
        var at = start + 1;
        while (true) {
            var end = element(body, at);
            var isEmpty = isBlank(body, at, end);
            if (isEmpty && (body[end] == ',' || !slices.isEmpty())) {
                throw malformed("item " + slices.size() + " of the array is missing");
            }
            add(slices, body, at, end);
            at = end + 1;
            if (body[end] == ']') break;
        }
        if (!isBlank(body, at, body.length)) throw malformed("something follows the JSON array");
        return new BodyItems(body, slices, true);
    }

    /** Whether the body can be JSON by its first character. */
    static boolean looksLikeJson(byte[] body) {
        var start = start(body);
        return start < body.length && (body[start] == '{' || body[start] == '[');
    }

    /** Where the element that begins here ends: at a comma or a bracket that is part of no other value. */
    private static int element(byte[] body, int from) {
        var depth = 0;
        var inText = false;
        for (var i = from; i < body.length; i++) {
            var c = body[i];
            if (inText) {
                if (c == '\\') i++;
                else if (c == '"') inText = false;
                continue;
            }
            if (depth == 0 && (c == ',' || c == ']')) return i;
            if (c == '"') inText = true;
            else if (c == '{' || c == '[') depth++;
            else if (c == '}' || c == ']') depth--;
            if (depth < 0) throw malformed("a bracket closes that was never opened, in item of the array at byte " + i);
        }
        throw malformed("the array does not end");
    }

    private static void add(List<Slice> slices, byte[] body, int from, int to) {
        if (isBlank(body, from, to)) return;
        if (slices.size() == LIMIT) {
            throw new Refusal(new Problem.TooLarge("items", "more than " + LIMIT, "at most " + LIMIT + " a request"));
        }
        slices.add(new Slice(from, to - from));
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        for (var i = from; i < to; i++) {
            if (!isSpace(body[i])) return false;
        }
        return true;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Where the contents begin: behind a byte order mark and white space. */
    private static int start(byte[] body) {
        var hasMark = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        var i = hasMark ? 3 : 0;
        while (i < body.length && isSpace(body[i])) i++;
        return i;
    }

    private static Refusal malformed(String detail) {
        return new Refusal(Problem.Malformed.because(detail));
    }
}
