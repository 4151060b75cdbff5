package sitrep.openclaw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
import tools.jackson.databind.JsonNode;

/**
 * Operators act at a real gateway from Sitrep: each act has its effect there, once, and its receipt says so. A second
 * Sitrep that only looks at the same gateway offers none of it.
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
        for (var open : List.<AutoCloseable>of(looker, board, shop)) open.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> acts() {
        var all = new LinkedHashMap<String, Scenario>();
        all.put("an approval comes too late", LiveActingTest::tooLate);
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

    /** The task once this can be asked of it, and what exactly. */
    private static JsonNode offer(String task, String verb, Predicate<JsonNode> wished) {
        var seen = board.until(task, it -> offered(it, verb).anyMatch(wished)).orElseThrow();
        return offered(seen, verb)
                .filter(wished)
                .findFirst()
                .orElseThrow(() -> new AssertionError(verb + " is not offered: " + seen));
    }

    private static JsonNode offer(String task, String verb) {
        return offer(task, verb, _ -> true);
    }

    private static Stream<JsonNode> offered(JsonNode task, String verb) {
        return task.path("acts")
                .valueStream()
                .filter(it -> it.path("verb").asString("").equals(verb));
    }

    private static Watched.Said act(Watched who, String task, String key, JsonNode offer, String text) {
        var id = board.task(task).orElseThrow().path("id").asString("");
        var body = new StringBuilder("{\"verb\":" + offer.path("verb") + ",\"by\":\"Dana\"");
        for (var name : List.of("run", "block", "rev")) {
            if (offer.has(name)) body.append(",\"" + name + "\":" + offer.path(name));
        }
        if (!text.isEmpty()) body.append(",\"text\":\"" + text + "\"");
        var path = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return who.post("/api/v1/tasks/" + path + "/acts", key, body + "}");
    }

    /** Asks for it, and waits until its receipt says this. */
    private static JsonNode act(String task, JsonNode offer, String text, String end) {
        var said = act(board, task, UUID.randomUUID().toString(), offer, text);
        assertEquals(202, said.status(), () -> said.json().toString());
        return receipt(task, said.json().at("/receipt/id").asString(""), end);
    }

    private static JsonNode receipt(String task, String id, String end) {
        var seen = board.until(
                        task, it -> receipt(it, id).path("state").asString("").equals(end))
                .orElseThrow();
        var receipt = receipt(seen, id);
        assertEquals(end, receipt.path("state").asString(""), seen::toString);
        KEPT.row(task + ": " + receipt.path("says").asString(""));
        return receipt;
    }

    private static JsonNode receipt(JsonNode task, String id) {
        return task.path("receipts")
                .valueStream()
                .filter(it -> it.path("id").asString("").equals(id))
                .findFirst()
                .orElse(tools.jackson.databind.node.MissingNode.getInstance());
    }

    private static void ends(String task, String outcome, String update) {
        var seen = board.until(
                        task,
                        it -> it.path("outcome").asString("").equals(outcome)
                                && it.at("/update/text").asString("").equals(update))
                .orElseThrow();
        assertEquals(
                outcome + ": " + update,
                seen.path("outcome").asString("") + ": "
                        + seen.at("/update/text").asString(""));
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
        var approve = offer(ActWork.ONCE, "approve");
        var deny = offer(ActWork.ONCE, "deny");
        assertEquals(
                "Lets this run once: git push origin one", approve.path("does").asString(""));
        assertFalse(
                looker.until(ActWork.ONCE, it -> it.has("block")).orElseThrow().has("acts"));
        assertEquals(
                409, act(looker, ActWork.ONCE, "from-a-looker", approve, "").status());
        var first = act(board, ActWork.ONCE, "pressed-once", approve, "");
        var again = act(board, ActWork.ONCE, "pressed-once", approve, "");
        var other = act(board, ActWork.ONCE, "pressed-by-another", deny, "");
        assertEquals(202, first.status(), () -> first.json().toString());
        assertEquals(first.json().at("/receipt/id"), again.json().at("/receipt/id"));
        assertEquals(409, other.status(), () -> other.json().toString());
        receipt(ActWork.ONCE, first.json().at("/receipt/id").asString(""), "seen");
        ends(ActWork.ONCE, "succeeded", "The first tag is pushed.");
        assertEquals(List.of("push origin one"), pushed("one"));
    }

    private static void denied() {
        shop.operator.chat("agent:careful:two", ActWork.NEVER);
        act(ActWork.NEVER, offer(ActWork.NEVER, "deny"), "", "seen");
        ends(ActWork.NEVER, "succeeded", "It was not allowed.");
        assertEquals(List.of(), pushed("two"));
    }

    private static void tooLate() {
        shop.operator.chat("agent:careful:three", ActWork.LATE);
        var approve = offer(ActWork.LATE, "approve");
        ends(ActWork.LATE, "succeeded", "Nobody allowed it.");
        var late = act(board, ActWork.LATE, "pressed-too-late", approve, "");
        assertEquals(409, late.status(), () -> late.json().toString());
        KEPT.row(ActWork.LATE + ": " + late.json().path("detail").asString(""));
        assertEquals(List.of(), pushed("three"));
    }

    private static void chosen() {
        shop.operator.chat("agent:main:colour", ActWork.COLOUR);
        var answer = offer(ActWork.COLOUR, "answer");
        assertEquals("[\"blue\",\"green\"]", answer.path("options").toString());
        act(ActWork.COLOUR, answer, "green", "seen");
        ends(ActWork.COLOUR, "succeeded", "It is painted.");
        assertTrue(told(ActWork.COLOUR).contains("answered: green"), () -> told(ActWork.COLOUR));
    }

    private static void inOtherWords() {
        shop.operator.chat("agent:main:name", ActWork.NAME);
        act(ActWork.NAME, offer(ActWork.NAME, "answer"), "Carla, after the dog", "seen");
        ends(ActWork.NAME, "succeeded", "It is named.");
        assertTrue(told(ActWork.NAME).contains("Carla, after the dog"), () -> told(ActWork.NAME));
    }

    /** All that was told of a task. */
    private static String told(String task) {
        var id = board.task(task).orElseThrow().path("id").asString("");
        return board.get("/api/v1/tasks/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/events")
                .toString();
    }

    private static void spokenTo() {
        shop.operator.chat("agent:main:cellar", ActWork.CELLAR);
        board.until(ActWork.CELLAR, it -> it.at("/update/text").asString("").equals("Looking."));
        act(ActWork.CELLAR, offer(ActWork.CELLAR, "steer"), "Mind the dust", "seen");
        var refused = act(ActWork.CELLAR, offer(ActWork.CELLAR, "stop"), "", "refused");
        assertTrue(refused.path("how").asString("").contains("--openclaw-act-admin"), refused::toString);
    }

    private static void childCancelled() {
        shop.operator.chat("agent:main:book", ActWork.BOOK);
        var seen = board.until(
                        ActWork.BOOK, it -> child(it).path("phase").asString("").equals("researching"))
                .orElseThrow();
        var run = child(seen).path("id").asString("");
        var cancel =
                offer(ActWork.BOOK, "cancel", it -> it.path("run").asString("").equals(run));
        act(ActWork.BOOK, cancel, "", "seen");
        var ended = board.until(ActWork.BOOK, it -> child(it).has("outcome")).orElseThrow();
        assertEquals("cancelled", child(ended).path("outcome").asString(""), ended::toString);
    }

    private static JsonNode child(JsonNode task) {
        return task.path("runs")
                .valueStream()
                .filter(run -> run.path("label").asString("").equals("writer"))
                .findFirst()
                .orElse(tools.jackson.databind.node.MissingNode.getInstance());
    }

    private static void commandCancelled() {
        shop.operator.chat("agent:main:server", ActWork.SERVER);
        board.until(ActWork.SERVER, it -> it.at("/update/text").asString("").equals("The server runs."));
        act(ActWork.SERVER, offer(ActWork.SERVER, "cancel"), "", "seen");
    }

    private static void askedAgain() {
        shop.operator.chat("agent:main:garage", ActWork.GARAGE);
        board.until(ActWork.GARAGE, it -> it.at("/update/text").asString("").equals("Looking."));
        shop.operator.ask("chat.abort", "{\"sessionKey\":\"agent:main:garage\"}");
        act(ActWork.GARAGE, offer(ActWork.GARAGE, "retry"), "", "seen");
        var again = board.until(
                        ActWork.GARAGE, it -> it.at("/update/text").asString("").equals("Looking once more."))
                .orElseThrow();
        assertEquals(1, board.count(ActWork.GARAGE), again::toString);
        act(ActWork.GARAGE, offer(ActWork.GARAGE, "stop"), "", "seen");
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
        act(ActWork.ATTIC, offer(ActWork.ATTIC, "stop"), "", "seen");
        shop.operator.runByClock(ActWork.WINE, ActWork.WINE_PROMPT);
        ends(ActWork.WINE, "succeeded", "All of it is there.");
        var before = board.count(ActWork.WINE);
        var said = act(board, ActWork.WINE, "run-it-once-more", offer(ActWork.WINE, "retry"), "");
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
        offer(ActWork.COLOUR, "answer");
        board.post("/api/v1/sources/acting", "unused-key", "{\"source\":\"openclaw@shop\",\"level\":\"off\"}");
        assertTrue(Watched.comes(() -> !board.task(ActWork.COLOUR).orElseThrow().has("acts")));
    }
}
