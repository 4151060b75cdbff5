package sitrep.openclaw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Work that is interrupted, refused, stopped or simply too much, at two gateways as onboarding leaves them: at each
 * moment the board says what the table in docs/connectors/openclaw.md says. Several scenarios go on at once, each in a
 * session of its own.
 */
class LiveTroubleTest {
    /** Fewer than the eight turns that such a gateway takes up at once on a small machine. */
    private static final int AT_ONCE = 4;

    private static final int LONGEST_MIN = 40;
    private static final Kept KEPT = new Kept("openclaw-live-trouble.md");
    private static final CountDownLatch YARD_IS_FREE = new CountDownLatch(1);

    private interface Scenario {
        void play() throws Exception;
    }

    @TempDir
    private static Path folder;

    private static Laboratory desk;
    private static Laboratory yard;
    private static Watched board;

    @BeforeAll
    static void openTheDeskAndTheYard() throws Exception {
        var other = CompletableFuture.supplyAsync(() -> laboratory("yard", Setup.STOCK));
        desk = laboratory("desk", Setup.IMPATIENT);
        yard = other.get(LONGEST_MIN, TimeUnit.MINUTES);
        board = new Watched(
                Files.createDirectory(folder.resolve("data")),
                KEPT,
                Map.of("desk", desk.gateway, "yard", yard.gateway));
        board.isConnected("openclaw@desk");
        board.isConnected("openclaw@yard");
    }

    private static Laboratory laboratory(String name, Setup setup) {
        var laboratory = new Laboratory(folder.resolve(name), setup, TroubleWork::scripts, Duration.ZERO);
        laboratory.standIn("mvn", "npm", "curl", "git", "journalctl");
        laboratory.warmUp();
        return laboratory;
    }

    @AfterAll
    static void end() throws Exception {
        for (var open : new AutoCloseable[] {board, yard, desk}) {
            if (open != null) open.close();
        }
    }

    /** What the board then shows of work that was interrupted so. */
    private static final Map<String, String> AFTER = Map.of(
            "/stop", "stopped",
            "/new", "begun anew",
            "sessions.reset", "reset",
            "sessions.delete", "deleted");

