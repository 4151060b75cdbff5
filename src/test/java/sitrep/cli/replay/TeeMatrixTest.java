package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sitrep.connect.acp.meaning.AcpFacts;
import sitrep.connect.acp.meaning.AcpPair;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.dialect.GeminiDialect;
import sitrep.connect.hooks.meaning.HookFacts;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.core.event.Event;
import sitrep.core.event.TaskId;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;

/**
 * One session of Gemini CLI, told by the tee between it and its client and by its hooks. Nobody recorded both of one
 * session, so the hooks of another one stand beside, under the same id and from the same time on. However late, doubled
 * and cut short either is: done where both tell all, and never the contrary.
 */
class TeeMatrixTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded");
    private static final TaskId TASK = new TaskId("one");
    private static final int SEEDS = 60;

    @Test
    void bothComeToOneEndAndWhoeverTellsLessLeavesLessKnown() throws IOException {
        for (var seed = 0; seed <= SEEDS; seed++) {
            var random = new Random(seed);
            var isWhole = seed % 3 == 0;
            var events = new ArrayList<>(cut(tee(), isWhole, random));
            events.addAll(cut(hooks(random), isWhole, random));
            if (events.isEmpty()) continue;
            var sitrep = Sitrep.of(folded(events));
            var outcome = sitrep.outcome().map(it -> it.value().word()).orElse("none");
            var where = "seed " + seed + ": " + outcome + ", " + sitrep.phase().value();
            if (isWhole) assertEquals("succeeded", outcome, where);
            assertTrue(Set.of("none", "lost", "succeeded").contains(outcome), where);
            if (!outcome.equals("none")) assertEquals(Optional.empty(), sitrep.block(), where);
        }
    }

    private static Task folded(List<Event> events) {
        var task = Task.unheard(TASK);
        var seen = new HashSet<Event.Key>();
        for (var event : events) {
            if (event.task().isEmpty() || !seen.add(event.key())) continue;
            task = Fold.apply(task, new Event(event.key(), Optional.of(TASK), event.at(), event.heard(), event.fact()));
        }
        return task;
    }

    private static List<Event> cut(List<Event> events, boolean isWhole, Random random) {
        return isWhole ? events : events.subList(0, random.nextInt(events.size() + 1));
    }

    private static List<AcpReplay.Line> lines() throws IOException {
        return AcpReplay.read(Files.readAllLines(FOLDER.resolve("acp/gemini-permissions/in.jsonl")))
                .lines();
    }

    private static List<Event> tee() throws IOException {
        var facts =
                new AcpFacts(new AcpPair("recorded", "acp@office", "office", "agent", Optional.empty(), Around.NONE));
        var events = new ArrayList<Event>();
        for (var line : lines()) {
            switch (line) {
                case AcpReplay.Said(var at, var side, var frame) -> events.addAll(facts.heard(side, frame, at));
                case AcpReplay.Ended(var at, var end) -> events.addAll(facts.ended(end, at));
            }
        }
        return events;
    }

    /** Late by a time of their own, some of them twice. */
    private static List<Event> hooks(Random random) throws IOException {
        var session = "fbeb3b8d-294c-4cc9-b62c-3c34f1de0971";
        var text = Files.readString(FOLDER.resolve("gemini/approved/in.jsonl"))
                .replace("b2d5dde0-1e74-4258-aef4-50720e7b998e", session);
        var dialect = new GeminiDialect();
        var facts = new HookFacts(dialect, "gemini@office", Recollection.NONE);
        var hooks = HookReplay.read(text.lines().toList(), dialect).hooks();
        var shift =
                Duration.between(hooks.getFirst().at(), lines().getFirst().at()).plusMillis(random.nextInt(8_000));
        var events = new ArrayList<Event>();
        for (var hook : hooks) {
            var at = hook.at().plus(shift);
            var times = random.nextInt(4) == 0 ? 2 : 1;
            for (var time = 0; time < times; time++) {
                events.addAll(facts.next(hook.message(), facts.timeOf(hook.message(), at), at));
            }
        }
        return events;
    }
}
