package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.dialect.CodexDialect;
import sitrep.connect.hooks.dialect.CopilotDialect;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.connect.hooks.dialect.GeminiDialect;
import sitrep.connect.hooks.meaning.HookFacts;
import sitrep.connect.hooks.meaning.Recollection;
import sitrep.connect.opencode.OpenCodeFacts;
import sitrep.core.event.BlockId;
import sitrep.core.event.End;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;
import sitrep.core.event.WorkerSeen;
import sitrep.core.sitrep.Sitrep;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Certainty;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;
import sitrep.core.vocabulary.WorkerKind;

/**
 * The recorded work of every agent, told by two: its session, by hooks or by its server, and the process around it, as
 * under {@code sitrep run}. Each may be late by a time of its own, tell some things twice, and tell no more from some
 * moment on. Both together come to what the session said; whoever tells less leaves less known, never the contrary.
 */
class ProcessMatrixTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded");
    private static final int SEEDS = 8;

    /** What a witness tells late it tells at most so late, in milliseconds. */
    private static final int LATE = 8_000;

    private static final TaskId TASK = new TaskId("run-1");
    private static final RunId PROCESS = new RunId("run-1");
    private static final Around AROUND = new Around(Optional.of(TASK), Optional.of(PROCESS), Optional.empty());
    private static final Map<String, Dialect> HOOKED = Map.of(
            "claude-code", new ClaudeCodeDialect(),
            "codex", new CodexDialect(),
            "copilot", new CopilotDialect(),
            "gemini", new GeminiDialect());

    /** Something that a session told, and what follows from it after all before. */
    private interface Told {
        List<Event> events(Instant now);
    }

    /** With when it was told. */
    private record Heard(Instant at, Told told) {}

    /** A recording of one agent's. */
    record Story(String agent, Path folder) {
        @Override
        public String toString() {
            return agent + "/" + folder.getFileName();
        }

        /** What its session tells, for one who begins to listen. */
        private List<Heard> session() throws IOException {
            var lines = Files.readAllLines(folder.resolve("in.jsonl"));
            if (agent.equals("opencode")) {
                var facts = new OpenCodeFacts("office", Recollection.NONE);
                facts.within(AROUND);
                return OpenCodeReplay.read(lines).frames().stream()
                        .map(frame -> new Heard(frame.at(), now -> facts.next(frame.frame(), now)))
                        .toList();
            }
            var dialect = HOOKED.get(agent);
            var facts = new HookFacts(dialect, agent + "@office", Recollection.NONE);
            var hooks =
                    lines.stream().filter(line -> !line.contains("\"json\"")).toList();
            return HookReplay.read(hooks, dialect).hooks().stream()
                    .map(hook -> new Heard(hook.at(), now -> {
                        var at = dialect.tellsTime() ? hook.at() : facts.timeOf(hook.message(), now);
                        return facts.next(hook.message(), Optional.of(AROUND), at, now);
                    }))
                    .toList();
        }

        /** A server tells each thing once. */
        private boolean repeats() {
            return !agent.equals("opencode");
        }
    }

    static Stream<Story> stories() throws IOException {
        var stories = new ArrayList<Story>();
        for (var agent : List.of("claude-code", "codex", "copilot", "gemini", "opencode")) {
            try (var folders = Files.list(FOLDER.resolve(agent))) {
                folders.sorted().forEach(folder -> stories.add(new Story(agent, folder)));
            }
        }
        return stories.stream();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void bothTogetherComeToWhatTheSessionSaid(Story story) throws IOException {
        var told = events(story.session());
        var alone = standing(told);
        for (var sits : List.of(true, false)) {
            var process = process(story.session(), alone, sits);
            var both = standing(Stream.concat(told.stream(), process.stream()).toList());
            var where = story + (sits ? " at a terminal" : " without a terminal");
            if (!alone.isOpen() && !alone.isLost()) assertEquals(alone.outcome(), both.outcome(), where);
            for (var seed = 1; seed <= SEEDS; seed++) {
                var random = new Random(seed);
                var mixed = new ArrayList<>(events(late(story, story.session(), random)));
                mixed.addAll(late(process, random));
                var got = standing(mixed);
                assertTrue(
                        got.equals(both) || got.isLost(),
                        where + ", seed " + seed + ": " + got + " instead of " + both);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whoeverTellsLessLeavesLessKnownAndNeverTheContrary(Story story) throws IOException {
        var all = story.session();
        var alone = standing(events(story.session()));
        var passed = passed(story.session());
        for (var sits : List.of(true, false)) {
            var process = process(all, alone, sits);
            for (var seed = 1; seed <= SEEDS; seed++) {
                var random = new Random(seed);
                var part = story.session();
                var mixed =
                        new ArrayList<>(events(late(story, part.subList(0, random.nextInt(part.size() + 1)), random)));
                var isHeard = mixed.stream().anyMatch(event -> event.fact() instanceof Fact.RunOpened);
                mixed.addAll(late(process.subList(0, random.nextInt(process.size() + 1)), random));
                if (!isHeard || mixed.isEmpty()) continue;
                var got = standing(mixed);
                assertTrue(
                        got.isOpen() || got.isLost() || passed.contains(got.outcome()) || isBetter(alone, got),
                        story + (sits ? " at a terminal" : "") + ", seed " + seed + ": " + got + " is none of "
                                + passed);
            }
        }
    }

    /** Of what the session does not know how it ended the process may know it. */
    private static boolean isBetter(Standing alone, Standing got) {
        return (alone.isLost() || alone.isOpen())
                && got.outcome().equals(status(alone).word());
    }

    /** How the process ends that ends with its session. */
    private static Outcome status(Standing alone) {
        return switch (alone.outcome()) {
            case "succeeded", "cancelled" -> Outcome.SUCCEEDED;
            default -> Outcome.FAILED;
        };
    }

    /** The ends that a session passes through as it is told. */
    private static Set<String> passed(List<Heard> session) {
        var passed = new HashSet<String>();
        var task = Task.unheard(TASK);
        var seen = new HashSet<Event.Key>();
        for (var one : session) {
            for (var event : one.told().events(one.at())) {
                if (event.task().isPresent() && seen.add(event.key())) task = Fold.apply(task, ofOne(event));
            }
            if (task.signs().isPresent())
                passed.add(Standing.of(Sitrep.of(task)).outcome());
        }
        return passed;
    }

    private static List<Event> events(List<Heard> session) {
        return session.stream()
                .flatMap(one -> one.told().events(one.at()).stream())
                .toList();
    }

    /** What the process around a session tells: how it ends is how the session did, or that its user left it. */
    private static List<Event> process(List<Heard> session, Standing alone, boolean sits) {
        var first = session.getFirst().at().minusMillis(1_500);
        var last = session.getLast().at();
        var events = new ArrayList<Event>();
        say(events, first, opened());
        for (var i = 1; i + 1 < session.size(); i++) {
            var phase = i % 2 == 0 ? Phase.PLANNING : Phase.TESTING;
            say(
                    events,
                    session.get(i).at().plusMillis(250),
                    new Fact.RunAdvanced(PROCESS, Optional.of(phase), Optional.empty(), Optional.empty()));
        }
        if (sits) {
            say(events, last.plusSeconds(3), rests());
            say(
                    events,
                    last.plusSeconds(60),
                    new Fact.RunUnblocked(PROCESS, BlockId.AGENT_RESTS, Optional.of("it went on")));
            say(events, last.plusSeconds(61), ended(Outcome.SUCCEEDED));
        } else {
            say(events, last.plusMillis(300), ended(status(alone)));
        }
        return events;
    }

    private static void say(List<Event> events, Instant at, Fact.OfTask fact) {
        var key = new Event.Key("run@office", PROCESS.text() + "/" + events.size());
        events.add(new Event(key, Optional.of(TASK), at, at, fact));
    }

    private static Fact.RunOpened opened() {
        var worker = new WorkerSeen(
                new WorkerId("office:7:1"),
                Optional.of(WorkerKind.PROCESS),
                Optional.of("agent"),
                Optional.of("office"),
                Optional.empty());
        return new Fact.RunOpened(
                PROCESS,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(worker),
                Optional.of("agent"),
                Optional.of(Phase.PLANNING),
                Optional.of(Duration.ofSeconds(5)));
    }

    private static Fact.RunBlocked rests() {
        return new Fact.RunBlocked(
                PROCESS,
                BlockId.AGENT_RESTS,
                BlockReason.USER_INPUT,
                Optional.of("It waits for somebody at its terminal"),
                Optional.empty(),
                Optional.empty());
    }

    private static Fact.RunEnded ended(Outcome outcome) {
        return new Fact.RunEnded(
                PROCESS,
                new End(
                        outcome,
                        Optional.of("exit"),
                        Optional.of(Certainty.EXIT),
                        Optional.empty(),
                        false,
                        Optional.empty()));
    }

    /** All of it by the same time later, some of it once more. */
    private static List<Heard> late(Story story, List<Heard> session, Random random) {
        var by = random.nextInt(LATE);
        var late = new ArrayList<Heard>();
        for (var one : session) {
            late.add(new Heard(one.at().plusMillis(by), one.told()));
            if (!story.repeats() || random.nextInt(4) > 0) continue;
            late.add(new Heard(one.at().plusMillis(by + random.nextInt(LATE)), one.told()));
        }
        late.sort(Comparator.comparing(Heard::at));
        return late;
    }

    /** What is told by events has the time that it had, however late it comes. */
    private static List<Event> late(List<Event> process, Random random) {
        var late = new ArrayList<Event>();
        for (var event : process) {
            late.add(event);
            if (random.nextInt(4) == 0) late.add(random.nextInt(late.size()), event);
        }
        return late;
    }

    /** The session's name of the task and the process's are two of one, as a server finds by what joins them. */
    private static Event ofOne(Event event) {
        return new Event(event.key(), Optional.of(TASK), event.at(), event.heard(), event.fact());
    }

    /** How the task stands that both tell of. */
    private static Standing standing(List<Event> events) {
        var task = Task.unheard(TASK);
        var seen = new HashSet<Event.Key>();
        for (var event : events) {
            if (event.task().isPresent() && seen.add(event.key())) task = Fold.apply(task, ofOne(event));
        }
        return Standing.of(Sitrep.of(task));
    }

    /**
     * How a task stands.
     *
     * @param outcome {@code none} if it has not ended
     * @param waits for what it waits, {@code nothing} if it does not
     */
    private record Standing(String phase, String outcome, String waits) {
        static Standing of(Sitrep sitrep) {
            return new Standing(
                    sitrep.phase().value().word(),
                    sitrep.outcome().map(it -> it.value().word()).orElse("none"),
                    sitrep.block().map(it -> it.value().reason().word()).orElse("nothing"));
        }

        boolean isLost() {
            return outcome.equals("lost");
        }

        boolean isOpen() {
            return outcome.equals("none");
        }
    }
}
