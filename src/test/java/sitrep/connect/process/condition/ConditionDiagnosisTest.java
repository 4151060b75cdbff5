package sitrep.connect.process.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.process.look.ProcessProbe;
import sitrep.connect.process.look.ProcessWitness;
import sitrep.connect.process.look.SystemCall;
import sitrep.connect.process.look.ThreadWait;
import sitrep.connect.process.look.TreeVitals;
import sitrep.connect.process.look.TypingMode;
import sitrep.connect.process.output.RepeatedLines;
import sitrep.core.event.Condition;

/** What is made of real processes, recorded while they slept, spun, waited and hung. */
class ConditionDiagnosisTest {
    private static final ConditionDiagnosis.Besides NOTHING =
            new ConditionDiagnosis.Besides("", Optional.empty(), false, false, RepeatedLines.NONE, TypingMode.UNKNOWN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sleep               | quiet      | sleeps
            sleep-java          | quiet      | sleeps
            pipeline-waits      | quiet      | sleeps
            polling-loop        | busy       | .*new process.*
            spin                | busy       | \\d+ % of a core, nothing read or written
            reads-disk          | busy       | \\d+ % of a core, .*/s read and written.*
            input-terminal      | reading    | waits for input on its terminal
            input-tty-opened    | reading    | waits for input on its terminal
            input-python        | reading    | waits for input on its terminal
            input-bash-readline | reading    | waits for input on its terminal
            input-node          | reading    | waits for input on its terminal
            network-curl        | network    | waits for 127\\.0\\.0\\.1:18765
            network-bash        | network    | waits for 127\\.0\\.0\\.1:18765
            network-node        | network    | waits for 127\\.0\\.0\\.1:18765
            serves-node         | serving    | waits for somebody to connect
            deadlock-java       | deadlocked | every thread waits for a lock
            deadlock-python     | deadlocked | every thread waits for a lock
            file-lock           | deadlocked | every thread waits for a lock
            stopped             | suspended  | stopped by a signal or a debugger
            """)
    void realProcessesAreSeenForWhatTheyAre(String story, String kind, String text) {
        var condition = last(story, NOTHING).orElseThrow();
        assertEquals(kind, condition.kind().word(), () -> condition + ", " + RecordedFiles.story(story + ".txt"));
        assertTrue(condition.text().orElseThrow().matches(text), condition::toString);
    }

    @Test
    void aPipeIsAnInputOnlyIfItComesFromOutside() {
        var pipe = RecordedFiles.story("input-pipe.txt").looks().getLast().living().stream()
                .flatMap(one -> one.waits().stream())
                .flatMap(wait -> wait instanceof ThreadWait.Reading(var from) ? Stream.of(from) : Stream.empty())
                .findFirst()
                .orElseThrow();
        assertEquals(
                "reading",
                kind(
                        "input-pipe",
                        new ConditionDiagnosis.Besides(
                                pipe, Optional.empty(), false, false, RepeatedLines.NONE, TypingMode.UNKNOWN)));
        assertEquals("quiet", kind("input-pipe", NOTHING));
        var piped = last(
                "input-pipe",
                new ConditionDiagnosis.Besides(
                        pipe, Optional.of("tail"), false, false, RepeatedLines.NONE, TypingMode.UNKNOWN));
        assertEquals(Optional.of("waits for tail, which writes into its input"), piped.flatMap(Condition::text));
    }

    @Test
    void aLoopThatLooksNowAndThenIsNotAsleep() {
        var stirs = new ConditionDiagnosis.Besides(
                "", Optional.empty(), false, true, RepeatedLines.NONE, TypingMode.UNKNOWN);
        assertEquals("busy", kind("sleep", stirs));
        assertEquals("deadlocked", kind("file-lock", stirs));
    }

    @Test
    void whoWritesOutputIsBusyUntilItSaysTheSameForEver() {
        var repeats = RepeatedLines.NONE;
        assertEquals(
                "busy",
                kind(
                        "sleep",
                        new ConditionDiagnosis.Besides(
                                "", Optional.empty(), true, false, repeats, TypingMode.UNKNOWN)));
        for (var i = 0; i <= 500; i++) repeats = repeats.then("10:00:%02d waiting for the database".formatted(i % 60));
        assertEquals(
                "repeating",
                kind(
                        "spin",
                        new ConditionDiagnosis.Besides(
                                "", Optional.empty(), true, false, repeats, TypingMode.UNKNOWN)));
        assertEquals(
                "quiet",
                kind(
                        "sleep",
                        new ConditionDiagnosis.Besides(
                                "", Optional.empty(), false, false, repeats, TypingMode.UNKNOWN)));
        repeats = repeats.then("412 of 913 tests");
        assertEquals(
                "busy",
                kind(
                        "sleep",
                        new ConditionDiagnosis.Besides(
                                "", Optional.empty(), true, false, repeats, TypingMode.UNKNOWN)));
    }

    @Test
    void whatIsHiddenFromUsIsNotGuessedAt() {
        var looks = RecordedFiles.story("network-curl.txt").looks().stream()
                .map(vitals -> new TreeVitals(
                        vitals.nanos(),
                        vitals.processes().stream()
                                .map(one -> new TreeVitals.One(
                                        one.identity(),
                                        one.name(),
                                        one.state(),
                                        one.ticks(),
                                        OptionalLong.empty(),
                                        List.of(new ThreadWait.Other("unknown"))))
                                .toList()))
                .toList();
        assertEquals(
                Optional.of("uses no processor time"),
                ConditionDiagnosis.of(looks.getFirst(), looks.getLast(), NOTHING)
                        .flatMap(Condition::text));
    }

    @Test
    void aTreeWithoutEndIsNotFollowed() {
        var children = new ArrayList<String>();
        for (var i = 2; i < 3_000; i++) children.add("" + i);
        var files = new RecordedFiles(0, new java.util.HashMap<>());
        for (var pid = 1; pid < 3_000; pid++) {
            files.said().put("text " + pid + "/stat", pid + " (a (b) c) S" + " 1".repeat(40));
            files.said().put("names " + pid + "/task", "" + pid);
            files.said().put("text " + pid + "/task/" + pid + "/children", String.join(" ", children));
        }
        var seen = new ProcessProbe(files, SystemCall.of("amd64")).look(1, 0, Optional.empty());
        assertEquals(ProcessProbe.WIDEST, seen.processes().size());
        assertEquals("a (b) c", seen.processes().getFirst().name());
    }

    @Test
    void thisMachineTellsOfThisProcess() {
        var self = ProcessHandle.current().pid();
        for (var witness : List.of(ProcessWitness.here(), new ProcessWitness.Handles())) {
            var seen = witness.look(self, 0, Optional.empty());
            assertEquals(self, seen.processes().getFirst().identity().pid());
            assertEquals("java", seen.processes().getFirst().name());
            assertTrue(seen.ticks() > 0);
            assertEquals(
                    List.of(),
                    witness.look(Integer.MAX_VALUE, 0, Optional.empty()).processes());
        }
    }

    private static String kind(String story, ConditionDiagnosis.Besides besides) {
        return last(story, besides).orElseThrow().kind().word();
    }

    private static Optional<Condition> last(String story, ConditionDiagnosis.Besides besides) {
        var looks = RecordedFiles.story(story + ".txt").looks();
        return ConditionDiagnosis.of(looks.getFirst(), looks.getLast(), besides);
    }
}
