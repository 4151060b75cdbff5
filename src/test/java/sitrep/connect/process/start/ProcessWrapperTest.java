package sitrep.connect.process.start;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.outbox.TestServer;
import sitrep.connect.process.Said;

/** The command is not to notice that it is wrapped: real processes, real signals, real pipes. */
class ProcessWrapperTest {
    @TempDir
    private Path data;

    private TestServer server;
    private Wrapping wrapping;

    @BeforeEach
    void start() {
        server = new TestServer();
        wrapping = new Wrapping(data, server.uri().toString());
    }

    /** All that the server was told, also what a wrapper on a busy machine left for others to tell. */
    private Said said() {
        return Said.of(server, data.resolve("outbox"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"exit 0,0", "exit 3,3", "exit 255,255", "kill -TERM $$,143", "kill -KILL $$,137", "kill -INT $$,130"})
    void itsExitStatusIsOurs(String script, int status) {
        assertEquals(status, wrapping.run("--", "sh", "-c", script).status());
    }

    @Test
    void itsExitStatusIsOursWithTheServerDownToo() {
        var down = new Wrapping(data, TestServer.uri(TestServer.closedPort()).toString());
        var ended = down.run("--", "sh", "-c", "echo out; echo err >&2; exit 3");
        assertEquals(3, ended.status());
        assertEquals("out\n", ended.text());
        assertEquals("err\n", ended.err());
        assertEquals(0, wrapping.run("--", "true").status());
        assertEquals(List.of("succeeded", "failed"), said().outcomes(), "the next one delivers what was left");
    }

    @Test
    void bytesPassUnchanged() throws IOException {
        var bytes = new byte[8 * 1_024 * 1_024];
        new Random(7).nextBytes(bytes);
        var file = Files.write(data.resolve("bytes"), bytes);
        assertArrayEquals(bytes, wrapping.run("--", "cat", file.toString()).out());
    }

    @Test
    void whatGoesToOnePlaceKeepsItsOrder() throws IOException {
        var script = "i=0; while [ $i -lt 500 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done";
        var file = Files.writeString(data.resolve("turns.sh"), script);
        var ended = wrapping.run(List.of("sh", "-c", line("--", "sh", file.toString()) + " 2>&1 | cat"));
        var expected = IntStream.range(0, 500)
                .mapToObj(i -> "out " + i + "\nerr " + i + "\n")
                .collect(Collectors.joining());
        assertEquals(expected, ended.text());
    }

    @Test
    void inputPassesAndOutputComesAtOnce() throws IOException {
        var process = wrapping.start("--", "sh", "-c", "printf 'name? '; read name; printf \"hello $name\"; cat");
        assertEquals("name? ", new String(process.getInputStream().readNBytes(6), StandardCharsets.UTF_8));
        process.getOutputStream().write("Dana\nmore".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertEquals("hello Danamore", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, process.onExit().join().exitValue());
    }

    @Test
    void whenNobodyReadsItsOutputTheCommandMeetsThat() throws IOException {
        var process = wrapping.start("--", "yes");
        try (var out = process.getInputStream()) {
            assertEquals('y', out.read());
        }
        assertEquals(141, process.onExit().join().exitValue());
        assertEquals(List.of("cancelled"), said().outcomes());
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130", "HUP,129"})
    void signalsKillTheCommandAsTheyWould(String signal, int status) throws IOException {
        var process = wrapping.start("--", "sh", "-c", "echo ready; exec sleep 60");
        ready(process);
        kill(signal, process);
        assertEquals(status, process.onExit().join().exitValue());
        assertEquals(List.of("cancelled"), said().outcomes());
    }

    @ParameterizedTest
    @CsvSource({"TERM", "INT", "HUP", "USR1"})
    void theCommandMayEndGracefullyAfterASignal(String signal) throws IOException {
        var script = "trap 'echo got it; exit 7' %s; echo ready; while :; do sleep 0.05; done".formatted(signal);
        var process = wrapping.start("--", "sh", "-c", script);
        ready(process);
        kill(signal, process);
        assertEquals("got it\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(7, process.onExit().join().exitValue());
        assertEquals(List.of(signal.equals("USR1") ? "failed" : "cancelled"), said().outcomes());
    }

    @Test
    void theCommandMayStayInSpiteOfASignal() throws IOException {
        var script = "trap 'n=x$n; echo $n; [ $n = xxx ] && exit 0' TERM; echo ready; while :; do sleep 0.05; done";
        var process = wrapping.start("--", "sh", "-c", script);
        ready(process);
        for (var answer : List.of("x", "xx", "xxx")) {
            kill("TERM", process);
            assertEquals(answer, line(process));
        }
        assertEquals(0, process.onExit().join().exitValue());
        assertEquals(List.of("cancelled"), said().outcomes());
    }

    /**
     * A terminal interrupts all processes in its foreground, so the command must not get it from us again. A shell that
     * stayed in between would die of it, hence {@code exec}.
     */
    @Test
    void anInterruptAtTheTerminalReachesTheCommandOnce() throws IOException {
        var script = "trap 'n=x$n' INT; echo ready; for i in 1 2 3 4 5 6 7 8 9; do sleep 0.2; done; echo \"got $n.\"";
        var file = Files.writeString(data.resolve("count.sh"), script);
        var line = "exec " + line("--", "sh", file.toString());
        var process = wrapping.start(List.of("script", "-qefc", line, "/dev/null"));
        assertEquals("ready", line(process));
        process.getOutputStream().write(3);
        process.getOutputStream().flush();
        var rest = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(rest.contains("got x."), rest);
        assertEquals(0, process.onExit().join().exitValue());
        assertEquals(List.of("terminal"), said().reportedTo());
    }

    @Test
    void whatIsIgnoredStaysIgnored() {
        var line = line("--", "grep", "SigIgn", "/proc/self/status");
        var ended = wrapping.run(List.of("sh", "-c", "trap '' HUP; exec " + line));
        assertTrue(ended.text().strip().endsWith("1"), "SIGHUP is the first bit: " + ended.text());
    }

    /** The pipes of a shell, for those of Java are closed when the process ends, with the same effect. */
    @Test
    void whatItLeavesRunningInTheBackgroundKeepsItsOutput() {
        var go = data.resolve("go");
        var wait = "while [ ! -e " + go + " ]; do sleep 0.05; done";
        var wrapper = line("--", "sh", "-c", "(" + wait + "; echo later; echo latest >&2) & echo now");
        var script = "{ " + wrapper + "; echo \"left with $?\"; : > " + go + "; } 2>&1 | cat";
        var ended = wrapping.run(List.of("sh", "-c", script));
        assertEquals("now\nleft with 0\nlater\nlatest\n", ended.text());
    }

    @Test
    void onlyThreeVariablesAreAdded() {
        var with = new TreeSet<>(wrapping.run("--", "env").text().lines().toList());
        with.removeAll(wrapping.run(List.of("env")).text().lines().toList());
        assertEquals(
                List.of("SITREP_RUN", "SITREP_TASK", "TRACEPARENT"),
                with.stream().map(line -> line.substring(0, line.indexOf('='))).toList());
    }

    /** In the locale of most containers Java cannot read its own arguments. */
    @Test
    void wordsPassByteForByteInAnyLocale() {
        for (var locale : List.of("C", "C.UTF-8")) {
            var script = "exec \"$@\" \"$(printf '\\303\\251 \\377')\" 'a b' '' plain";
            var words = wrapping.words("--", "printf", "%s|");
            var all = new java.util.ArrayList<>(List.of("sh", "-c", script, "sh"));
            all.addAll(words);
            var ended = wrapping.with("LC_ALL", locale).run(all);
            assertEquals(
                    "c3a920ff7c6120627c7c706c61696e7c", java.util.HexFormat.of().formatHex(ended.out()), locale);
            var said = said().names().getLast();
            assertTrue(said.startsWith("printf '%s|' 'é "), said);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no-such-command | 127 | no-such-command: command not found
            ./no-such-file  | 127 | ./no-such-file: No such file or directory
            /               | 126 | /: Is a directory
            /dev/null       | 126 | /dev/null: Permission denied
            """)
    void whatCannotBeStartedEndsAsInAShell(String command, int status, String message) {
        var ended = wrapping.run("--", command, "x");
        assertEquals(status, ended.status());
        assertEquals("sitrep: " + message + "\n", ended.err());
        assertEquals("", ended.text());
        assertEquals(List.of("failed"), said().outcomes());
        assertEquals(List.of("exit " + status + ": " + message), said().summaries());
    }

    @Test
    void aWrapperThatIsKilledLeavesWhatItHadToSay() throws IOException {
        var down = new Wrapping(data, TestServer.uri(TestServer.closedPort()).toString());
        var process = down.start("--", "sh", "-c", "echo ready; exec sleep 300");
        ready(process);
        await().until(() -> Files.walk(data).anyMatch(ProcessWrapperTest::isSpoolWithLines));
        var command = process.descendants().toList();
        process.destroyForcibly();
        process.onExit().join();
        command.forEach(ProcessHandle::destroyForcibly);
        wrapping.run("--", "true");
        assertEquals(
                List.of("echo ready; exec sleep 300", "true"),
                said().names().stream().sorted().toList());
        assertEquals(List.of("succeeded"), said().outcomes());
    }

    private String line(String... words) {
        return wrapping.words(words).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    private static boolean isSpoolWithLines(Path file) {
        return file.toString().endsWith(".ndjson") && file.toFile().length() > 0;
    }

    private static void ready(Process process) throws IOException {
        assertEquals("ready", line(process));
    }

    private static String line(Process process) throws IOException {
        var line = new StringBuilder();
        for (var c = process.getInputStream().read();
                c >= 0 && c != '\n';
                c = process.getInputStream().read()) {
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    private static void kill(String signal, Process process) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + process.pid())
                .inheritIO()
                .start()
                .onExit()
                .join();
    }
}
