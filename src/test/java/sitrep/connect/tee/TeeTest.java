package sitrep.connect.tee;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.outbox.TestServer;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.vocabulary.Outcome;

/** An agent under {@code sitrep acp} is that agent, in every byte and however it ends; what is told of it is true. */
class TeeTest {
    private static final int MEGABYTE = 1_024 * 1_024;

    @TempDir
    private Path data;

    private Teed away() {
        return new Teed(data, "http://127.0.0.1:" + TestServer.closedPort());
    }

    /** An agent that answers each prompt at once, and one of the word HANG not at all; it says so on standard error. */
    private static final String AGENT = """
            echo ready >&2
            while read -r line; do
              case $line in
                *session/new*) echo '{"jsonrpc":"2.0","id":1,"result":{"sessionId":"s1"}}' ;;
                *HANG*) echo '{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"s1","update":\
            {"sessionUpdate":"agent_thought_chunk","content":{"type":"text","text":"hm"}}}}' ;;
                *session/prompt*) echo '{"jsonrpc":"2.0","id":2,"result":{"stopReason":"end_turn"}}' ;;
              esac
            done
            exit 3
            """;

    private static final String NEW =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session/new\",\"params\":{\"cwd\":\"~/shop\"}}";

    private static String prompt(String text) {
        return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"session/prompt\",\"params\":{\"sessionId\":\"s1\","
                + "\"prompt\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}}";
    }

    /** Lines of several megabytes, bytes that are no JSON, and no end of line at the end, there and back. */
    @Test
    void everyByteGoesThroughInBothDirections() throws Exception {
        var process = away().start("cat");
        var sent = MessageDigest.getInstance("SHA-256");
        var writer = Thread.startVirtualThread(() -> write(process.getOutputStream(), sent));
        var received = MessageDigest.getInstance("SHA-256");
        var count = 0L;
        try (var in = new DigestInputStream(process.getInputStream(), received)) {
            count = in.transferTo(OutputStream.nullOutputStream());
        }
        writer.join();
        assertEquals(0, exit(process));
        assertEquals(HexFormat.of().formatHex(sent.digest()), HexFormat.of().formatHex(received.digest()));
        assertTrue(count > 20 * MEGABYTE, "" + count);
    }

