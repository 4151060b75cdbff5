package sitrep.http.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import sitrep.json.Json;
import tools.jackson.core.JsonGenerator;

/** What a handler answers with. */
public sealed interface ApiAnswer {

    /** All of it at once. */
    final class Whole implements ApiAnswer {
        private final int status;
        private final String type;
        private final byte[] body;
        private final Map<String, String> headers;

        public Whole(int status, String type, byte[] body, Map<String, String> headers) {
            this.status = status;
            this.type = type;
            this.body = body;
            this.headers = headers;
        }

        public int status() {
            return status;
        }

        public String type() {
            return type;
        }

        public byte[] body() {
            return body;
        }

        public Map<String, String> headers() {
            return headers;
        }
    }

    /** Bit by bit, for as long as it goes on. */
    record Streamed(String type, Writing writing) implements ApiAnswer {}

    /** Writes the body of an answer, on the request's own thread. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    static Whole json(int status, String json) {
        return new Whole(status, "application/json", json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Whole json(String json) {
        return json(200, json);
    }

    /** What the given code writes, at once in the bytes that are sent: a page of tasks is long. */
    static Whole json(Consumer<JsonGenerator> code) {
        return new Whole(200, "application/json", Json.bytes(code), Map.of());
    }

    static Whole of(Problem problem) {
        var body = problem.json().getBytes(StandardCharsets.UTF_8);
        return new Whole(problem.face().status(), Problem.TYPE, body, problem.headers());
    }
}
