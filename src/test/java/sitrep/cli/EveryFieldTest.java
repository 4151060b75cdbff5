package sitrep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.cli.demo.RecordedDay;
import sitrep.cli.replay.RecordingReplay;
import sitrep.connect.openclaw.replay.GatewayRecording;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.rule.Because;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.why.TaskDetail;
import sitrep.core.why.Why;
import sitrep.json.Json;
import sitrep.json.SitrepJson;
import tools.jackson.databind.JsonNode;

/** Every field that is shown of a task, a run or a worker says why, with an event: in all that was recorded. */
class EveryFieldTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded/openclaw");

    static List<String> stories() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            var names = folders.map(path -> path.getFileName().toString()).sorted();
            return Stream.concat(names, Stream.of("the day")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void saysWhyAtEveryMomentOf(String story) throws IOException {
        var tasks = new HashMap<TaskId, Task>();
        for (var event : events(story)) {
            event.task().ifPresent(id -> {
                var task = Fold.apply(tasks.getOrDefault(id, Task.unheard(id)), event);
                tasks.put(id, task);
                if (task.signs().isPresent()) check(task);
            });
        }
        assertFalse(tasks.isEmpty());
    }

    private static void check(Task task) {
        var shown = Json.read(SitrepJson.full(TaskDetail.of(task)));
        var why = Why.of(task);
        assertEquals(List.of(), unexplained(shown, why), () -> shown.toString());
    }

    /** The fields without a reason, or with one without an event. */
    private static List<String> unexplained(JsonNode task, Map<String, Because> why) {
        var fields = new ArrayList<String>();
        named(task, "", fields);
        task.path("labels").propertyNames().forEach(name -> fields.add("labels." + name));
        for (var list : List.of("runs", "workers")) {
            for (var one : task.path(list))
                named(one, list + "." + one.path("id").asString() + ".", fields);
        }
        return fields.stream()
                .filter(field -> Optional.ofNullable(why.get(field))
                        .map(because -> because.evidence().isEmpty())
                        .orElse(true))
                .toList();
    }

    private static void named(JsonNode node, String prefix, List<String> into) {
        node.properties().stream()
                .filter(field ->
                        !field.getValue().isArray() || !field.getValue().isEmpty())
                .forEach(field -> into.add(prefix + field.getKey()));
    }

    private static List<Event> events(String story) throws IOException {
        if (story.equals("the day")) return RecordedDay.shipped().events();
        var events = new ArrayList<Event>();
        var lines = Files.readAllLines(FOLDER.resolve(story).resolve("in.jsonl"));
        RecordingReplay.play(
                GatewayRecording.read(lines, Set.of()).signals(),
                new Gateway("office", Optional.empty()),
                _ -> {},
                events::add);
        return events;
    }
}