    private static void write(OutputStream stream, MessageDigest sent) {
        var random = new Random(7);
        try (var out = stream) {
            for (var line = 0; line < 6; line++) {
                var text = new byte[line % 2 == 0 ? 5 * MEGABYTE : 3 * MEGABYTE];
                if (line == 3) random.nextBytes(text);
                else java.util.Arrays.fill(text, (byte) ('a' + line));
                var front = "{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"text\":\"";
                send(out, sent, front.getBytes(StandardCharsets.UTF_8));
                for (var at = 0; at < text.length; ) {
                    var part = Math.min(text.length - at, 1 + random.nextInt(200_000));
                    send(out, sent, java.util.Arrays.copyOfRange(text, at, at + part));
                    at += part;
                }
                send(out, sent, "\"}}\n".getBytes(StandardCharsets.UTF_8));
            }
            send(out, sent, "no end".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void send(OutputStream out, MessageDigest sent, byte[] bytes) throws IOException {
        sent.update(bytes);
        out.write(bytes);
        out.flush();
    }

    @Test
    void anAgentThatIsNotThereIsToldAsByAShell() throws Exception {
        var process = away().start("/no/such/agent");
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(127, exit(process));
        assertEquals("sitrep: /no/such/agent: No such file or directory\n", err);
    }

    /** Signals reach it, and its own end by one is ours. */
    @Test
    void signalsReachItAndItsStatusIsOurs() throws Exception {
        var script = "trap 'echo TERM' TERM; trap 'echo HUP; kill -9 $$' HUP; echo ready; while :; do sleep 0.05; done";
        var process = away().start("sh", "-c", script);
        try (var out = process.inputReader()) {
            assertEquals("ready", out.readLine());
            for (var signal : List.of("TERM", "HUP")) {
                new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + process.pid())
                        .start()
                        .waitFor();
                assertEquals(signal, out.readLine());
            }
        }
        assertEquals(137, exit(process));
    }

    /** The client hangs up: the agent learns of it, says its last word, and ends as it wants; it may complain. */
    @Test
    void theEndOfItsInputReachesIt() throws Exception {
        var process = away().start("sh", "-c", "cat >/dev/null; echo over; printf 'no end of line' >&2; exit 4");
        process.getOutputStream().close();
        assertEquals("over\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals("no end of line", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(4, exit(process));
    }

    /** The agent closes its output and goes on: the client learns of it while it lives. */
    @Test
    void theEndOfItsOutputReachesTheClient() throws Exception {
        var process = away().start("sh", "-c", "echo last; exec >&-; cat >/dev/null; exit 6");
        assertEquals("last\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertTrue(process.isAlive());
        process.getOutputStream().close();
        assertEquals(6, exit(process));
    }

    /** A client that stops reading closes the pipe that the agent writes into, as it would have without us. */
    @Test
    void anAgentToWhichNobodyListensMeetsAClosedPipe() throws Exception {
        var process = away().start("sh", "-c", "while echo on; do :; done 2>/dev/null; exit 8");
        process.getInputStream().close();
        var status = exit(process);
        assertTrue(status == 8 || status == 141, "ended with " + status);
    }

    /** Into a file, for Java closes the pipe of a process that has ended. */
    @Test
    void whatItLeavesBehindIsNotWaitedForAndLosesNothing() throws Exception {
        var go = data.resolve("go");
        var printed = Files.createFile(data.resolve("printed"));
        var script = "(while [ ! -e " + go + " ]; do sleep 0.05; done; echo late) & echo now";
        var process = away().builder(Teed.words("sh", "-c", script))
                .redirectOutput(printed.toFile())
                .start();
        assertEquals(0, exit(process));
        assertEquals("now\n", Files.readString(printed));
        Files.createFile(go);
        await("what comes later")
                .atMost(Duration.ofMinutes(1))
                .until(() -> Files.readString(printed).equals("now\nlate\n"));
    }

    /** What is told while the server is away waits on disk, and the next one brings it along. */
    @Test
    void whatTheTwoSayIsToldToTheServerNowOrLater() throws Exception {
        var process = away().start("sh", "-c", AGENT);
        try (var out = process.inputReader();
                var in = process.outputWriter()) {
            in.write(NEW + "\n" + prompt("Fix the build") + "\n");
            in.flush();
            out.readLine();
            out.readLine();
        }
        assertEquals(3, exit(process));
        try (var server = new TestServer()) {
            var next = new Teed(data, server.uri().toString()).start("sh", "-c", AGENT);
            try (var out = next.inputReader();
                    var in = next.outputWriter()) {
                in.write(NEW + "\n" + prompt("Once more") + "\n");
                in.flush();
                out.readLine();
                out.readLine();
                told(server, Outcome.SUCCEEDED, Outcome.SUCCEEDED);
                in.write(prompt("HANG") + "\n");
                in.flush();
                out.readLine();
                new ProcessBuilder("sh", "-c", "kill " + next.pid()).start().waitFor();
                assertEquals(143, exit(next));
            }
            told(server, Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.CANCELLED);
            assertEquals(
                    "acp-s1", server.events().getFirst().task().orElseThrow().text());
            assertTrue(server.events().stream()
                    .anyMatch(event -> event.fact() instanceof Fact.TaskOpened opened
                            && opened.name().equals(Optional.of("Fix the build"))));
        }
    }

    private static void told(TestServer server, Outcome... outcomes) {
        await("it is told")
                .atMost(Duration.ofMinutes(1))
                .until(() -> outcomes(server.events()).equals(List.of(outcomes)));
    }

    private static List<Outcome> outcomes(List<Event> events) {
        return events.stream()
                .flatMap(event -> event.fact() instanceof Fact.RunEnded ended
                        ? java.util.stream.Stream.of(ended.outcome())
                        : null)
                .toList();
    }

    private static int exit(Process process) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("it has not ended");
        }
        return process.exitValue();
    }
}
