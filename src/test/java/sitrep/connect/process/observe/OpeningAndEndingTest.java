package sitrep.connect.process.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.commands.CommandRules;
import sitrep.connect.process.command.CommandEnding;
import sitrep.connect.process.command.CommandSurroundings;
import sitrep.connect.process.command.CommandText;
import sitrep.connect.process.command.TaskAssignment;
import sitrep.connect.process.command.WrappedCommand;
import sitrep.connect.process.output.LineWording;
import sitrep.connect.process.start.ExactWords;
import sitrep.core.event.Fact;
import sitrep.core.event.Owner;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.text.Invalid;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

class OpeningAndEndingTest {
    private static final RunId RUN = new RunId("run-1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    @Test
    void aCommandHasATaskOfItsOwn() {
        var facts = open(WrappedCommand.of("mvn", "-q", "verify"), Map.of());
        var task = (Fact.TaskOpened) facts.get(0);
        assertEquals(Optional.of("mvn -q verify"), task.name());
        assertEquals(Optional.of(new Owner("dana", Optional.of("orders"))), task.owner());
        var run = (Fact.RunOpened) facts.get(1);
        assertEquals(RUN, run.run());
        assertEquals(Optional.of(Phase.TESTING), run.phase());
        assertEquals(Optional.of(Duration.ofSeconds(5)), run.pulse());
        assertEquals(
                Optional.of(new WorkerSeen(
                        new WorkerId("office:42:" + NOON.toEpochMilli()),
                        Optional.of(WorkerKind.PROCESS),
                        Optional.of("mvn -q verify"),
                        Optional.of("office"),
                        Optional.empty())),
                run.worker());
        assertEquals(3, facts.size());
        var traced = ((Fact.TaskAlias) facts.get(2)).alias().text();
        assertTrue(traced.matches("trace-[0-9a-f]{32}"), traced);
        assertEquals(
                2, open(WrappedCommand.of("a"), Map.of("TRACEPARENT", TRACE)).size(), "others are in that trace");
        assertEquals(
                new TaskId("run-1"), assign(WrappedCommand.of("a"), Map.of()).task());
    }

    /** Whoever knows no more than what is shown knows it for an agent's. */
    @Test
    void anAgentBehindALongPathIsNamedBeforeIt() {
        var path = "/x/" + "a-folder-of-some-length/".repeat(6) + "@anthropic-ai/claude-code/cli.js";
        var task = (Fact.TaskOpened)
                open(WrappedCommand.of("node", path, "-p", "Mend it"), Map.of()).getFirst();
        var name = task.name().orElseThrow();
        assertTrue(name.startsWith("claude … node /x/a-folder"), name);
        assertEquals(CommandText.LONGEST, name.length());
        assertEquals("node x.js", OpeningFacts.shown(List.of("node", "x.js"), CommandRules.shipped()));
        assertEquals(
                "claude -p " + "y".repeat(109) + "…",
                OpeningFacts.shown(List.of("claude", "-p", "y".repeat(200)), CommandRules.shipped()));
    }

    @Test
    void insideAnotherRunItIsAChildOfThatAndOpensNoTask() {
        var around = Map.of("SITREP_TASK", "build-42", "SITREP_RUN", "run-0");
        var facts = open(WrappedCommand.of("mvn", "verify"), around);
        assertEquals(1, facts.size());
        assertEquals(Optional.of(new RunId("run-0")), ((Fact.RunOpened) facts.getFirst()).parent());
        assertEquals(
                new TaskId("build-42"), assign(WrappedCommand.of("a"), around).task());
        var named = new WrappedCommand(
                List.of("mvn"), Optional.empty(), Optional.of("Unit tests"), Optional.empty(), Map.of(), Set.of());
        assertEquals(
                Optional.of("Unit tests"), ((Fact.RunOpened) open(named, around).getFirst()).label());
    }

    @Test
    void aRunOfANamedTaskLeavesItsNameAndOwnerAloneUnlessTold() {
        var named = new WrappedCommand(
                List.of("mvn"),
                Optional.of(new TaskId("build-42")),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Set.of());
        assertEquals(1, open(named, Map.of()).size());
        var told = new WrappedCommand(
                List.of("mvn"),
                Optional.of(new TaskId("build-42")),
                Optional.of("Nightly"),
                Optional.empty(),
                Map.of("release", "2.4"),
                Set.of());
        var task = (Fact.TaskOpened) open(told, Map.of()).getFirst();
        assertEquals(Optional.of("Nightly"), task.name());
        assertEquals(Optional.empty(), task.owner());
        assertEquals(Map.of("release", "2.4"), task.labels());
    }

    @Test
    void aNamedTaskInsideAnotherRunIsAPartOfThatTask() {
        var around = Map.of("SITREP_TASK", "build-42", "SITREP_RUN", "run-0");
        var named = new WrappedCommand(
                List.of("mvn"),
                Optional.of(new TaskId("docs-7")),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Set.of());
        var facts = open(named, around);
        assertEquals(Optional.of(new TaskId("build-42")), ((Fact.TaskOpened) facts.get(0)).parent());
        assertEquals(Optional.empty(), ((Fact.RunOpened) facts.get(1)).parent());
    }

    @Test
    void theTaskIsHandedOnAndTheRestOfTheEnvironmentStays() {
        var environment =
                new HashMap<>(Map.of("PATH", "/bin", "SITREP_TASK", "t", "SITREP_RUN", "old", "TRACEPARENT", TRACE));
        assign(WrappedCommand.of("a"), environment).handOn(environment);
        assertEquals("t", environment.get("SITREP_TASK"));
        assertEquals("run-1", environment.get("SITREP_RUN"));
        assertEquals("/bin", environment.get("PATH"));
        assertTrue(environment.get("TRACEPARENT").startsWith("00-0af7651916cd43dd8448eb211c80319c-"));
        assertTrue(environment.get("TRACEPARENT").endsWith("-00"));
        assertNotEquals(TRACE, environment.get("TRACEPARENT"));
        assertEquals(4, environment.size());
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "nonsense",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    })
    void withoutATraceOneBegins(String given) {
        var trace = assign(WrappedCommand.of("a"), Map.of("TRACEPARENT", given)).trace();
        assertTrue(trace.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), trace);
    }

    @Test
    void anUnusableTaskAroundIsNone() {
        var long_ = "x".repeat(201);
        assertEquals(
                new TaskId("run-1"),
                assign(WrappedCommand.of("a"), Map.of("SITREP_TASK", long_)).task());
        assertEquals(
                new TaskId("run-1"),
                assign(WrappedCommand.of("a"), Map.of("SITREP_TASK", " ")).task());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0   | false | false | succeeded | ''
            3   | false | false | failed    | exit 3: last words
            255 | false | false | failed    | exit 255: last words
            124 | false | false | failed    | exit 124: last words
            127 | false | false | failed    | exit 127: last words
            130 | false | false | cancelled | ended by SIGINT, interrupted
            143 | false | false | cancelled | ended by SIGTERM, terminated
            129 | false | false | cancelled | ended by SIGHUP, hang-up
            137 | false | false | failed    | ended by SIGKILL, killed by somebody or because memory ran out: last words
            139 | false | false | failed    | ended by SIGSEGV, it crashed: last words
            141 | false | false | failed    | ended by SIGPIPE: last words
            141 | false | true  | cancelled | ended by SIGPIPE, nobody read its output any more
            1   | true  | false | cancelled | told to stop by SIGTERM, then exit 1
            143 | true  | false | cancelled | ended by SIGTERM, terminated
            0   | true  | false | cancelled | told to stop by SIGTERM, then exit 0
            """)
    void theStatusTellsTheOutcome(int status, boolean told, boolean unheard, String outcome, String summary) {
        var signal = told ? Optional.of("SIGTERM") : Optional.<String>empty();
        var ended = new CommandEnding(status, signal, unheard, List.of("last words")).fact(RUN);
        assertEquals(Optional.of(Certainty.EXIT), ended.end().known());
        assertEquals(outcome, ended.outcome().word());
        assertEquals(summary, ended.summary().orElse(""));
    }

    @Test
    void aLongSummaryIsCut() {
        var tail = IntStream.range(0, 5)
                .mapToObj(n -> "x".repeat(LineWording.LONGEST))
                .toList();
        assertTrue(new CommandEnding(1, Optional.empty(), false, tail)
                        .fact(RUN)
                        .summary()
                        .orElseThrow()
                        .length()
                <= 1_500);
        assertEquals(
                Outcome.FAILED,
                CommandEnding.notStarted(RUN, 127, "a: command not found").outcome());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            deploy --token=abc123 now                            | deploy --token=*** now
            deploy --api-key abc123 now                          | deploy --api-key *** now
            login -u dana --password 'a b' x                     | login -u dana --password *** x
            env GITHUB_TOKEN=abc123 X=1 make                     | env GITHUB_TOKEN=*** X=1 make
            MY_SECRET=abc make                                   | MY_SECRET=*** make
            curl -H 'Authorization: Bearer abc.def' http://x/    | curl -H 'Authorization: ***' http://x/
            curl -u dana:abc http://x/                           | curl -u *** http://x/
            git clone https://dana:abc@example.com/x             | git clone https://***@example.com/x
            mysql -pabc orders                                   | mysql -p*** orders
            echo ghp_abcdefghijklmnopqrstuvwxyz0123456789        | echo ***
            grep -rn token src                                   | grep -rn token src
            npm test -- --testPathPattern auth                   | npm test -- --testPathPattern auth
            git log --author dana                                | git log --author dana
            make -j8                                             | make -j8
            """)
    void secretsAreNotShown(String line, String shown) {
        assertEquals(shown, CommandText.of(List.of("sh", "-c", line)));
    }

    @Test
    void aCommandIsShownShortAndOnOneLine() {
        assertEquals("a 'b c' ''", CommandText.of(List.of("a", "b c", "")));
        assertEquals("a; b", CommandText.of(List.of("sh", "-c", "a;\n\tb\u001b")));
        assertEquals(
                CommandText.LONGEST, CommandText.of(List.of("x".repeat(10_000))).length());
        assertEquals("a command without a name", CommandText.of(List.of("sh", "-c", " ")));
        org.junit.jupiter.api.Assertions.assertThrows(Invalid.class, WrappedCommand::of);
    }

    @Test
    void wordsThatJavaLostAreMadeAnew() {
        var raw = List.of("java".getBytes(StandardCharsets.US_ASCII), "a".getBytes(StandardCharsets.UTF_8), new byte[] {
            (byte) 0xff, '\n'
        });
        var exact = ExactWords.of(List.of("a", "\ufffd\n"), raw);
        assertEquals(List.of("a", "\ufffd\n"), exact.shown());
        assertEquals("sh", exact.started().getFirst());
        assertTrue(
                exact.started().getLast().contains("\\377\\012"),
                exact.started().getLast());
        assertEquals(
                List.of("b", "\ufffd"),
                ExactWords.of(List.of("b", "\ufffd"), raw).started(),
                "not our command line");
        assertEquals(List.of("é"), ExactWords.of(List.of("é")).started());
    }

    private static TaskAssignment assign(WrappedCommand what, Map<String, String> environment) {
        return TaskAssignment.of(what, environment, RUN, new SplittableRandom(1));
    }

    private static List<Fact.OfTask> open(WrappedCommand what, Map<String, String> environment) {
        var surroundings =
                new CommandSurroundings(environment, "office", "dana", "orders", false, false, Optional.empty());
        var first = CommandRules.shipped().first(what.command());
        var command = OpeningFacts.shown(what.command(), CommandRules.shipped());
        return new OpeningFacts(what, command, assign(what, environment), surroundings, 42, NOON).facts(first);
    }
}
