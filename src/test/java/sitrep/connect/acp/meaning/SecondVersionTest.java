package sitrep.connect.acp.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import sitrep.connect.acp.AcpBoard;

/** What follows from messages of the protocol's second version, where it is not as in the first. */
class SecondVersionTest {
    private static AcpBoard asked() {
        return new AcpBoard()
                .client("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':2,"
                        + "'info':{'name':'zed'}}}")
                .agent("{'jsonrpc':'2.0','id':0,'result':{'protocolVersion':2,'info':{'name':'helper'}}}")
                .client("{'jsonrpc':'2.0','id':1,'method':'session/new','params':{'cwd':'~/shop'}}")
                .agent("{'jsonrpc':'2.0','id':1,'result':{'sessionId':'s1'}}")
                .client("{'jsonrpc':'2.0','id':2,'method':'session/prompt','params':{'sessionId':'s1','prompt':["
                        + "{'type':'text','text':'Fix the build'}]}}")
                .agent("{'jsonrpc':'2.0','id':2,'result':{'messageId':'m0'}}")
                .update("{'sessionUpdate':'state_update','state':'running'}");
    }

    @Test
    void inTheSecondVersionTheStateSaysWhetherItIsAtWork() {
        var board = asked();
        assertEquals("none", board.outcome());
        board.update("{'sessionUpdate':'tool_call_update','toolCallId':'c1','title':'Edit a','kind':'edit',"
                + "'status':'in_progress'}");
        assertEquals("editing", board.phase());
        board.update("{'sessionUpdate':'agent_message','messageId':'m1','content':["
                        + "{'type':'text','text':'All done.'}]}")
                .update("{'sessionUpdate':'state_update','state':'idle','stopReason':'end_turn'}");
        assertEquals("succeeded", board.outcome());
        assertEquals("All done.", board.update());
    }

    @Test
    void inTheSecondVersionLeaveHasATitleAndMayBeForACommand() {
        var board = asked().agent(
                        "{'jsonrpc':'2.0','id':5,'method':'session/request_permission','params':{'sessionId':'s1',"
                                + "'title':'Run the tests?','subject':{'type':'command','command':'npm test'},"
                                + "'options':[{'optionId':'y','name':'Yes','kind':'allow_once'}]}}")
                .update("{'sessionUpdate':'state_update','state':'requires_action'}");
        assertEquals("approval: Run the tests?\nnpm test", board.block());
        board.client("{'jsonrpc':'2.0','id':5,'result':{'outcome':{'outcome':'selected','optionId':'y'}}}");
        assertEquals("testing", board.phase());
    }

    @Test
    void inTheSecondVersionItMayWantSomebodyWithoutSayingForWhat() {
        var board = asked().update("{'sessionUpdate':'state_update','state':'requires_action'}");
        assertEquals("waiting_user", board.phase());
        assertEquals(
                "none",
                board.update("{'sessionUpdate':'state_update','state':'running'}")
                        .block());
    }

    @Test
    void inTheSecondVersionAPlanIsReplacedAndAnAgentMayBeginByItself() {
        var board = asked().update("{'sessionUpdate':'plan_update','plan':{'type':'items','planId':'p','entries':["
                + "{'content':'A','status':'completed'},{'content':'B','status':'cancelled'}]}}");
        var progress = board.sitrep().progress().orElseThrow().value();
        assertEquals("1 of 1", progress.done() + " of " + progress.total());
        board.update("{'sessionUpdate':'state_update','state':'idle','stopReason':'end_turn'}");
        assertEquals("succeeded", board.outcome());
        board.update("{'sessionUpdate':'state_update','state':'running'}");
        assertEquals("none", board.outcome());
        board.update("{'sessionUpdate':'state_update','state':'idle'}");
        assertEquals("succeeded", board.outcome());
    }
}
