package sitrep.connect.openclaw;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.connect.openclaw.line.GatewayMessage;
import sitrep.connect.openclaw.line.GatewayWire;
import sitrep.connect.openclaw.line.ScriptedGateway;
import sitrep.connect.openclaw.meaning.Office;
import sitrep.core.event.Fact;
import sitrep.core.source.Connection.State;
import sitrep.core.source.Source.Word;

/** A connector reads what comes, asks what it may have missed, and comes back when contact is lost. */
class GatewayConnectorTest {
    private static final String STARTING = """
            {"code":"UNAVAILABLE","retryable":true,"retryAfterMs":1000,"details":{"reason":"startup-sidecars"}}""";

    @TempDir
    Path folder;

    private ScriptedGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new ScriptedGateway();
        Observer.settle(folder, gateway.port(), ScriptedGateway.TOKEN);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
    }

    private static void until(Callable<Boolean> condition) {
        await().until(condition);
    }

    @Test
    void whatCannotBeUnderstoodCostsItselfAndNothingElse() {
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
            gateway.pushRaw("{\"type\":\"event\",");
            gateway.pushRaw("[]");
            gateway.pushRaw("{\"type\":\"event\",\"payload\":{}}");
            gateway.pushRaw("{\"type\":\"res\",\"id\":\"nobody-asked\",\"ok\":true}");
            gateway.pushRaw(
                    "{\"type\":\"event\",\"event\":\"x\",\"payload\":\"" + "y".repeat(GatewayMessage.LONGEST) + "\"}");
            gateway.pushBinary(new byte[] {1, 2, 3});
            gateway.push("of.another.time", "{\"a\":1}");
            observer.awaitSkipped("message: not JSON", 1);
            observer.awaitSkipped("message: neither event nor answer", 1);
            observer.awaitSkipped("event: no name", 1);
            observer.awaitSkipped("answer: to nothing that was asked", 1);
            observer.awaitSkipped("message: longer than " + GatewayMessage.LONGEST + " characters", 1);
            observer.awaitSkipped("message: not text", 1);
            assertEquals(Word.LIVE, observer.word());
            assertEquals(1, gateway.count("connect"));
        }
    }

    @Test
    void whatIsRefusedAtTheDoorIsCountedByItsReason() {
        gateway.answers.put("tasks.list", "{\"tasks\":[%s]}".formatted(row("one")));
        try (var observer = Observer.local(folder)) {
            observer.refuses = Optional.of("exec:one");
            observer.awaitSkipped("event: its block is out of bounds", 1);
            assertEquals(Word.LIVE, observer.word());
        }
    }

    @Test
    void aGapInTheNumbersIsNoticedAndHowThingsStandIsAskedAtOnce() {
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
            until(() -> gateway.count("tasks.list") == 2 && gateway.count("sessions.list") == 2);
            gateway.push("tick", "{}");
            gateway.leaveOut(5);
            gateway.push("tick", "{}");
            until(() -> gateway.count("tasks.list") == 4 && gateway.count("sessions.list") == 3);
            assertEquals(5, observer.connection().traffic().dropped());
            assertEquals(1, gateway.count("connect"));
        }
    }

    @Test
    void aListOfSeveralPagesIsReadToItsEnd() {
        var row = "{\"tasks\":[%s]%s}";
        gateway.answers.put("tasks.list", row.formatted(row("one"), ",\"nextCursor\":\"second\""));
        gateway.pages.put("second", row.formatted(row("two"), ",\"nextCursor\":\"third\""));
        gateway.pages.put("third", row.formatted(row("three"), ""));
        try (var observer = Observer.local(folder)) {
            until(() -> observer.events.stream()
                            .flatMap(event -> event.task().stream())
                            .distinct()
                            .count()
                    == 3);
            assertEquals(4, gateway.count("tasks.list"), "only what goes on is asked for to its end");
        }
    }

    private static String row(String slug) {
        return Office.process(slug).replace('\'', '"');
    }

    @Test
    void aListThatTakesLongHoldsUpNoEvent() {
        gateway.silentOn.add("sessions.list");
        gateway.silentOn.add("tasks.list");
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
            until(() -> gateway.count("cron.list") == 1);
            var before = observer.connection().traffic().received();
            gateway.push("tick", "{}");
            until(() -> observer.connection().traffic().received() > before);
            assertEquals(2, gateway.count("tasks.list"), "a question is not asked again before it is answered");
        }
    }

    /** A connector whose first event cannot be given in, so that all that comes has to wait. */
    private Observer stuck() {
        gateway.refusal = Optional.of(STARTING);
        var observer = Observer.local(folder);
        observer.awaitWord(Word.BLIND);
        observer.isBusy = true;
        gateway.refusal = Optional.empty();
        until(() -> gateway.guests() == 1);
        return observer;
    }

    @Test
    void whileNothingCanBeTakenInMessagesWaitAndNoneIsLost() {
        try (var observer = stuck()) {
            for (var i = 0; i < 5_000; i++) gateway.push("tick", "{}");
            observer.isBusy = false;
            until(() -> observer.connection().traffic().received() >= 5_000);
            until(() -> gateway.count("cron.list") == 1);
            assertEquals(0, observer.connection().traffic().dropped());
            assertEquals(1, observer.said(Fact.SourceSeen.class));
        }
    }

    @Test
    void whatDoesNotFitTheQueueIsDroppedAndHowThingsStandIsAskedAnew() {
        try (var observer = stuck()) {
            for (var i = 0; i < GatewayWire.MESSAGES + 5_000; i++) gateway.push("tick", "{}");
            observer.isBusy = false;
            until(() -> observer.connection().traffic().dropped() > 0);
            until(() -> gateway.count("tasks.list") >= 4);
            observer.awaitWord(Word.LIVE);
            assertEquals(1, observer.connection().traffic().contacts());
        }
    }

    @Test
    void aGatewayThatIsLostIsSaidOnceAndFoundAgainThoughItIsAnotherStart() throws IOException {
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
            var port = gateway.port();
            gateway.close();
            observer.awaitWord(Word.BLIND);
            until(() -> assertInstanceOf(
                            State.Blind.class, observer.connection().state())
                    .why()
                    .equals("connection refused"));
            var since = assertInstanceOf(
                            State.Blind.class, observer.connection().state())
                    .since();
            until(() -> observer.said(Fact.SourceLost.class) == 1);
            var told = observer.events.stream()
                    .filter(event -> event.fact() instanceof Fact.SourceLost)
                    .findFirst()
                    .orElseThrow();
            assertEquals(since, told.at(), "the board and the list of sources tell one time");
            try (var again = new ScriptedGateway(port)) {
                again.boot = "boot-2";
                observer.awaitWord(Word.LIVE);
                until(() -> observer.said(Fact.SourceSeen.class) == 2);
                assertEquals(1, observer.said(Fact.SourceLost.class));
                assertEquals(2, observer.connection().traffic().contacts());
            }
        }
    }

    @Test
    void aGatewayThatSaysNothingAnyMoreIsLostThoughItsConnectionStands() {
        gateway.tickMillis = 1_000;
        try (var observer = Observer.local(folder)) {
            until(() -> observer.said(Fact.SourceLost.class) >= 1);
            var lost = observer.events.stream()
                    .map(event -> event.fact() instanceof Fact.SourceLost(var why) ? why.orElse("") : "")
                    .filter(why -> !why.isEmpty())
                    .findFirst();
            assertTrue(lost.orElseThrow().startsWith("nothing came for "), lost.get());
        }
    }

    @Test
    void aGatewayThatBeginsLaterIsFoundToo() throws IOException {
        var port = gateway.port();
        gateway.close();
        Files.delete(folder.resolve(".openclaw/openclaw.json"));
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.ABSENT);
            var absent =
                    assertInstanceOf(State.Absent.class, observer.connection().state());
            assertEquals("there is no ~/.openclaw/openclaw.json", absent.why());
            Observer.settle(folder, port, ScriptedGateway.TOKEN);
            observer.awaitWord(Word.BLIND);
            assertEquals(0, observer.said(Fact.SourceLost.class), "nobody misses what never was there");
            try (var late = new ScriptedGateway(port)) {
                observer.awaitWord(Word.LIVE);
                assertEquals(1, late.count("connect"));
            }
        }
    }

    @Test
    void aGatewayThatWasNamedIsMissedFromTheStart() throws IOException {
        gateway.close();
        try (var observer = Observer.of(folder, "office=" + gateway.url(), Map.of())) {
            until(() -> observer.said(Fact.SourceLost.class) == 1);
            assertEquals("openclaw@office", observer.events.getFirst().key().source());
            assertEquals(Word.BLIND, observer.word());
        }
    }

    @Test
    void aGatewayThatStartsIsWaitedForWithoutAnAlarm() {
        gateway.refusal = Optional.of(STARTING);
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.BLIND);
            assertEquals(
                    "the gateway is starting",
                    assertInstanceOf(State.Blind.class, observer.connection().state())
                            .why());
            gateway.refusal = Optional.empty();
            observer.awaitWord(Word.LIVE);
        }
    }

    @Test
    void whoeverAnswersThereButIsNoGatewayIsToldApart() throws IOException {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var web = new Web(HttpServer.create(loopback, 0));
                var observer = Observer.of(folder, "ws://127.0.0.1:" + web.port(), Map.of())) {
            observer.awaitWord(Word.BLIND);
            assertEquals(
                    "what answers there is not a gateway (HTTP status 404)",
                    assertInstanceOf(State.Blind.class, observer.connection().state())
                            .why());
        }
    }

    private record Web(HttpServer server) implements AutoCloseable {
        Web {
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