    /** All begin at once or as soon as there is room, and each is a test of its own. */
    @TestFactory
    Stream<DynamicTest> scenarios() {
        var all = new LinkedHashMap<String, Scenario>();
        all.put("an approval that expires", LiveTroubleTest::anApprovalThatExpires);
        all.put("a gateway that dies and comes back", LiveTroubleTest::aGatewayThatDiesAndComesBack);
        all.put("a refusal that is tried again, and one that is not", LiveTroubleTest::aRefusalThatIsTriedAgain);
        all.put("two askers at once in one session", LiveTroubleTest::twoAskAtOnceInOneSession);
        all.put("a command of a child fails in the background", LiveTroubleTest::aCommandOfAChildFails);
        all.put("a child ends while its parent is busy", LiveTroubleTest::aChildEndsWhileItsParentIsBusy);
        all.put("a loud log", LiveTroubleTest::aLoudLog);
        all.put("a conversation that is compacted", LiveTroubleTest::aConversationThatIsCompacted);
        all.put("a job that is due while it runs", LiveTroubleTest::aJobThatIsDueWhileItRuns);
        all.put("a job that is removed while it runs", LiveTroubleTest::aJobThatIsRemovedWhileItRuns);
        all.put("/stop", interrupted("/stop", "shelf", TroubleWork.SHELF, "it runs", "/stop"));
        all.put(
                "/stop with a child",
                interrupted("/stop, with a child", "floor", TroubleWork.FLOOR, "the child works", "/stop"));
        all.put("/new", interrupted("/new", "door", TroubleWork.DOOR, "it runs", "/new"));
        all.put(
                "/new with a child",
                interrupted("/new, with a child", "roof", TroubleWork.ROOF, "the child works", "/new"));
        all.put("reset", interrupted("reset", "wall", TroubleWork.WALL, "it runs", "sessions.reset"));
        all.put("delete", interrupted("delete", "fence", TroubleWork.FENCE, "it runs", "sessions.delete"));
        var atOnce = Executors.newFixedThreadPool(AT_ONCE);
        var inTheYard = Executors.newSingleThreadExecutor();
        var begun = new LinkedHashMap<String, Future<?>>();
        all.forEach((name, scenario) -> begun.put(name, begin(scenario, atOnce)));
        begun.put("30 sub-agents with the same command", begin(LiveTroubleTest::thirtySubAgents, inTheYard));
        return begun.entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> await(each.getValue())))
                .onClose(atOnce::shutdownNow)
                .onClose(inTheYard::shutdownNow);
    }

    private static void await(Future<?> scenario) throws Throwable {
        try {
            scenario.get(LONGEST_MIN, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }

    private static Future<?> begin(Scenario scenario, ExecutorService atOnce) {
        return atOnce.submit(() -> {
            scenario.play();
            return true;
        });
    }

    /** The second is to wait for its turn: the gateway says that it does by the bare end of its chat. */
    private static void twoAskAtOnceInOneSession() throws Exception {
        var kept = desk.operator.next(
                "chat",
                told -> told.path("sessionKey").asString("").equals("agent:main:post")
                        && told.path("state").asString("").equals("final"));
        desk.operator.chat("agent:main:post", TroubleWork.PARCELS);
        desk.operator.chatAfterwards("agent:main:post", TroubleWork.COURIER);
        kept.get(LONGEST_MIN, TimeUnit.MINUTES);
        board.shows("two askers", "the first works", TroubleWork.PARCELS);
        desk.gates.open("parcels");
        board.shows("two askers", "the first is answered", TroubleWork.PARCELS);
        board.shows("two askers", "the second works", TroubleWork.COURIER);
        desk.gates.open("courier");
        board.shows("two askers", "the second is answered", TroubleWork.COURIER);
    }

    private static void aCommandOfAChildFails() {
        desk.operator.chat("agent:main:app", TroubleWork.APP);
        board.shows("a child's command fails", "it runs on", TroubleWork.APP);
        desk.gates.openToFailure("compile");
        board.shows("a child's command fails", "it failed", TroubleWork.APP);
    }

    private static void aChildEndsWhileItsParentIsBusy() {
        desk.operator.chat("agent:main:hall", TroubleWork.HALL);
        board.shows("child ends, parent busy", "both work", TroubleWork.HALL);
        desk.gates.open("chairs");
        board.shows("child ends, parent busy", "the child is done", TroubleWork.HALL);
        desk.gates.open("lights");
        board.shows("child ends, parent busy", "told", TroubleWork.HALL);
    }

    private static void aLoudLog() {
        desk.gates.saysFirst("loud", "\u001b[31mERROR\u001b[0m \u202eهادئ 12\r\n".repeat(40_000));
        desk.operator.chat("agent:main:logs", TroubleWork.LOGS);
        board.shows("loud output", "it runs", TroubleWork.LOGS);
        desk.gates.open("loud");
        board.shows("loud output", "answered", TroubleWork.LOGS);
    }

    private static void aRefusalThatIsTriedAgain() {
        desk.operator.chat("agent:cashier:till", TroubleWork.TILL);
        board.shows("429, then 401", "tried again", TroubleWork.TILL);
        desk.gates.open("no-more-429");
        board.shows("429, then 401", "refused", TroubleWork.TILL);
    }

    private static void aConversationThatIsCompacted() throws Exception {
        for (var part = 1; part <= TroubleWork.PARTS; part++) {
            var file = desk.gateway.workspace().resolve("archive-" + part + ".txt");
            Files.writeString(file, "A year of the shop, told at some length.\n".repeat(1_000));
        }
        desk.operator.chat("agent:main:archive", TroubleWork.ARCHIVE);
        desk.gates.reached("summed-up");
        board.shows("compaction", "it is compacted", TroubleWork.ARCHIVE);
        desk.gates.open("compacting");
        desk.gates.open("summed-up");
        board.shows("compaction", "answered", TroubleWork.ARCHIVE);
    }

    private static void aJobThatIsDueWhileItRuns() {
        var job = desk.operator.schedule(TroubleWork.LEDGER, TroubleWork.LEDGER_PROMPT);
        desk.operator.run(job);
        board.shows("cron overlap", "it runs", TroubleWork.LEDGER);
        desk.operator.run(job);
        board.shows("cron overlap", "due again", TroubleWork.LEDGER);
        desk.gates.open("ledger");
        board.shows("cron overlap", "done", TroubleWork.LEDGER);
        assertEquals(1, board.count(TroubleWork.LEDGER));
    }

    private static void aJobThatIsRemovedWhileItRuns() {
        var job = desk.operator.schedule(TroubleWork.PRICES, TroubleWork.PRICES_PROMPT);
        desk.operator.run(job);
        board.shows("cron removed", "it runs", TroubleWork.PRICES);
        desk.operator.ask("cron.remove", "{\"id\":\"%s\"}".formatted(job));
        board.shows("cron removed", "removed", TroubleWork.PRICES);
    }

    /** Work that somebody interrupts by a word in its session, or by a request of the operator. */
    private static Scenario interrupted(String scenario, String session, String work, String runs, String by) {
        return () -> {
            var key = "agent:main:" + session;
            desk.operator.chat(key, work);
            board.shows(scenario, runs, work);
            if (by.startsWith("/")) desk.operator.chat(key, by);
            else desk.operator.ask(by, "{\"key\":\"%s\"}".formatted(key));
            board.shows(scenario, AFTER.get(by), work);
        };
    }

    /** They keep a gateway busy for minutes, so they are sent off where all else is done. */
    private static void thirtySubAgents() throws InterruptedException {
        YARD_IS_FREE.await();
        try (var operator = yard.gateway.operator()) {
            operator.chat("agent:main:fair", TroubleWork.FAIR);
        }
        board.shows("30 sub-agents", "they work", TroubleWork.FAIR);
        var all = board.until(TroubleWork.FAIR, LiveTroubleTest::allTestersWork);
        assertTrue(all.filter(LiveTroubleTest::allTestersWork).isPresent(), "not all 25 commands are seen: " + all);
        yard.gates.open("test");
        board.shows("30 sub-agents", "told", TroubleWork.FAIR);
    }

    private static boolean allTestersWork(JsonNode task) {
        return StreamSupport.stream(task.path("runs").spliterator(), false)
                        .filter(run -> run.path("label").asString("").startsWith("npm test"))
                        .count()
                == TroubleWork.LEADS * TroubleWork.LEADS;
    }

    private static void anApprovalThatExpires() {
        desk.operator.chat("agent:careful:firmware", TroubleWork.FIRMWARE);
        board.shows("approval expired", "asked", TroubleWork.FIRMWARE);
        board.shows("approval expired", "expired", TroubleWork.FIRMWARE);
    }

    private static void aGatewayThatDiesAndComesBack() {
        try {
            diesAndComesBack();
        } finally {
            YARD_IS_FREE.countDown();
        }
    }

    private static void diesAndComesBack() {
        yard.operator.chat("agent:main:mill", TroubleWork.MILL);
        yard.operator.chat("agent:main:barn", TroubleWork.BARN);
        yard.operator.chat("agent:main:sofa", TroubleWork.SOFA);
        board.shows("restart", "the turn works", TroubleWork.MILL);
        board.shows("restart", "the child works", TroubleWork.BARN);
        board.shows("restart", "the question waits", TroubleWork.SOFA);
        yard.gateway.kill();
        assertTrue(board.isLost("openclaw@yard"), "the board does not say that contact with the yard is lost");
        board.shows("restart", "no contact, turn", TroubleWork.MILL);
        board.shows("restart", "no contact, child", TroubleWork.BARN);
        board.shows("restart", "no contact, question", TroubleWork.SOFA);
        yard.gateway.restart();
        board.isConnected("openclaw@yard");
        board.shows("restart", "back, turn", TroubleWork.MILL);
        board.shows("restart", "back, child", TroubleWork.BARN);
        board.shows("restart", "back, question", TroubleWork.SOFA);
    }
}
