package sitrep.relay;

import java.nio.charset.StandardCharsets;

/** The answers that one who passes on gives itself. Each ends its connection. */
enum Canned {
    LIVE("200 OK", "", "application/json", "{\"status\":\"live\"}"),

    NOBODY_LEADS(
            "503 Service Unavailable",
            "Retry-After: 1\r\n",
            "application/problem+json",
            "{\"type\":\"/problems/not-ready\",\"title\":\"Not ready\",\"status\":503,\"detail\":\"None of the"
                    + " servers that share the database leads at the moment. One will within seconds; try again"
                    + " then.\"}");

    private final String text;

    Canned(String status, String headers, String type, String body) {
        this.text = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: " + type + "\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
