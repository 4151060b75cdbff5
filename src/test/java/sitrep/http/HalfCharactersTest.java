package sitrep.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts with half a character differ in Java and are alike in UTF-8: no id may have one, and no text keeps one. */
class HalfCharactersTest {
    @TempDir
    Path folder;

    @Test
    void no_id_has_half_a_character() {
        try (var server = TestServer.in(folder)) {
            for (var field : List.of("task", "id", "source", "run")) {
                for (var half : List.of("a\\ud800", "\\udc00a", "\\udc00\\ud800", "a\\ud83d\\ud83db")) {
                    var others = field.equals("task") ? "" : "\"task\":\"t\",";
                    var reply = server.post("/api/v1/events", "{" + others + "\"" + field + "\":\"" + half + "\"}");
                    assertEquals(422, reply.status(), field + " " + half);
                    assertEquals("half a character", reply.json().get("found").stringValue());
                }
            }
            assertEquals(
                    202,
                    server.post("/api/v1/events", "{\"task\":\"\\ud83d\\ude00\"}")
                            .status());
        }
    }

    @Test
    void a_text_has_a_mark_in_its_place_wherever_it_stands() {
        try (var server = TestServer.in(folder)) {
            server.report("{'task':'t','name':'n\\ud800','owner':'o\\udc00','update':'u\\ud800\\ud800',"
                    + "'labels':{'k':'\\ud800'}}");
            server.report("{'task':'u','owner':'o\\ud800','labels':{'k':'\\udc00'}}");
            var task = server.get("/api/v1/tasks/t").json();
            assertEquals("n\ufffd", task.get("name").stringValue());
            assertEquals("u\ufffd\ufffd", task.get("update").get("text").stringValue());
            assertEquals("\ufffd", task.get("labels").get("k").stringValue());
            assertEquals(200, server.get("/health/ready").status());
        }
    }
}
