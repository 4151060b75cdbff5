package sitrep.connect.process.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.process.Said;
import sitrep.connect.process.follow.CommandRow.Way;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;

/**
 * The table of commands: each is run bare and under its keeper, which must make no difference in any byte, and what the
 * server was told of it must be what its row says. A new row needs no Java.
 */
class CommandTableTest {
    private static final Path FILES = Path.of("src/test/resources/commands").toAbsolutePath();

    /** More than there are processors, for some wait for what the server is told. */
    private static final int AT_ONCE = 4;

    @TempDir
    private Path data;

    private Shell shell;
    private Map<String, String> packages;

    /** How a command ended, by a status or a signal, and what it wrote. */
    private record Ran(String end, String out, String err) {}

    private record Pair(Ran bare, Ran kept) {}

    @BeforeEach
    void start() throws IOException, InterruptedException {
        shell = new Shell(data);
        packages = packages();
        var made = shell.does(". '%s/surroundings.sh' && make_folder '%s/folder'".formatted(FILES, FILES));
        assertEquals(new Shell.Ended(0, "", ""), made);
    }

    @AfterEach
    void stop() throws IOException {
        shell.close();
    }

    @Test
    void thereAreEnoughOfThem() throws IOException {
        assertTrue(rows().size() >= 82, () -> "a row went missing");
    }

    /** All are begun as soon as there is room, and each is a test of its own. */
    @TestFactory
    Stream<DynamicTest> eachIsTheSameUnderItsKeeperAndIsToldOf() throws IOException {
        var atOnce = Executors.newFixedThreadPool(AT_ONCE);
        var tests = new ArrayList<DynamicTest>();
        for (var row : rows()) {
            for (var way : row.ways().toList()) {
                var begun = atOnce.submit(() -> ran(row, way));
                tests.add(dynamicTest(
                        row.line() + ", " + way + ": " + row.command(), () -> check(row, way, await(begun))));
            }
        }
        return tests.stream().onClose(atOnce::shutdownNow);
    }

    private static List<CommandRow> rows() throws IOException {
        return CommandRow.read(FILES.resolve("commands.txt"));
    }

    private static Pair await(Future<Pair> begun) throws Throwable {
        try {
            return begun.get();
        } catch (ExecutionException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }

    private Pair ran(CommandRow row, Way way) throws IOException, InterruptedException {
        var missing = row.programs(packages.keySet()).filter(it -> !isThere(it)).toList();
        assertEquals(
                List.of(),
                missing,
                () -> row + " needs these programs; install "
                        + missing.stream().map(packages::get).toList());
        var bare = run(row, way, row.bare(), () -> true);
        var keeper = "%s --quiet --task %s --".formatted(shell.run, task(row, way));
        var kept = run(row, way, row.kept(keeper), () -> isBlocked(row, way));
        return new Pair(bare, kept);
    }

    private Ran run(CommandRow row, Way way, String command, BooleanSupplier asks)
            throws IOException, InterruptedException {
        var folder = data.resolve("rows").resolve(task(row, way));
        var end = data.resolve(task(row, way) + ".end");
        copy(data.resolve("folder"), folder);
        if (command.contains("git")) copy(data.resolve("git"), folder.resolve(".git"));
        var script = "cd '%s'; . '%s/surroundings.sh'; run '%s' '%s'"
                .formatted(folder, FILES, command.replace("'", "'\\''"), end);
        var ran = switch (way) {
            case PIPED -> shell.does("exec </dev/null; " + script);
            case TERMINAL -> shell.doesAtTerminal(script, typed(row, asks));
        };
        Files.move(folder, Files.createTempDirectory(data, "left").resolve("folder"));
        return new Ran(CommandRow.end(Files.readString(end)), ran.out(), ran.err());
    }

    /** Done here, for it would be half of the work if each command were started with a program that copies. */
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Of a row that says what is asked, nothing is typed before the server was told of that. */
    private static List<Shell.Typed> typed(CommandRow row, BooleanSupplier asks) {
        var typed = new ArrayList<Shell.Typed>();
        var isFirst = row.asks();
        for (var keys : row.typed()) {
            typed.add(isFirst ? new Shell.Typed(keys.once(), asks, keys.keys()) : keys);
            isFirst = false;
        }
        return typed;
    }

    private void check(CommandRow row, Way way, Pair ran) {
        assertEquals(ran.bare(), ran.kept());
        Awaitility.await("what is told of " + row)
                .pollDelay(Duration.ZERO)
                .until(() -> said(row, way).outcomes().size() == row.runs());
        var bare = ran.bare();
        var bytes = bare.err().isEmpty()
                ? "" + bare.out().length()
                : bare.out().length() + "+" + bare.err().length();
        row.expect(way, bare.end(), bytes, said(row, way));
    }

    private boolean isBlocked(CommandRow row, Way way) {
        return said(row, way).facts(Fact.RunBlocked.class).findAny().isPresent();
    }

    private Said said(CommandRow row, Way way) {
        return shell.said().of(new TaskId(task(row, way)));
    }

    private static String task(CommandRow row, Way way) {
        return "row-" + row.line() + "-" + way.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> packages() throws IOException {
        var packages = new TreeMap<String, String>();
        for (var line : Files.readAllLines(FILES.resolve("programs.txt"))) {
            if (!line.startsWith("#")) packages.put(line.split(" ")[0], line.split(" ")[1]);
        }
        return packages;
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
