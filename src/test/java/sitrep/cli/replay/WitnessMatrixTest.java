package sitrep.cli.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.dialect.Dialect;
import sitrep.core.sitrep.Sitrep;

/**
 * The same work of Claude Code, seen by any of its witnesses: hooks that are posted, hooks that commands bring, and the
 * file about the session. Each may be late by a time of its own, tell some things twice, and see no more from some
 * moment on. Whoever sees all of it comes to what happened; whoever sees less knows less, and never the contrary.
 */
class WitnessMatrixTest {
    private static final Path FOLDER = Path.of("src/test/resources/recorded/claude-code");
    private static final Dialect CLAUDE = new ClaudeCodeDialect();
    private static final int SEEDS = 6;

    /** What a witness tells late it tells at most so late, in milliseconds. */
    private static final int LATE = 8_000;

    private enum Witness {
        POSTED,
        BROUGHT,
        FILE
    }

    /** What each witness told, in its order. */
    private static Map<Witness, List<HookReplay.Hook>> told(String story) throws IOException {
        var lines = Files.readAllLines(FOLDER.resolve(story).resolve("in.jsonl"));
        var told = new EnumMap<Witness, List<HookReplay.Hook>>(Witness.class);
        var posted = lines.stream()
                .filter(line -> line.contains("\"way\": \"http\""))
                .toList();
        var brought = lines.stream()
                .filter(line -> line.contains("\"way\": \"command\""))
                .toList();
        told.put(Witness.POSTED, read(posted.isEmpty() ? withoutStarts(brought) : posted));
        told.put(Witness.BROUGHT, read(brought.isEmpty() ? posted : brought));
        told.put(
                Witness.FILE,
                read(lines.stream().filter(line -> line.contains("\"json\"")).toList()));
        return told;
    }

    /** That a session starts is never posted. */
    private static List<String> withoutStarts(List<String> lines) {
        return lines.stream().filter(line -> !line.contains("\"SessionStart\"")).toList();
    }

    private static List<HookReplay.Hook> read(List<String> lines) {
        return HookReplay.read(lines, CLAUDE).hooks();
    }

    private static List<Set<Witness>> subsets() {
        return IntStream.range(1, 1 << Witness.values().length)
                .mapToObj(bits -> {
                    var set = EnumSet.noneOf(Witness.class);
                    for (var witness : Witness.values()) if ((bits >> witness.ordinal() & 1) == 1) set.add(witness);
                    return (Set<Witness>) set;
                })
                .toList();
    }

    static Stream<String> stories() throws IOException {
        return ClaudeCodeStoriesTest.stories().stream();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whoeverSeesAllOfItComesToWhatHappened(String story) throws IOException {
        var told = told(story);
        var truth = truth(told);
        for (var set : subsets()) {
            if (!set.contains(Witness.POSTED) && !set.contains(Witness.BROUGHT)) continue;
            for (var seed = 1; seed <= SEEDS; seed++) {
                var random = new Random(seed);
                var got = ends(set.stream()
                        .flatMap(witness -> late(told.get(witness), random).stream())
                        .toList());
                var where = story + " by " + set + ", seed " + seed;
                assertTrue(got.keySet().equals(truth.keySet()), where + ": " + got + " instead of " + truth);
                truth.forEach((task, end) ->
                        assertTrue(isAs(end, got.get(task)), where + ": " + got.get(task) + " instead of " + end));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whoeverSeesLessKnowsLessAndNeverTheContrary(String story) throws IOException {
        var told = told(story);
        var truth = truth(told);
        for (var set : subsets()) {
            for (var seed = 1; seed <= SEEDS; seed++) {
                var random = new Random(seed);
                var got = ends(set.stream()
                        .flatMap(witness -> late(cut(told.get(witness), random), random).stream())
                        .toList());
                got.forEach((task, end) -> assertTrue(
                        isLess(Optional.ofNullable(truth.get(task)), end),
                        story + " by " + set + ": " + end + " instead of " + truth.get(task)));
            }
        }
    }

    private static Map<String, Standing> truth(Map<Witness, List<HookReplay.Hook>> told) {
        return ends(told.values().stream().flatMap(List::stream).toList());
    }

    /** The first of it, up to all. */
    private static List<HookReplay.Hook> cut(List<HookReplay.Hook> hooks, Random random) {
        return hooks.subList(0, random.nextInt(hooks.size() + 1));
    }

    /** All of it by the same time later, some of it once more. */
    private static List<HookReplay.Hook> late(List<HookReplay.Hook> hooks, Random random) {
        var by = random.nextInt(LATE);
        var late = new ArrayList<HookReplay.Hook>();
        for (var hook : hooks) {
            late.add(new HookReplay.Hook(hook.at().plusMillis(by), hook.message()));
            if (random.nextInt(4) > 0) continue;
            late.add(new HookReplay.Hook(hook.at().plusMillis(by + random.nextInt(LATE)), hook.message()));
        }
        return late;
    }

    /**
     * How a task stands.
     *
     * @param outcome {@code none} if it has not ended
     * @param waits for what it waits, {@code nothing} if it does not
     */
    private record Standing(String phase, String outcome, String waits, boolean isReported) {
        static Standing of(Sitrep sitrep) {
            return new Standing(
                    sitrep.phase().value().word(),
                    sitrep.outcome().map(it -> it.value().word()).orElse("none"),
                    sitrep.block().map(it -> it.value().reason().word()).orElse("nothing"),
                    sitrep.reported().isPresent());
        }

        /** Nobody saw how it ended. */
        boolean isLost() {
            return outcome.equals("lost");
        }

        boolean isOpen() {
            return outcome.equals("none");
        }
    }

    /** How each task stands in the end. */
    private static Map<String, Standing> ends(List<HookReplay.Hook> hooks) {
        var sorted =
                hooks.stream().sorted(Comparator.comparing(HookReplay.Hook::at)).toList();
        var last = new TreeMap<String, Standing>();
        HookReplay.play(
                sorted,
                CLAUDE,
                change -> {
                    last.clear();
                    change.tasks().forEach(task -> last.put(task.sitrep().id().text(), Standing.of(task.sitrep())));
                },
                _ -> {});
        return last;
    }

    /** The same, or that nobody saw its end. */
    private static boolean isAs(Standing truth, Standing got) {
        return got.equals(truth) || got.isLost();
    }

    /** An end that was not one is the contrary of the truth, and so is another; all else is an earlier state. */
    private static boolean isLess(Optional<Standing> truth, Standing got) {
        return got.isOpen()
                || got.isLost()
                || truth.filter(known -> known.outcome().equals(got.outcome())).isPresent();
    }
}
