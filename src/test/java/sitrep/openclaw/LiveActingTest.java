package sitrep.openclaw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import sitrep.core.source.Acting;
import sitrep.openclaw.page.Pocket;
import sitrep.openclaw.page.Presses;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Operators act at a real gateway from Sitrep, by pressing on its page and over its API: each act has its effect there,
 * once, and its receipt says so. A second Sitrep that only looks at the same gateway offers none of it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveActingTest {
    private static final int AT_ONCE = 4;
    private static final int LONGEST_MIN = 20;
    private static final Kept KEPT = new Kept("openclaw-live-acting.md");

    private interface Scenario {
        void play() throws Exception;
    }

    @TempDir
    private static Path folder;

    private static Laboratory shop;
    private static Watched board;
    private static Watched looker;
    private static Pocket pocket;
    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        shop = new Laboratory(folder.resolve("shop"), Setup.IMPATIENT, ActWork::scripts, Duration.ZERO);
        shop.standIn("npm", "curl");
        program("git", "#!/bin/sh\necho \"$@\" >> '" + pushes() + "'\n");
        shop.warmUp();
        var gateways = Map.of("shop", shop.gateway);
        board = new Watched(Files.createDirectory(folder.resolve("data")), KEPT, Acting.Level.OPERATOR, gateways);
        looker = new Watched(Files.createDirectory(folder.resolve("looker")), KEPT, gateways);
        board.isConnected("openclaw@shop");
        looker.isConnected("openclaw@shop");
        isActing("operator");
        pocket = new Pocket(board.url());
        desk = new Desk(board, pocket, new Presses(), KEPT);
    }

    private static void program(String name, String text) throws IOException {
        var file = shop.gateway.home().resolve("bin").resolve(name);
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }

    private static Path pushes() {
        return folder.resolve("pushes.txt");
    }

    private static void isActing(String level) {
        assertTrue(Watched.comes(() -> {
            var acting = board.get("/api/v1/sources").at("/items/0/acting");
            return acting.path("level").asString("").equals(level)
                    && acting.path("state").asString("").equals("live");
        }));
    }

    @AfterAll
    static void end() throws Exception {
        KEPT.row(desk.presses().told());
        for (var open : List.<AutoCloseable>of(pocket, looker, board, shop)) open.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> acts() {
        var all = new LinkedHashMap<String, Scenario>();
        all.put("an approval comes too late", LiveActingTest::tooLate);
        all.put("one approval after the other", LiveActingTest::stairs);
        all.put("an approval runs the command once", LiveActingTest::approved);
        all.put("a denial does not run it", LiveActingTest::denied);
        all.put("a question is answered by an option", LiveActingTest::chosen);
        all.put("a question is answered in other words", LiveActingTest::inOtherWords);
        all.put("words reach a turn at work, which only an administrator stops", LiveActingTest::spokenTo);
        all.put("a sub-agent is cancelled", LiveActingTest::childCancelled);
        all.put("a command in the background is cancelled", LiveActingTest::commandCancelled);
        all.put("what was aborted is asked for again, and stopped by who asked", LiveActingTest::askedAgain);
        var atOnce = Executors.newFixedThreadPool(AT_ONCE);
        var begun = new LinkedHashMap<String, Future<?>>();
        all.forEach((name, scenario) -> begun.put(name, atOnce.submit(() -> {
            scenario.play();
            return true;
        })));
        return begun.entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> await(each.getValue())))
                .onClose(atOnce::shutdownNow);
    }

    private static void await(Future<?> scenario) throws Throwable {
        try {
            scenario.get(LONGEST_MIN, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }

    private static List<String> pushed(String tag) {
        try {
            return Files.exists(pushes())
                    ? Files.readAllLines(pushes()).stream()
                            .filter(line -> line.endsWith(tag))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void approved() {
        shop.operator.chat("agent:careful:one", ActWork.ONCE);
        var approve = desk.offer(ActWork.ONCE, "approve");
        var deny = desk.offer(ActWork.ONCE, "deny");
        assertEquals(
                "Lets this run once: git push origin one", approve.path("does").asString(""));
        assertFalse(
                looker.until(ActWork.ONCE, it -> it.has("block")).orElseThrow().has("acts"));
        assertEquals(
                409,
                desk.act(looker, ActWork.ONCE, "from-a-looker", approve, "").status());
        var from = desk.press(ActWork.ONCE, approve, "git push origin one");
        desk.pressed(ActWork.ONCE, "approve", from, "approved it: the question is gone");
        var other = desk.act(board, ActWork.ONCE, "pressed-by-another", deny, "");
        assertEquals(409, other.status(), () -> other.json().toString());
        shop.gates.open("one");
        desk.ends(ActWork.ONCE, "succeeded", "The first tag is pushed.");
        assertEquals(List.of("push origin one"), pushed("one"));
    }

    private static void denied() {
        shop.operator.chat("agent:careful:two", ActWork.NEVER);
        var from = desk.press(ActWork.NEVER, desk.offer(ActWork.NEVER, "deny"), "git push origin two");
        desk.pressed(ActWork.NEVER, "deny", from, "denied it: the question is gone");
        shop.gates.open("two");
        desk.ends(ActWork.NEVER, "succeeded", "It was not allowed.");
        assertEquals(List.of(), pushed("two"));
    }

    private static void tooLate() {
        shop.operator.chat("agent:careful:three", ActWork.LATE);
        var approve = desk.offer(ActWork.LATE, "approve");
        var late = desk.pressLate(ActWork.LATE, approve, "git push origin three");
        desk.ends(ActWork.LATE, "succeeded", "Nobody allowed it.");
        var told = late.arrives();
        KEPT.row(ActWork.LATE + ", pressed too late: " + told);
        assertTrue(told.contains(ActWork.LATE) && told.contains("Nothing was done"), told);
        assertEquals(List.of(), pushed("three"));
    }

    /** How soon a row says what came of a press is told by the report, and by a bench of more steps. */
    private static void stairs() {
        shop.operator.chat("agent:careful:stairs", ActWork.STAIRS);
        for (var step = 1; step <= ActWork.STEPS; step++) {
            var command = "git push origin step-" + step;
            var approve = desk.offer(
                    ActWork.STAIRS,
                    "approve",
                    it -> it.path("does").asString("").endsWith(command));
            var from = desk.press(ActWork.STAIRS, approve, command);
            desk.pressed(ActWork.STAIRS, "approve", from, "approved it: the question is gone");
            shop.gates.reached("step-" + step);
            assertEquals(1, pushed("step-" + step).size(), command);
            shop.gates.open("step-" + step);
        }
        desk.ends(ActWork.STAIRS, "succeeded", "It is high up here.");
    }

    private static void chosen() {
        shop.operator.chat("agent:main:colour", ActWork.COLOUR);
        var answer = desk.offer(ActWork.COLOUR, "answer");
        assertEquals("[\"blue\",\"green\"]", answer.path("options").toString());
        var from = desk.answer(ActWork.COLOUR, answer, "green");
        desk.pressed(ActWork.COLOUR, "answer", from, "answered: the question is gone");
        shop.gates.open("colour");
        desk.ends(ActWork.COLOUR, "succeeded", "It is painted.");
        assertTrue(desk.told(ActWork.COLOUR).contains("answered: green"), () -> desk.told(ActWork.COLOUR));
    }

    private static void inOtherWords() {
        shop.operator.chat("agent:main:name", ActWork.NAME);
        var answer = desk.offer(ActWork.NAME, "answer");
        var from = desk.answer(ActWork.NAME, answer, "Carla, after the dog");
        desk.pressed(ActWork.NAME, "answer", from, "answered: the question is gone");
        shop.gates.open("name");
        desk.ends(ActWork.NAME, "succeeded", "It is named.");
        assertTrue(desk.told(ActWork.NAME).contains("Carla, after the dog"), () -> desk.told(ActWork.NAME));
    }

    private static void spokenTo() {
        shop.operator.chat("agent:main:cellar", ActWork.CELLAR);
        board.until(ActWork.CELLAR, it -> it.at("/update/text").asString("").equals("Looking."));
        desk.act(ActWork.CELLAR, desk.offer(ActWork.CELLAR, "steer"), "Mind the dust", "seen");
        var refused = desk.act(ActWork.CELLAR, desk.offer(ActWork.CELLAR, "stop"), "", "refused");
        assertTrue(refused.path("how").asString("").contains("--openclaw-act-admin"), refused::toString);
    }

    private static void childCancelled() {
        shop.operator.chat("agent:main:book", ActWork.BOOK);
        var seen = board.until(
                        ActWork.BOOK, it -> child(it).path("phase").asString("").equals("researching"))
                .orElseThrow();
        var run = child(seen).path("id").asString("");
        var cancel = desk.offer(
                ActWork.BOOK, "cancel", it -> it.path("run").asString("").equals(run));
        desk.act(ActWork.BOOK, cancel, "", "seen");
        var ended = board.until(ActWork.BOOK, it -> child(it).has("outcome")).orElseThrow();
        assertEquals("cancelled", child(ended).path("outcome").asString(""), ended::toString);
    }

    private static JsonNode child(JsonNode task) {
        return task.path("runs")
                .valueStream()
                .filter(run -> run.path("label").asString("").equals("writer"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static void commandCancelled() {
        shop.operator.chat("agent:main:server", ActWork.SERVER);
        board.until(ActWork.SERVER, it -> it.at("/update/text").asString("").equals("The server runs."));
        desk.act(ActWork.SERVER, desk.offer(ActWork.SERVER, "cancel"), "", "seen");
    }

    private static void askedAgain() {
        shop.operator.chat("agent:main:garage", ActWork.GARAGE);
        board.until(ActWork.GARAGE, it -> it.at("/update/text").asString("").equals("Looking."));
        shop.operator.ask("chat.abort", "{\"sessionKey\":\"agent:main:garage\"}");
        desk.pressOnItsPage(ActWork.GARAGE, "retry", "had it run again: a new run has begun");
        var again = board.until(
                        ActWork.GARAGE, it -> it.at("/update/text").asString("").equals("Looking once more."))
                .orElseThrow();
        assertEquals(1, board.count(ActWork.GARAGE), again::toString);
        desk.pressOnItsPage(ActWork.GARAGE, "stop", "asked it to stop: it ");
        var stopped = board.until(ActWork.GARAGE, it -> it.has("outcome")).orElseThrow();
        assertEquals("cancelled", stopped.path("outcome").asString(""), stopped::toString);
    }

    /** What the gateway keeps to its administrators, once that is asked for. */
    @Test
    @Order(2)
    void asAnAdministrator() {
        assertEquals(
                200,
                board.post("/api/v1/sources/acting", "unused-key", "{\"source\":\"openclaw@shop\",\"level\":\"admin\"}")
                        .status());
        isActing("admin");
        shop.operator.chat("agent:main:attic", ActWork.ATTIC);
        board.until(ActWork.ATTIC, it -> it.at("/update/text").asString("").equals("Looking."));
        desk.act(ActWork.ATTIC, desk.offer(ActWork.ATTIC, "stop"), "", "seen");
        shop.operator.runByClock(ActWork.WINE, ActWork.WINE_PROMPT);
        desk.ends(ActWork.WINE, "succeeded", "All of it is there.");
        var before = board.count(ActWork.WINE);
        var said = desk.act(board, ActWork.WINE, "run-it-once-more", desk.offer(ActWork.WINE, "retry"), "");
        assertEquals(202, said.status(), () -> said.json().toString());
        assertTrue(Watched.comes(() -> board.count(ActWork.WINE) > before), "the job did not run again");
        assertEquals(
                "seen",
                said.json().at("/receipt/state").asString(""),
                () -> said.json().toString());
    }

    /** Once it is taken back, nothing is offered any more. */
    @Test
    @Order(3)
    void takenBack() {
        shop.operator.chat("agent:main:colour-again", ActWork.COLOUR);
        desk.offer(ActWork.COLOUR, "answer");
        board.post("/api/v1/sources/acting", "unused-key", "{\"source\":\"openclaw@shop\",\"level\":\"off\"}");
        assertTrue(Watched.comes(() -> !board.task(ActWork.COLOUR).orElseThrow().has("acts")));
        assertEquals(List.of(), pocket.troubles());
    }
}
