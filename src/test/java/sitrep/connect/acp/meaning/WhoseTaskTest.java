package sitrep.connect.acp.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.acp.AcpBoard;
import sitrep.connect.foreign.Around;
import sitrep.core.event.Fact;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;

/** Whose task an agent serves: the one that was named, or else one for its session; and what else that goes by. */
class WhoseTaskTest {

    @Test
    void theTaskThatWasNamedIsServed() {
        var around = new Around(
                Optional.of(new TaskId("build-42")),
                Optional.of(new RunId("run-7")),
                Optional.of(new TaskId("trace-" + "a".repeat(32))));
        var board = AcpFactsTest.asked(new AcpBoard(around));
        assertEquals("build-42", board.sitrep().id().text());
        assertTrue(board.events().stream()
                .anyMatch(event -> event.fact() instanceof Fact.RunOpened opened
                        && opened.parent().equals(Optional.of(new RunId("run-7")))));
        assertEquals(List.of("acp-s1", "trace-" + "a".repeat(32)), aliases(board));
        assertTrue(board.agent(AcpFactsTest.stopped(2, "end_turn"))
                .sitrep()
                .reported()
                .isEmpty());
    }

    @Test
    void theTaskMayBeNamedInTheRequestAndSoMayItsTrace() {
        var named = new AcpBoard()
                .client(AcpFactsTest.prompt(2, "Fix it")
                        .replace("'sessionId'", "'_meta':{'sitrep':{'task':'build-43'}},'sessionId'"));
        assertEquals("build-43", named.sitrep().id().text());
        var traced = new AcpBoard()
                .client(AcpFactsTest.prompt(2, "Fix it")
                        .replace(
                                "'sessionId'",
                                "'_meta':{'traceparent':'00-" + "b".repeat(32) + "-" + "c".repeat(16)
                                        + "-01'},'sessionId'"));
        assertEquals("acp-s1", traced.sitrep().id().text());
        assertEquals(List.of("trace-" + "b".repeat(32)), aliases(traced));
    }

    /** The session has the same id for those who hear of it by the agent's own hooks. */
    @ParameterizedTest
    @CsvSource({
        "@agentclientprotocol/claude-agent-acp, claude-code-s1",
        "gemini-cli, gemini-s1",
        "Copilot, copilot-s1",
        "gemini-cli-of-others, none"
    })
    void aSessionGoesByTheNameOfItsHooksToo(String agent, String name) {
        var board = new AcpBoard()
                .client("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':1}}")
                .agent("{'jsonrpc':'2.0','id':0,'result':{'protocolVersion':1,'agentInfo':{'name':'" + agent + "'}}}")
                .client(AcpFactsTest.prompt(2, "Fix it"));
        assertEquals(name.equals("none") ? List.of() : List.of(name), aliases(board));
    }

    private static List<String> aliases(AcpBoard board) {
        return board.events().stream()
                .flatMap(event -> event.fact() instanceof Fact.TaskAlias(var alias) ? Stream.of(alias.text()) : null)
                .toList();
    }
}
