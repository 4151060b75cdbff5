package sitrep.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.cli.StandIn;
import sitrep.cli.Typed;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WaitTest {
    private static final String TASK = "GET /api/v1/tasks/b";

    private final StandIn server = new StandIn();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "done, done, settled, 0",
        "done, failed, unreported, 5",
        "blocked, waiting_user, needs_you, 3",
        "blocked, waiting_approval, settled, 3",
        "blocked, stalled, stuck, 4",
        "blocked, waiting_dependency, stuck, 4",
        "blocked, done, unreported, 0",
        "any, failed, settled, 5",
        "any, waiting_user, needs_you, 3",
        "any, stalled, stuck, 4"
    })
    void whatIsSoAlreadyEndsItAtOnce(String until, String phase, String attention, int code) {
        server.give(TASK, task(phase, attention));
        assertEquals(code, Typed.at(server.url(), "wait", "b", "--until", until).code());
        assertEquals(1, server.asked().size());
    }

    @Test
    void itEndsWithTheChangeItWaitsFor() throws Exception {
        server.give(TASK, task("testing", "working"));
        var typed = waiting("wait", "b", "--until", "blocked");
        server.change(
                ": keep-alive\n\n" + changed("other", "done") + changed("b", "editing") + changed("b", "waiting_user"));
        assertEquals(new Typed(3, "! waiting user  Build  Which one?\n", ""), typed.get());
    }

    @Test
    void untilDoneABlockIsWaitedThrough() throws Exception {
        server.give(TASK, task("stalled", "stuck"));
        var typed = waiting("wait", "b", "--json");
        server.change(changed("b", "waiting_user") + changed("b", "testing") + changed("b", "done"));
        assertEquals(0, typed.get().code());
        assertTrue(typed.get().out().contains("\"phase\":\"done\""), typed.get().out());
    }

    @Test
    void aChangeBetweenAskingAndListeningIsNotMissed() throws Exception {
        server.give(TASK, task("testing", "working"));
        var typed = waiting("wait", "b");
        server.give(TASK, task("done", "unreported"));
        server.change("event: resync\ndata: {\"seq\":9}\n\n");
        assertEquals(0, typed.get().code());
    }

    @Test
    void aTaskThatJoinedAnotherIsWaitedForByItsNewName() throws Exception {
        server.give(TASK, task("testing", "working"));
        var typed = waiting("wait", "b");
        server.give(TASK, task("testing", "working").replace("\"b\"", "\"a\""));
        server.change("event: gone\ndata: {\"id\":\"b\",\"joined\":\"a\"}\n\n" + changed("b", "failed")
                + changed("a", "done"));
        assertEquals(0, typed.get().code());
    }

    @Test
    void aServerThatGoesAwayIsWaitedFor() throws Exception {
        server.give(TASK, task("testing", "working"));
        var typed = waiting("wait", "b");
        server.change(StandIn.HANG_UP);
        Awaitility.await().until(() -> streams() == 2);
        server.give(TASK, task("failed", "unreported"));
        server.change(StandIn.HANG_UP);
        assertEquals(5, typed.get().code());
    }

    @Test
    void theTimeIsOverWhenItIs() {
        server.give(TASK, task("testing", "working"));
        var typed = Typed.at(server.url(), "wait", "b", "--timeout", "1s");
        assertEquals(new Typed(124, "", "sitrep: 'b' did not get there within 1s.\n"), typed);
    }

    @Test
    void theTimeIsOverThoughTheServerNeverAnswers() throws Exception {
        try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var url = "http://127.0.0.1:" + mute.getLocalPort();
            assertEquals(124, Typed.at(url, "wait", "b", "--timeout", "1s").code());
        }
    }

    @Test
    void severalTasksAreDoneWhenTheLastIs() {
        server.give(TASK, task("done", "settled"));
        server.give("GET /api/v1/tasks/c", task("failed", "settled").replace("\"b\"", "\"c\""));
        assertEquals(0, Typed.at(server.url(), "wait", "b", "b").code());
        assertEquals(5, Typed.at(server.url(), "wait", "b", "c").code());
        server.give("GET /api/v1/tasks/c", task("testing", "working").replace("\"b\"", "\"c\""));
        assertEquals(
                124, Typed.at(server.url(), "wait", "b", "c", "--timeout", "1s").code());
        assertEquals(
                0, Typed.at(server.url(), "wait", "b", "c", "--until", "any").code());
    }

    @Test
    void whatCannotBeWaitedForIsSaid() {
        assertEquals(2, Typed.at(server.url(), "wait", "b", "--until", "dawn").code());
        assertEquals(2, Typed.at(server.url(), "wait", "b", "--timeout", "soon").code());
    }

    private CompletableFuture<Typed> waiting(String... words) {
        var typed = CompletableFuture.supplyAsync(() -> Typed.at(server.url(), words));
        Awaitility.await().until(() -> streams() == 1);
        return typed;
    }

    private long streams() {
        return server.asked().stream()
                .filter(it -> it.startsWith("GET /api/v1/changes"))
                .count();
    }

    private static String task(String phase, String attention) {
        return "{\"id\":\"b\",\"name\":\"Build\",\"phase\":\"" + phase + "\",\"attention\":\"" + attention + "\"}";
    }

    private static String changed(String id, String phase) {
        var block =
                phase.equals("waiting_user") ? ",\"block\":{\"text\":\"Which one?\"},\"attention\":\"needs_you\"" : "";
        return "id: 7\nevent: task\ndata: {\"id\":\"" + id + "\",\"name\":\"Build\",\"phase\":\"" + phase + "\"" + block
                + "}\n\n";
    }
}
