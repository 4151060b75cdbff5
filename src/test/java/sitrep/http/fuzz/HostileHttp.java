package sitrep.http.fuzz;

import java.util.List;
import java.util.stream.Stream;
import sitrep.http.api.TaskFilters;

/** Request lines, headers and frames that are none, or hardly, and that servers are known to stumble over. */
final class HostileHttp {
    static final List<String> METHODS =
            List.of("get", "GeT", "", "G\u0000T", "GET\t", "PRI", "M".repeat(9_000), "\u00e9", "{}");

    static final List<String> VERSIONS = List.of(
            "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.9", "http/1.1", "HTTP/1.1 ", "", "HTTP/11", "ICY", "HTTP/1.1x");

    static final List<String> SEGMENTS = List.of(
            "",
            ".",
            "..",
            "%2e%2e",
            "%2f",
            "%5c",
            "%00",
            "%ff",
            "%c0%80",
            "%ed%a0%80",
            "%f4%90%80%80",
            "%e2%80%ae",
            "%0d%0aX-Evil:%201",
            "%",
            "%4",
            "%gg",
            "\u00ff",
            "\u00c3\u0028",
            "\u2603",
            "a b",
            ";x=1",
            "a#b",
            "{id}",
            "*",
            "x".repeat(300),
            "%41".repeat(6_000),
            "\t",
            "\u0000",
            "|<>\"^`[]");

    static final List<String> TARGETS = List.of(
            "*",
            "",
            "?",
            "#",
            "//",
            "/\\",
            "http://localhost/api/v1/tasks",
            "http://evil.example/api/v1/tasks",
            "http://",
            "://",
            "localhost:80",
            "api/v1/tasks",
            "/api/v1/tasks?" + "a=b&".repeat(3_000),
            "/" + "a/".repeat(4_000),
            "/api/v1/tasks/../summary",
            "/%61pi/v1/summary",
            "/API/V1/SUMMARY",
            "/assets/../openapi.yaml",
            "/assets/%2e%2e/schema/001.sql",
            "/assets//app.js",
            "/health/live/");

    static final List<String> PARAMETERS = Stream.concat(
                    TaskFilters.LIST.stream(),
                    Stream.of("with", "after", "field", "token", "", "%00", "%", "Limit", "%6cimit"))
            .toList();

    static final List<String> NAMES = List.of(
            "Host",
            "Origin",
            "Sec-Fetch-Site",
            "Sec-Fetch-Mode",
            "Content-Type",
            "Content-Length",
            "Content-Encoding",
            "Transfer-Encoding",
            "Expect",
            "Connection",
            "Upgrade",
            "Accept-Encoding",
            "If-None-Match",
            "If-Modified-Since",
            "Range",
            "Last-Event-ID",
            "Cookie",
            "Authorization",
            "Accept",
            "Forwarded",
            "X-Forwarded-For",
            "TE",
            "Trailer",
            "ce-specversion",
            "ce-id",
            "ce-source",
            "ce-type",
            "ce-time",
            "ce-subject",
            "ce-datacontenttype",
            "X\u0000Y",
            "X Y",
            "",
            ":",
            "\u00e9",
            "x".repeat(5_000));

    static final List<Draft.Header> HEADERS = List.of(
            new Draft.Header("Host", "evil.example"),
            new Draft.Header("Host", "localhost:99999999999"),
            new Draft.Header("Origin", "null"),
            new Draft.Header("Expect", "100-continue"),
            new Draft.Header("Expect", "200-ok"),
            new Draft.Header("Connection", "close"),
            new Draft.Header("Connection", "Upgrade, HTTP2-Settings"),
            new Draft.Header("Upgrade", "h2c"),
            new Draft.Header("HTTP2-Settings", "AAMAAABkAAQAoAAAAAIAAAAA"),
            new Draft.Header("Upgrade", "websocket"),
            new Draft.Header("Accept-Encoding", "gzip;q=0, *;q=x, ,;"),
            new Draft.Header("Accept", "text/event-stream"),
            new Draft.Header("If-None-Match", "*, W/\"x\", \"\"\""),
            new Draft.Header("Cookie", "sitrep-none=; =;; a"),
            new Draft.Header("Cookie", "a=b;".repeat(900)),
            new Draft.Header("Authorization", "Bearer "),
            new Draft.Header("Range", "bytes=0-,-5,9999999999999999999-"),
            new Draft.Header("ce-specversion", "1.0"),
            new Draft.Header("ce-type", "sitrep.task.opened"),
            new Draft.Header("ce-id", "%ed%a0%80"),
            new Draft.Header("ce-subject", "%zz"),
            new Draft.Header("ce-source", "source-1"),
            new Draft.Header("Content-Type", "application/json"),
            new Draft.Header(" Folded", "a\r\n b"),
            new Draft.Header("No-Colon\r\nX", ""),
            new Draft.Header("Long", "v".repeat(17_000)));

    static final List<String> CODINGS = List.of(
            "chunked",
            "Chunked",
            "identity",
            "gzip, chunked",
            "chunked, chunked",
            "chunked, identity",
            "xchunked",
            "",
            "\u000bchunked");

    static final List<String> CHUNKS = List.of(
            "",
            "0\r\n\r\n",
            "5\r\n",
            "ffffffff\r\n",
            "7fffffffffffffff\r\n",
            "8000000000000000\r\n",
            "-1\r\n",
            "0x5\r\n",
            "5;a=\"b\r\n",
            "1\r\n{\r\n",
            "\r\n",
            "5 \r\n",
            "00000000000000000005\r\n",
            "0\r\nTrailer: x\r\n\r\n",
            "0\r\n" + "T: x\r\n".repeat(4_000));

    static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=latin1",
            "APPLICATION/JSON;charset=\"UTF-8\"",
            "application/x-ndjson",
            "application/cloudevents+json",
            "application/cloudevents-batch+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=",
            "text/plain",
            "application/json;;;=;",
            "/",
            "",
            "application/json, text/plain");

    private HostileHttp() {}
}
