package sitrep.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every example of an event in the docs is taken in as it stands. */
class DocsTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)\\n```", Pattern.DOTALL);

    @Test
    void the_examples_of_events_are_accepted() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(Path.of("docs/events.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertTrue(examples.size() >= 14, "the docs lost their examples");
        try (var server = TestServer.inMemory()) {
            for (var example : examples) {
                var reply = server.post("/api/v1/events", example);
                assertEquals(202, reply.status(), example + "\n" + reply.body());
                assertEquals(1, reply.json().path("accepted").intValue(), example);
                var ignored = reply.json().path("items").get(0).path("ignored");
                assertEquals(List.of(), List.copyOf(ignored.values()), example);
            }
        }
    }
}
