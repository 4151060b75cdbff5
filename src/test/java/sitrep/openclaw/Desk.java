package sitrep.openclaw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sitrep.openclaw.page.Pocket;
import sitrep.openclaw.page.Presses;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** An operator at a board: what can be asked of a task, asking for it by a press or over the API, and its receipt. */
record Desk(Watched board, Pocket pocket, Presses presses, Kept kept) {

    /** The task once this can be asked of it, and what exactly. */
    JsonNode offer(String task, String verb, Predicate<JsonNode> wished) {
        var seen = board.until(task, it -> offered(it, verb).anyMatch(wished)).orElseThrow();
        return offered(seen, verb)
                .filter(wished)
                .findFirst()
                .orElseThrow(() -> new AssertionError(verb + " is not offered: " + seen));
    }

    JsonNode offer(String task, String verb) {
        return offer(task, verb, _ -> true);
    }

    private static Stream<JsonNode> offered(JsonNode task, String verb) {
        return task.path("acts")
                .valueStream()
                .filter(it -> it.path("verb").asString("").equals(verb));
    }

    /** Asks for it there, under this key. */
    Watched.Said act(Watched who, String task, String key, JsonNode offer, String text) {
        var body = new StringBuilder("{\"verb\":" + offer.path("verb") + ",\"by\":\"Dana\"");
        for (var name : List.of("run", "block", "rev")) {
            if (offer.has(name)) body.append(",\"" + name + "\":" + offer.path(name));
        }
        if (!text.isEmpty()) body.append(",\"text\":\"" + text + "\"");
        return who.post("/api/v1/tasks/" + encoded(id(task)) + "/acts", key, body + "}");
    }

    /** Asks for it, twice as the same, and waits until its receipt says this. */
    JsonNode act(String task, JsonNode offer, String text, String end) {
        var key = UUID.randomUUID().toString();
        var said = act(board, task, key, offer, text);
        assertEquals(202, said.status(), () -> said.json().toString());
        var again = act(board, task, key, offer, text);
        assertEquals(
                said.json().at("/receipt/id"),
                again.json().at("/receipt/id"),
                () -> again.json().toString());
        return receipt(task, said.json().at("/receipt/id").asString(""), end);
    }

    /** Presses it in the task's row, where this can be read. */
    Instant press(String task, JsonNode offer, String shown) {
        return pocket.press(id(task), offer, shown);
    }

    /** Presses it in the task's row, and is on the way to the server for as long as that is wished. */
    Pocket.Late pressLate(String task, JsonNode offer, String shown) {
        return pocket.pressLate(id(task), offer, shown);
    }

    /** Gives that answer in the task's row: by its button where it is offered, else in words. */
    Instant answer(String task, JsonNode offer, String text) {
        var isOffered = offer.path("options")
                .valueStream()
                .anyMatch(it -> it.asString("").equals(text));
        return isOffered ? pocket.choose(id(task), text) : pocket.write(id(task), text);
    }

    /** Waits until the row says this of what was pressed then, and finds it on the task's page and in its reasons. */
    void pressed(String task, String verb, Instant from, String says) {
        var id = id(task);
        var said = pocket.says(id, says, from);
        var receipt = board.until(
                        task, it -> newest(it, verb).path("state").asString("").equals("seen"))
                .map(it -> newest(it, verb))
                .orElseThrow();
        presses.add(task + ", " + verb, Instant.parse(receipt.path("since").asString("")), said);
        var told = receipt.path("says").asString("");
        kept.row(task + ", pressed: " + told);
        assertTrue(told.contains(says), receipt::toString);
        for (var place : pocket.receipts(id)) assertTrue(place.contains(says), place);
        isInReasons(id, told);
    }

    /** Presses it on the task's page, where that says then what came of it, and finds it in its reasons. */
    void pressOnItsPage(String task, String verb, String says) {
        var id = id(task);
        kept.row(task + ", pressed on its page: " + pocket.pressOnItsPage(id, offer(task, verb), says));
        isInReasons(id, says);
    }

    private void isInReasons(String id, String told) {
        var why = board.get("/api/v1/tasks/" + encoded(id) + "/why")
                .path("fields")
                .path("receipts");
        assertTrue(why.toString().contains(told), why::toString);
    }

    private static JsonNode newest(JsonNode task, String verb) {
        return task.path("receipts")
                .valueStream()
                .filter(it -> it.path("verb").asString("").equals(verb))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private String id(String task) {
        return board.until(task, _ -> true).orElseThrow().path("id").asString("");
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode receipt(String task, String id, String end) {
        var seen = board.until(
                        task, it -> receipt(it, id).path("state").asString("").equals(end))
                .orElseThrow();
        var receipt = receipt(seen, id);
        assertEquals(end, receipt.path("state").asString(""), seen::toString);
        kept.row(task + ": " + receipt.path("says").asString(""));
        return receipt;
    }

    private static JsonNode receipt(JsonNode task, String id) {
        return task.path("receipts")
                .valueStream()
                .filter(it -> it.path("id").asString("").equals(id))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** Waits until the task has ended like this, with that as its news. */
    void ends(String task, String outcome, String update) {
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

    /** All that was told of a task. */
    String told(String task) {
        return board.get("/api/v1/tasks/" + encoded(id(task)) + "/events").toString();
    }
}
