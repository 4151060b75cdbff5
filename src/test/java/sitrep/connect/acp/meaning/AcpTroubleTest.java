package sitrep.connect.acp.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.connect.acp.AcpBoard;
import sitrep.connect.tee.PairEnd;

/** What a board says where the two do not go by the book, or where something comes in between. */
class AcpTroubleTest {
    private static AcpBoard asked() {
        return AcpFactsTest.asked();
    }

    private static String leave(String id, String call, String command) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'session/request_permission','params':{'sessionId':'s1',"
                + "'toolCall':{'toolCallId':'" + call + "','title':'" + command + "','kind':'execute'},'options':["
                + "{'optionId':'a','name':'Allow','kind':'allow_once'},"
                + "{'optionId':'r','name':'Reject','kind':'reject_once'}]}}";
    }

    private static String chosen(String id, String option) {
        return "{'jsonrpc':'2.0','id':" + id + ",'result':{'outcome':{'outcome':'selected','optionId':'" + option
                + "'}}}";
    }

    private static List<String> outcomes(AcpBoard board) {
        return board.task().runs().stream()
                .map(run -> run.outcome().map(it -> it.value().word()).orElse("none"))
                .toList();
    }

    @Test
    void whoCancelsWhileLeaveIsAskedForCallsTheCallOff() {
        var board = asked().agent(leave("7", "c1", "git push"))
                .client("{'jsonrpc':'2.0','method':'session/cancel','params':{'sessionId':'s1'}}");
        assertEquals("approval: git push", board.block());
        board.client("{'jsonrpc':'2.0','id':7,'result':{'outcome':{'outcome':'cancelled'}}}");
        assertEquals("none", board.block());
        assertEquals("git push was called off", board.update());
        board.agent(AcpFactsTest.stopped(2, "cancelled"));
        assertEquals("cancelled", board.outcome());
        assertEquals("settled", board.attention());
    }

    @Test
    void aNumberAndATextThatLookAlikeAreTwoRequests() {
        var board = asked().agent(leave("7", "c1", "npm test")).agent(leave("'7'", "c2", "git push"));
        board.client(chosen("7", "a"));
        assertEquals("approval: git push", board.block());
        board.client(chosen("'7'", "r"));
        assertEquals("none", board.block());
    }

    /** Some clients begin to count anew. */
    @Test
    void aNumberThatComesAgainIsAnotherRequest() {
        var board = asked().agent(AcpFactsTest.stopped(2, "end_turn")).client(AcpFactsTest.prompt(2, "And the docs"));
        assertEquals("starting", board.phase());
        board.agent(AcpFactsTest.stopped(2, "refusal"));
        assertEquals(List.of("succeeded", "failed"), outcomes(board));
    }

    @Test
    void leaveThatIsAskedForUnderTheSameNumberIsAnotherWait() {
        var board = asked().agent(leave("0", "c1", "npm test"))
                .client(chosen("0", "a"))
                .agent(leave("0", "c2", "git push"));
        assertEquals("approval: git push", board.block());
    }

    /** The answer was not seen, or was given in another place. */
    @Test
    void whatIsDoneIsNotAskedAboutAnyLonger() {
        var board = asked().agent(leave("7", "c1", "npm test"))
                .update("{'sessionUpdate':'tool_call_update','toolCallId':'c1','status':'pending'}");
        assertEquals("approval: npm test", board.block());
        board.update("{'sessionUpdate':'tool_call_update','toolCallId':'c1','status':'completed'}");
        assertEquals("none", board.block());
        assertEquals("testing", board.phase());
    }

    /** More answers may be offered than are kept of them. */
    @Test
    void anAnswerThatWasNotOfferedIsOne() {
        var board = asked().agent(leave("7", "c1", "npm test")).client(chosen("7", "other"));
        assertEquals("none", board.block());
        assertEquals(
                "waiting_approval", board.agent(leave("8", "c1", "npm test")).phase());
    }

    @Test
    void anErrorInPlaceOfAnAnswerIsNoLeave() {
        var board = asked().agent(leave("7", "c1", "npm test"))
                .client("{'jsonrpc':'2.0','id':7,'error':{'code':-32603,'message':'Internal error'}}");
        assertEquals("none", board.block());
        assertEquals("npm test was called off", board.update());
    }

    @Test
    void whoClosesASessionDoesNotAnswerWhatItAskedLast() {
        var board = asked().update("{'sessionUpdate':'agent_message_chunk','content':"
                        + "{'type':'text','text':'Shall I push it?'}}")
                .agent(AcpFactsTest.stopped(2, "end_turn"));
        assertEquals("waiting_user", board.phase());
        board.client("{'jsonrpc':'2.0','id':3,'method':'session/close','params':{'sessionId':'s1'}}");
        assertEquals("succeeded", board.outcome());
        assertEquals("settled", board.attention());
    }

    @Test
    void anAgentThatDiesWhileLeaveIsAskedForHasFailedAndAsksNobody() {
        var board = asked().agent(leave("7", "c1", "npm test")).ended(new PairEnd(137, Optional.empty(), false));
        assertEquals("failed", board.outcome());
        assertEquals("none", board.block());
        assertTrue(board.update().contains("exit 137"), board.update());
    }

    /** A client that begins where another left off has the past told once more, questions included. */
    @Test
    void aQuestionOfThePastIsNotAskedNow() {
        var board = new AcpBoard()
                .client("{'jsonrpc':'2.0','id':1,'method':'session/load','params':{'sessionId':'s1','cwd':'/w'}}")
                .agent(leave("0", "c1", "git push"))
                .agent("{'jsonrpc':'2.0','id':1,'result':null}")
                .client(AcpFactsTest.prompt(2, "Go on"))
                .client(chosen("0", "a"));
        assertEquals("none", board.block());
        assertEquals("starting", board.phase());
        assertEquals(1, board.task().runs().size());
    }
}
