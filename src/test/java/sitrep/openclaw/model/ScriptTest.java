package sitrep.openclaw.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.openclaw.model.Script.script;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.json.Json;

class ScriptTest {
    private static final List<Script> SCRIPTS = List.of(
            script("count the files", Turn.say("Counting."), Turn.say("Seven.")),
            script("the files", Turn.say("Which?")));

    @Test
    void theLongestPhraseOfTheNewestQuestionDecides() {
        var played = played("""
                {"role":"user","content":"about the files\\n| session=agent:main:one | model=x"},
                {"role":"assistant","content":"Which?"},
                {"role":"user","content":[{"text":"count the files"}]}""");
        assertEquals(Optional.of(new Script.Played("agent:main:one", SCRIPTS.getFirst())), played);
        assertEquals(Optional.of(Turn.say("Seven.")), played.flatMap(it -> it.turn(1)));
        assertTrue(played.flatMap(it -> it.turn(2)).isEmpty());
    }

    @Test
    void whatTheGatewayTellsIsNoQuestion() {
        var played = played("""
                {"role":"user","content":"about the files"},
                {"role":"user","content":"A background task completed. task: count the files"}""");
        assertEquals("the files", played.orElseThrow().script().phrase());
    }

    @Test
    void aHeartbeatIsAnsweredWithNothing() {
        assertTrue(played("""
                {"role":"user","content":"count the files"},
                {"role":"user","content":"Follow the heartbeat monitor scratch context"},
                {"role":"user","content":"OPENCLAW_INTERNAL_CONTEXT"}""").isEmpty());
    }

    private static Optional<Script.Played> played(String messages) {
        return Script.of(SCRIPTS, Json.read("[" + messages + "]"));
    }
}
