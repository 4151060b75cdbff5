package sitrep.connect.notice;

import java.net.URI;
import java.util.Map;

/** What is to be posted to a target. */
record HttpPost(URI to, String type, String body, Map<String, String> headers) {
    HttpPost {
        headers = Map.copyOf(headers);
    }

    static HttpPost json(URI to, String body) {
        return new HttpPost(to, "application/json", body, Map.of());
    }

    HttpPost with(Map<String, String> headers) {
        return new HttpPost(to, type, body, headers);
    }
}
