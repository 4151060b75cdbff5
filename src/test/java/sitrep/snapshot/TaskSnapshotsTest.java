package sitrep.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.patience.Stamina;
import sitrep.core.task.Fold;
import sitrep.core.task.Histories;
import sitrep.core.task.Story;
import sitrep.core.task.Task;
import sitrep.core.why.TaskDetail;
import sitrep.core.why.Why;
import sitrep.json.EventJson;
import sitrep.snapshot.TaskSnapshots.Known;

/** What is opened from a snapshot is what was written, and goes on as that would. */
class TaskSnapshotsTest {
    private static final Path RECORDED = Path.of("src/test/resources/recorded/openclaw");

    @Provide
    Arbitrary<List<Event>> histories() {
        return Histories.within(60);
    }

    /** Maps need not keep their entries in the order in which they had them: nothing that is shown goes by it. */
    @Property(tries = 3_000)
    void whatIsReadIsWhatWasWrittenAndLooksTheSame(@ForAll("histories") List<Event> history) {
        var known = folded(unheard(Story.TASK), history);
        var read = again(known);
        assertEquals(known, read);
        assertEquals(picture(known.task()), picture(read.task()));
    }

    @Property(tries = 3_000)
    void whatIsReadGoesOnAsWhatWasWrittenWould(@ForAll("histories") List<Event> history, @ForAll Random random) {
        var until = random.nextInt(history.size() + 1);
        var known = folded(unheard(Story.TASK), history.subList(0, until));
        var rest = history.subList(until, history.size());
        assertEquals(folded(known, rest), folded(again(known), rest));
    }

    @Property(tries = 10)
    void aLongHistoryIsReadAsItWasWritten(@ForAll Random random) {
        var known = folded(unheard(Story.TASK), Histories.beyond(random, 3_000));
        assertEquals(known, again(known));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whatIsReadOfARecordedStoryIsWhatWasWrittenAfterEachEvent(Path story) throws IOException {
        var tasks = new HashMap<TaskId, Known>();
        for (var line : Files.readAllLines(story)) {
            var event = EventJson.decode(line.getBytes(StandardCharsets.UTF_8));
            event.task().ifPresent(id -> {
                var next = folded(tasks.getOrDefault(id, unheard(id)), List.of(event));
                tasks.put(id, again(next));
                assertEquals(next, tasks.get(id));
            });
        }
    }

    private static Stream<Path> stories() throws IOException {
        try (var folders = Files.list(RECORDED)) {
            return folders.map(folder -> folder.resolve("events.jsonl")).sorted().toList().stream();
        }
    }

    @Test
    void everythingThatATaskCanHoldIsReadAsItWasWritten() {
        for (var variant = 1; variant <= 60; variant++) {
            var known = (Known) Filled.of(Known.class, variant);
            assertEquals(known, again(known));
        }
    }

    /** Where it is cut off, and wherever a byte is another one, it is none. */
    @Test
    void aDamagedSnapshotIsNone() {
        var whole = typical();
        for (var at = 0; at < whole.length; at++) {
            assertEquals(Optional.empty(), TaskSnapshots.read(Arrays.copyOf(whole, at)));
            for (var damage : new int[] {1, 0x80, 0xFF, 1 + at % 255}) {
                var damaged = whole.clone();
                damaged[at] ^= (byte) damage;
                assertEquals(Optional.empty(), TaskSnapshots.read(damaged));
            }
        }
        assertEquals(Optional.empty(), TaskSnapshots.read(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Property
    void garbageIsNone(@ForAll byte[] garbage) {
        assertEquals(Optional.empty(), TaskSnapshots.read(garbage));
    }

    @Test
    void theSameTaskIsReadByManyThreadsAtOnce() {
        var whole = typical();
        var known = TaskSnapshots.read(whole);
        IntStream.range(0, 1_000)
                .parallel()
                .forEach(_ -> assertEquals(known, TaskSnapshots.read(whole).map(TaskSnapshotsTest::again)));
    }

    private static byte[] typical() {
        var known = folded(unheard(Story.TASK), Histories.beyond(new Random(42), 200));
        return TaskSnapshots.write(known.task(), known.stamina());
    }

    private static List<Object> picture(Task task) {
        var why = Why.of(task);
        var detail = TaskDetail.of(task);
        return List.of(
                detail,
                List.copyOf(why.keySet()),
                List.copyOf(why.values()),
                detail.sitrep().place());
    }

    private static Known again(Known known) {
        return TaskSnapshots.read(TaskSnapshots.write(known.task(), known.stamina()))
                .orElseThrow();
    }

    private static Known unheard(TaskId id) {
        return new Known(Task.unheard(id), Stamina.NONE);
    }

    private static Known folded(Known known, List<Event> events) {
        for (var event : events) {
            known = new Known(Fold.apply(known.task(), event), known.stamina().with(known.task(), event));
        }
        return known;
    }
}
