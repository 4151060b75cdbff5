package sitrep.connect.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.outbox.TestServer.Answer;
import sitrep.core.event.Event;
import sitrep.core.event.Fact;
import sitrep.core.event.Progress;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.json.EventJson;

class SpoolTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path data;

    @Test
    void eventsArriveInOrderAsLinesOfCloudEvents() {
        try (var server = new TestServer()) {
            var spool = open("a", server);
            spool.put(events(1, 3));
            spool.put(events(4, 3));
            spool.close();
            assertEquals(events(1, 6), server.events());
            var request = server.requests().getFirst();
            assertEquals("/api/v1/events", request.path());
            assertEquals("application/x-ndjson", request.type());
            assertEquals("Bearer s3cret", request.authorization());
            assertEquals(new Spool.Tally(6, 0, 0), spool.tally());
            assertEquals(List.of(), leftovers());
        }
    }

    @Test
    void whileTheServerIsAwayEventsWaitOnDiskAndTheNextProcessDeliversThem() {
        var port = TestServer.closedPort();
        var spool = open("a", new HttpDelivery(TestServer.uri(port), Optional.empty()));
        spool.put(events(1, 3));
        var took = timed(spool::close);
        assertTrue(took.toMillis() < 900, "a closed port is no reason to wait: " + took);
        assertEquals(List.of("a"), leftovers());
        try (var server = new TestServer(port);
                var next = open("b", server)) {
            next.put(events(4, 1));
            await().untilAsserted(() -> assertEquals(4, server.events().size()));
            await().untilAsserted(() -> assertEquals(List.of("b"), leftovers()));
            assertEquals(events(4, 1), server.events().subList(0, 1), "one's own events come first");
            assertEquals(events(1, 3), server.events().subList(1, 4));
        }
        assertEquals(List.of(), leftovers());
    }

    @Test
    void whatDeadProcessesLeftCanBeDeliveredAtOnce() throws IOException {
        for (var name : List.of("a", "b")) {
            var spool = open(name, new HttpDelivery(TestServer.uri(TestServer.closedPort()), Optional.empty()));
            spool.put(events(name.equals("a") ? 1 : 3, 2));
            spool.close();
        }
        assertFalse(Spool.deliverLeftovers(outbox(), delivery(TestServer.closedPort())));
        try (var server = new TestServer()) {
            assertTrue(Spool.deliverLeftovers(outbox(), new HttpDelivery(server.uri(), Optional.empty())));
            assertEquals(events(1, 4), server.events());
        }
        assertEquals(List.of(), leftovers());
        assertTrue(Spool.deliverLeftovers(data.resolve("nowhere"), delivery(1)));
    }

    @Test
    void aServerThatComesBackGetsWhatItMissed() {
        var tries = new AtomicInteger();
        try (var server = new TestServer()
                .answering(request -> tries.incrementAndGet() < 3
                        ? new Answer(503, "{\"title\":\"busy\"}")
                        : TestServer.takeAll(request))) {
            try (var spool = open("a", server)) {
                spool.put(events(1, 2));
                await().untilAsserted(() -> assertEquals(events(1, 2), server.events()));
            }
        }
    }

    @Test
    void aServerThatNeverAnswersHoldsUpNeitherTheWorkNorMuchOfTheEnd() {
        var never = new CountDownLatch(1);
        try (var server = new TestServer().answering(request -> held(never, request))) {
            var spool = open("a", server);
            assertTrue(timed(() -> IntStream.range(0, 1_000).forEach(n -> spool.put(events(n, 1))))
                            .toMillis()
                    < 500);
            var took = timed(spool::close);
            assertTrue(took.toMillis() < 3_000, "took " + took);
            never.countDown();
        }
    }

    @Test
    void whatTheServerRefusesIsCountedAndNotSentAgain() {
        try (var server = new TestServer()
                .answering(_ -> new Answer(202, "{\"accepted\":2,\"duplicate\":0,\"refused\":1,\"items\":[]}"))) {
            var spool = open("a", server);
            spool.put(events(1, 3));
            spool.close();
            assertEquals(new Spool.Tally(2, 1, 0), spool.tally());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void whenAllAreRefusedAllAreCounted() {
        try (var server = new TestServer().answering(_ -> new Answer(422, "{\"title\":\"all refused\"}"))) {
            var spool = open("a", server);
            spool.put(events(1, 3));
            spool.close();
            assertEquals(new Spool.Tally(0, 3, 0), spool.tally());
            assertEquals(List.of(), leftovers());
        }
    }

    @Test
    void oneLineThatCannotBeReadDoesNotStopTheOthers() {
        try (var server = new TestServer()
                .answering(request -> request.lines().stream().anyMatch(line -> line.contains("event 5\""))
                        ? new Answer(400, "{\"title\":\"not JSON\"}")
                        : TestServer.takeAll(request))) {
            var spool = open("a", server);
            spool.put(events(1, 9));
            spool.close();
            assertEquals(new Spool.Tally(8, 1, 0), spool.tally());
            assertEquals(8, server.events().size());
        }
    }

    @Test
    void anotherServerAtThatAddressHasNotTakenThem() {
        try (var server = new TestServer().answering(_ -> new Answer(200, "<html>"))) {
            var spool = open("a", server);
            spool.put(events(1, 1));
            spool.close();
            assertEquals(new Spool.Tally(0, 0, 0), spool.tally());
            assertEquals(List.of("a"), leftovers());
        }
    }

    @Test
    void heartbeatsAreSentButNeverKept() throws IOException {
        try (var server = new TestServer()) {
            try (var spool = open("a", server)) {
                spool.put(List.of(heartbeat(1)));
                await().untilAsserted(() -> assertEquals(List.of(heartbeat(1)), server.events()));
            }
        }
        var spool = open("b", delivery(TestServer.closedPort()));
        spool.put(List.of(heartbeat(2)));
        spool.put(events(3, 1));
        spool.close();
        assertEquals(List.of(text(events(3, 1).getFirst())), Files.readAllLines(outbox().resolve("b/000001.ndjson")));
    }

    @Test
    void damagedLinesArePassedOver() throws IOException {
        var folder = Files.createDirectories(outbox().resolve("a"));
        var good = events(1, 2).stream().map(SpoolTest::text).toList();
        Files.writeString(
                folder.resolve("000001.ndjson"),
                good.getFirst() + "\n\0\0garbage\n\n{\"half\":\n" + good.getLast() + "\n{\"torn\":\"of");
        try (var server = new TestServer()) {
            assertTrue(Spool.deliverLeftovers(outbox(), new HttpDelivery(server.uri(), Optional.empty())));
            assertEquals(events(1, 2), server.events());
        }
        assertEquals(List.of(), leftovers());
    }

    @Test
    void theSpoolOfALivingProcessIsLeftAlone() throws IOException {
        try (var server = new TestServer()) {
            var living = open("a", delivery(TestServer.closedPort()));
            living.put(events(1, 1));
            await().until(() -> Files.exists(outbox().resolve("a/000001.ndjson")));
            assertTrue(Spool.deliverLeftovers(outbox(), new HttpDelivery(server.uri(), Optional.empty())));
            assertEquals(List.of(), server.events());
            living.close();
            assertTrue(Spool.deliverLeftovers(outbox(), new HttpDelivery(server.uri(), Optional.empty())));
            assertEquals(events(1, 1), server.events());
        }
    }

    @Test
    void whereTheDiskCannotBeWrittenEventsAreDeliveredFromMemory() throws IOException {
        Files.writeString(outbox(), "a file, not a folder");
        try (var server = new TestServer()) {
            var spool = open("a", server);
            spool.put(events(1, 3));
            spool.close();
            assertEquals(events(1, 3), server.events());
        }
    }

    @Test
    void onlyTheOwnerMayReadTheOutbox() throws IOException {
        open("a", delivery(TestServer.closedPort())).close();
        assertEquals(
                "rwx------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(outbox())));
    }

    private Path outbox() {
        return data.resolve("outbox");
    }

    private Spool open(String name, TestServer server) {
        return open(name, new HttpDelivery(server.uri(), Optional.of("s3cret")));
    }

    private Spool open(String name, Delivery delivery) {
        return Spool.open(
                outbox(),
                name,
                delivery,
                EventJson::encode,
                Thread.ofPlatform().daemon().factory());
    }

    private static Delivery delivery(int port) {
        return new HttpDelivery(TestServer.uri(port), Optional.empty());
    }

    private List<String> leftovers() {
        try (var folders = Files.list(outbox())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Answer held(CountDownLatch latch, TestServer.Request request) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return TestServer.takeAll(request);
    }

    private static Duration timed(Runnable code) {
        var start = System.nanoTime();
        code.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static List<Event> events(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(n -> event(
                        n,
                        new Fact.RunAdvanced(
                                RunId.MAIN, Optional.empty(), Optional.of("event " + n), Optional.<Progress>empty())))
                .toList();
    }

    private static Event heartbeat(int n) {
        return event(n, new Fact.RunAdvanced(RunId.MAIN, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Event event(int n, Fact fact) {
        return new Event(new Event.Key("test", "e" + n), Optional.of(new TaskId("t")), NOON, NOON, fact);
    }

    private static String text(Event event) {
        return new String(EventJson.encode(event), StandardCharsets.UTF_8);
    }
}
