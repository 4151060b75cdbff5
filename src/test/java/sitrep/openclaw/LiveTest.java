package sitrep.openclaw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two real gateways, a whole Sitrep that observes both, and work of every kind: at each moment the board says what the
 * table in docs/connectors/openclaw.md says. Work waits at its gate until its test has looked.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveTest {
    private static final Duration LONGEST = Duration.ofMinutes(40);

    /** The clock of a second board, by which the silence of the hanging run is judged. */
    private static final Hurrying HURRYING = new Hurrying();

    @TempDir
    private static Path folder;

    /** {@code ./sitrep bench openclaw-live} shows what stands below its table. */
    private static final Kept KEPT = new Kept("openclaw-live.md");

    private static Laboratory office;
    private static Laboratory home;
    private static Watched board;
    private static Watched hasty;
    private static Delays delays;
    private static CompletableFuture<JsonNode> push;
    private static CompletableFuture<JsonNode> wipe;
    private static CompletableFuture<JsonNode> banner;

    @BeforeAll
    static void beginAllWork() throws Exception {
        var other = CompletableFuture.supplyAsync(() -> laboratory("home", Setup.BY_HAND));
        office = laboratory("office", Setup.STOCK);
        home = other.get(LONGEST.toMinutes(), TimeUnit.MINUTES);
        var gateways = Map.of("office", office.gateway, "home", home.gateway);
        board = new Watched(Files.createDirectory(folder.resolve("data")), KEPT, gateways);
        delays = new Delays(board.url());
        hasty = new Watched(
                Files.createDirectory(folder.resolve("hasty")), KEPT, HURRYING, Map.of("office", office.gateway));
        board.isConnected("openclaw@office");
        board.isConnected("openclaw@home");
        hasty.isConnected("openclaw@office");
        push = asked("exec.approval.requested", "git push");
        wipe = asked("exec.approval.requested", "shred");
        banner = asked("question.requested", "banner");
        office.gateway.putInFrontOfClerk(board.url(), Files.createDirectory(folder.resolve("outbox")), List.of());
        begin();
    }

    private static Laboratory laboratory(String name, Setup setup) {
        var place = folder.resolve(name);
        var laboratory = new Laboratory(place, setup, LiveWork::scripts, Duration.ZERO);
        laboratory.standIn("mvn", "npm", "curl", "git", "shred");
        laboratory.warmUp();
        return laboratory;
    }

    private static CompletableFuture<JsonNode> asked(String event, String about) {
        return office.operator
                .next(event, asked -> asked.toString().contains(about))
                .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    /** What may wait for its test as long as it likes. All else is begun by its test. */
    private static void begin() {
        office.operator.chat("agent:main:build", LiveWork.BUILD);
        office.operator.chat("agent:main:minutes", LiveWork.MINUTES);
        office.operator.chat("agent:careful:push", LiveWork.PUSH);
        office.operator.chat("agent:careful:wipe", LiveWork.WIPE);
        office.operator.chat("agent:main:banner", LiveWork.BANNER);
        office.operator.chat("agent:banker:bank", LiveWork.BANK);
        home.operator.chat("agent:main:lunch", LiveWork.LUNCH);
    }

    @AfterAll
    static void end() {
        if (delays != null) KEPT.row("\n" + delays.told());
        for (var open : List.<AutoCloseable>of(hasty, board, home, office)) {
            try {
                open.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void aPlainAnswer() {
        office.operator.chat("agent:main:answer", LiveWork.ANSWER);
        board.shows("plain answer", "the model thinks", LiveWork.ANSWER);
        office.gates.open("answer");
        board.shows("plain answer", "answered", LiveWork.ANSWER);
    }

    @Test
    void hangsAndTheirRecovery() {
        office.operator.chat("agent:main:query", LiveWork.QUERY);
        office.operator.chat("agent:main:novel", LiveWork.NOVEL);
        hasty.shows("hang", "the model thinks", LiveWork.QUERY);
        hasty.shows("hang mid-stream", "it writes", LiveWork.NOVEL);
        HURRYING.hurry();
        hasty.shows("hang", "silent for too long", LiveWork.QUERY);
        hasty.shows("hang mid-stream", "silent for too long", LiveWork.NOVEL);
        office.gates.open("query");
        office.gates.open("chapter-two");
        hasty.shows("hang", "recovered", LiveWork.QUERY);
        hasty.shows("hang mid-stream", "recovered", LiveWork.NOVEL);
    }

    @Test
    void aCommandInTheForeground() {
        office.operator.chat("agent:main:tests", LiveWork.TESTS);
        board.shows("foreground exec", "it runs", LiveWork.TESTS);
        office.gates.open("verify");
        board.shows("foreground exec", "answered", LiveWork.TESTS);
    }

    /** OpenClaw tells of a command in the background only when nothing else is in flight. */
    @Test
    void aCommandInTheBackground() {
        office.operator.chat("agent:main:desk", LiveWork.DESK);
        board.until(LiveWork.DESK, task -> !task.path("phase").asString("").equals("queued"));
        board.shows("background exec", "the turn is over", LiveWork.BUILD);
        office.gates.open("build");
        board.shows("background exec", "ended, nobody told", LiveWork.BUILD);
        office.gates.open("desk");
    }

    @Test
    void subAgentsOfSubAgents() {
        office.operator.chat("agent:main:sale", LiveWork.SALE);
        board.shows("nested sub-agents", "the inner one works", LiveWork.SALE);
        office.gates.open("shoes");
        board.shows("nested sub-agents", "told", LiveWork.SALE);
    }

    @Test
    void aTurnThatYieldsAndAnnounces() {
        office.operator.chat("agent:main:press", LiveWork.PRESS);
        board.shows("yield and announce", "the child writes", LiveWork.PRESS);
        office.gates.open("writer");
        board.shows("yield and announce", "the parent sums up", LiveWork.PRESS);
        office.gates.open("kit");
        board.shows("yield and announce", "told", LiveWork.PRESS);
    }

    /** Its agent stands behind {@code sitrep acp}, which tells of the same work. */
    @Test
    void aSessionOverAcp() {
        for (var again = 2; again <= 4 && !isWriting(); again++) {
            var before = board.count(LiveWork.MINUTES);
            office.operator.chat("agent:main:minutes-" + again, LiveWork.MINUTES);
            board.until(LiveWork.MINUTES, _ -> board.count(LiveWork.MINUTES) > before);
        }
        board.shows("ACP session", "it edits", LiveWork.MINUTES);
        var joined = board.until(LiveWork.MINUTES, LiveTest::isToldOfByBoth).orElseThrow();
        assertTrue(isToldOfByBoth(joined), joined::toString);
        office.gates.open("handed-over");
        office.gates.open("minutes");
        board.shows("ACP session", "told", LiveWork.MINUTES);
    }

    private static boolean isToldOfByBoth(JsonNode task) {
        var sources = task.path("sources").toString();
        return sources.contains("openclaw@office") && sources.contains("acp@");
    }

    /** A gateway on a busy machine may not find the ACP session that it opened itself; then a person asks again. */
    private static boolean isWriting() {
        var lost = "ACP metadata is missing";
        var seen = board.until(
                LiveWork.MINUTES,
                task -> task.toString().contains(lost)
                        || task.path("phase").asString("").equals("editing"));
        return !seen.orElseThrow().toString().contains(lost);
    }

    @Test
    void anApprovalThatIsGranted() {
        office.gates.open("v1");
        board.shows("approval granted", "asked", LiveWork.PUSH);
        office.operator.decide(push.join(), "allow-once");
        board.shows("approval granted", "done", LiveWork.PUSH);
    }

    @Test
    void anApprovalThatIsDenied() {
        board.shows("approval denied", "asked", LiveWork.WIPE);
        office.operator.decide(wipe.join(), "deny");
        board.shows("approval denied", "done without", LiveWork.WIPE);
    }

    @Test
    void aQuestionThatIsAnswered() {
        board.shows("question", "asked", LiveWork.BANNER);
        office.operator.answer(banner.join(), "blue");
        board.shows("question", "answered", LiveWork.BANNER);
    }

    @Test
    void anExpiredToken() {
        board.shows("auth failure", "refused", LiveWork.BANK);
    }

    @Test
    void anAbort() {
        office.operator.chat("agent:main:attic", LiveWork.ATTIC);
        board.shows("abort", "it runs", LiveWork.ATTIC);
        office.operator.ask("chat.abort", "{\"sessionKey\":\"agent:main:attic\"}");
        board.shows("abort", "aborted", LiveWork.ATTIC);
    }

    @Test
    void aSchedule() {
        office.operator.runByClock(LiveWork.STOCK, LiveWork.STOCK_PROMPT);
        board.shows("cron", "it runs", LiveWork.STOCK);
        office.gates.open("all");
        board.shows("cron", "done", LiveWork.STOCK);
    }

    @Test
    void twoGatewaysAtOnce() {
        var lunch = board.shows("two gateways", "answered at home", LiveWork.LUNCH);
        assertEquals("home", lunch.path("executor").path("where").asString(""));
        var build = board.until(LiveWork.BUILD, task -> task.has("executor")).orElseThrow();
        assertEquals("office", build.path("executor").path("where").asString(""));
    }

    /** What runs there is left to its silence while all else is tested. */
    @Test
    @Order(1)
    void aGatewayThatFreezes() {
        board.shows("two gateways", "answered at home", LiveWork.LUNCH);
        home.operator.chat("agent:main:harbour", LiveWork.HARBOUR);
        board.shows("gateway frozen", "before", LiveWork.HARBOUR);
        home.gateway.freeze();
    }

    @Test
    @Order(Integer.MAX_VALUE - 2)
    void aFrozenGatewayIsOneItemAndGoesOnWhenItThaws() {
        assertTrue(board.isLost("openclaw@home"), "the board does not say that contact with home is lost");
        board.shows("gateway frozen", "no contact", LiveWork.HARBOUR);
        home.gateway.thaw();
        board.isConnected("openclaw@home");
        home.gates.open("harbour");
        board.shows("gateway frozen", "thawed", LiveWork.HARBOUR);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void aCommandInTheBackgroundIsToldWhereNothingElseIsInFlight() {
        home.operator.chat("agent:main:archive", LiveWork.ARCHIVE);
        board.until(
                LiveWork.ARCHIVE,
                task -> task.path("update").path("text").asString("").startsWith("It is being indexed"));
        home.gates.open("index");
        board.shows("background exec", "told", LiveWork.ARCHIVE);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aGatewayThatDiesInTheMiddleAndComesBack() {
        home.operator.chat("agent:main:warehouse", LiveWork.WAREHOUSE);
        board.shows("gateway killed", "before", LiveWork.WAREHOUSE);
        home.gateway.kill();
        assertTrue(board.isLost("openclaw@home"), "the board does not say that contact with home is lost");
        board.shows("gateway killed", "no contact", LiveWork.WAREHOUSE);
        home.gateway.restart();
        board.isConnected("openclaw@home");
        board.shows("gateway killed", "back again", LiveWork.WAREHOUSE);
    }
}
