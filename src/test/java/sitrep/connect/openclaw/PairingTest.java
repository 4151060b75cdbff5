package sitrep.connect.openclaw;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sitrep.config.GatewaySettings;
import sitrep.connect.openclaw.line.GatewayQuestion;
import sitrep.connect.openclaw.line.ScriptedGateway;
import sitrep.core.event.Fact;
import sitrep.core.source.Connection.State;
import sitrep.core.source.Source.Word;

/** How a connector and a gateway come to know each other, and what is asked for. */
class PairingTest {
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

    private String shown(int contact) {
        var asked = gateway.asked.stream()
                .filter(it -> it.path("method").asString().equals("connect"))
                .toList();
        return String.join(",", asked.get(contact).path("params").path("auth").propertyNames());
    }

    @Test
    void aStockGatewayOfThisMachineIsFoundAndPairedWithNothingButItsOwnSettings() throws IOException {
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
            assertEquals("openclaw@local", observer.connection().source());
            assertEquals(gateway.url(), observer.connection().where().orElseThrow());
            assertEquals("2026.9.6", observer.connection().version().orElseThrow());
            until(() -> observer.said(Fact.SourceSeen.class) == 1);
            assertEquals("token", shown(0));
        }
        for (var file : Set.of("device.json", "gateway-local.json")) {
            var path = folder.resolve("openclaw").resolve(file);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)), file);
        }
        assertFalse(
                Files.readString(folder.resolve("openclaw/gateway-local.json")).contains(ScriptedGateway.TOKEN));
    }

    @Test
    void afterPairingTheTokenThatTheGatewayGaveIsShownAndTheSharedOneIsNot() {
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
        }
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
        }
        assertEquals("token", shown(0));
        assertEquals("deviceToken", shown(1));
        var devices = gateway.asked.stream()
                .filter(it -> it.path("method").asString().equals("connect"))
                .map(it -> it.path("params").path("device").path("id").asString())
                .distinct();
        assertEquals(1, devices.count(), "it is the same device after a restart");
    }

    @Test
    void aTokenThatBecameVoidIsForgottenAndTheSharedOneIsShownAgain() {
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
            gateway.revoke();
            gateway.breakAll();
            until(() -> gateway.count("connect") == 3);
            observer.awaitWord(Word.LIVE);
            assertEquals("deviceToken", shown(1));
            assertEquals("token", shown(2));
        }
    }

    @Test
    void aTokenIsNotShownToAnotherGatewayThanTheOneThatGaveIt() throws IOException {
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
            try (var other = new ScriptedGateway()) {
                Observer.settle(folder, other.port(), ScriptedGateway.TOKEN);
                gateway.close();
                until(() -> other.count("connect") == 1);
                var auth = other.asked.getFirst().path("params").path("auth");
                assertEquals("[token]", auth.propertyNames().toString());
            }
        }
    }

    @Test
    void nothingIsEverAskedButWhatReads() {
        try (var observer = Observer.local(folder, new GatewaySettings.Scopes(true, true))) {
            gateway.answers.put("sessions.list", "{\"sessions\":[{\"key\":\"agent:main:a\",\"hasActiveRun\":true}]}");
            observer.awaitWord(Word.LIVE);
            until(() -> gateway.methods().containsAll(GatewayQuestion.methods()));
        }
        var closed = Set.of(
                "connect",
                "sessions.subscribe",
                "sessions.list",
                "sessions.messages.subscribe",
                "tasks.list",
                "cron.list",
                "chat.history",
                "question.list",
                "exec.approval.list");
        assertEquals(new TreeSet<>(closed), new TreeSet<>(gateway.methods()));
        assertEquals(closed, GatewayQuestion.methods());
        gateway.asked.stream()
                .filter(it -> it.path("method").asString().equals("connect"))
                .forEach(it -> it.path("params")
                        .path("scopes")
                        .forEach(scope -> assertTrue(
                                Set.of("operator.read", "operator.approvals", "operator.questions")
                                        .contains(scope.asString()),
                                scope::asString)));
    }

    @Test
    void withoutTheOperatorsWishNothingButReadingIsAskedFor() {
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
            until(() -> gateway.count("cron.list") == 1);
            var scopes = gateway.asked.getFirst().path("params").path("scopes");
            assertEquals("[\"operator.read\"]", scopes.toString());
            assertEquals(0, gateway.count("question.list") + gateway.count("exec.approval.list"));
            assertEquals(3, observer.connection().sight().misses().size());
        }
    }

    @Test
    void moreScopesAreAskedForWithTheSharedTokenBecauseTheOldOneDoesNotAllowThem() {
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.LIVE);
        }
        try (var observer = Observer.local(folder, new GatewaySettings.Scopes(true, false))) {
            observer.awaitWord(Word.LIVE);
            assertEquals("token", shown(1));
            assertTrue(observer.connection().sight().sees().toString().contains("until when an approval can be given"));
        }
    }

    @Test
    void aWrongTokenIsToldWithWhatToDoAndTakenBackWhenItIsSetRight() {
        Observer.settle(folder, gateway.port(), "another");
        try (var observer = Observer.local(folder)) {
            observer.awaitWord(Word.REFUSED);
            var refused =
                    assertInstanceOf(State.Refused.class, observer.connection().state());
            assertEquals("the token is not the gateway's", refused.why());
            assertTrue(refused.remedy().contains("SITREP_OPENCLAW_TOKEN"), refused.remedy());
            var tries = gateway.count("connect");
            assertTrue(tries <= 2, "a gateway that refuses is not asked again and again: " + tries);
            Observer.settle(folder, gateway.port(), ScriptedGateway.TOKEN);
            observer.awaitWord(Word.LIVE);
        }
    }

    @Test
    void aGatewayOnAnotherMachineGetsItsTokenFromItsVariable() {
        var environment = Map.of("SITREP_OPENCLAW_TOKEN_OFFICE", ScriptedGateway.TOKEN, "SITREP_OPENCLAW_TOKEN", "no");
        try (var observer = Observer.of(folder, "office=" + gateway.url(), environment)) {
            observer.awaitWord(Word.LIVE);
            assertEquals("openclaw@office", observer.connection().source());
        }
    }
}
