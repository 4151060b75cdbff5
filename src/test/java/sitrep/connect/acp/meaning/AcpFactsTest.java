package sitrep.connect.acp.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.acp.AcpBoard;
import sitrep.connect.tee.PairEnd;
import sitrep.core.event.Fact;

/** What follows from single messages, in both versions of the protocol. */
class AcpFactsTest {
    private static final String LEAVE = "{'jsonrpc':'2.0','id':7,'method':'session/request_permission','params':"
            + "{'sessionId':'s1','toolCall':{'toolCallId':'c1','title':'npm test','kind':'execute'},'options':["
            + "{'optionId':'a','name':'Allow','kind':'allow_once'},"
            + "{'optionId':'r','name':'Reject','kind':'reject_once'}]}}";

    static AcpBoard asked() {
        return asked(new AcpBoard());
    }

    static AcpBoard asked(AcpBoard board) {
        return board.client("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':1,"
                        + "'clientInfo':{'name':'zed','title':'Zed'}}}")
                .agent("{'jsonrpc':'2.0','id':0,'result':{'protocolVersion':1,'agentInfo':{'name':'helper'}}}")
                .client("{'jsonrpc':'2.0','id':1,'method':'session/new','params':{'cwd':'~/shop'}}")
                .agent("{'jsonrpc':'2.0','id':1,'result':{'sessionId':'s1'}}")
                .client(prompt(2, "Fix the build"));
    }

    static String prompt(int id, String text) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'session/prompt','params':{'sessionId':'s1','prompt':["
                + "{'type':'text','text':'" + text + "'}]}}";
    }

    static String stopped(int id, String reason) {
        return "{'jsonrpc':'2.0','id':" + id + ",'result':{'stopReason':'" + reason + "'}}";
    }

    private static String call(String id, String kind, String status) {
        return "{'sessionUpdate':'tool_call','toolCallId':'" + id + "','title':'T " + id + "','kind':'" + kind
                + "','status':'" + status + "','rawInput':{'x':1}}";
    }

    @Test
    void aSessionInWhichNothingWasAskedIsNoTask() {
        var board = new AcpBoard()
                .client("{'jsonrpc':'2.0','id':1,'method':'session/new','params':{'cwd':'~/shop'}}")
                .agent("{'jsonrpc':'2.0','id':1,'result':{'sessionId':'s1'}}");
        assertTrue(board.tasks().isEmpty());
    }

    @Test
    void aPromptIsATaskOfWhoeverAsks() {
        var sitrep = asked().sitrep();
        assertEquals("Fix the build", sitrep.name().value());
        assertEquals("dana", sitrep.owner().orElseThrow().value().name());
        assertEquals(Optional.of("shop"), sitrep.owner().orElseThrow().value().where());
        assertEquals("helper", sitrep.executor().orElseThrow().value().name().orElseThrow());
        assertEquals("starting", sitrep.phase().value().word());
    }

    @ParameterizedTest
    @CsvSource({
        "read,reading_context", "search,reading_context", "edit,editing", "delete,editing", "move,editing",
        "fetch,researching", "think,planning", "switch_mode,planning", "other,starting", "_custom,starting"
    })
    void theKindOfAToolIsThePhase(String kind, String phase) {
        assertEquals(phase, asked().update(call("c1", kind, "in_progress")).phase());
    }

    @ParameterizedTest
    @CsvSource({
        "npm test,testing",
        "git status,reading_context",
        "curl -s https://example.org,researching",
        "python3 -m pytest -q,testing",
        "cat a.txt | head,reading_context"
    })
    void aCommandSaysItsOwnPhase(String command, String phase) {
        var board = asked().update("{'sessionUpdate':'tool_call','toolCallId':'c1','title':'Terminal',"
                + "'kind':'execute','status':'in_progress','rawInput':{'command':'" + command + "'}}");
        assertEquals(phase, board.phase());
        assertEquals(command, board.update());
    }

    @Test
    void leaveIsWaitedForAndItsAnswerIsSeenWhenItIsGiven() {
        var board = asked().agent(LEAVE);
        assertEquals("waiting_approval", board.phase());
        assertEquals("approval: npm test", board.block());
        assertEquals("needs_you", board.attention());
        assertEquals(
                List.of("Allow", "Reject"),
                board.sitrep().block().orElseThrow().value().options());
        board.client("{'jsonrpc':'2.0','id':7,'result':{'outcome':{'outcome':'selected','optionId':'a'}}}");
        assertEquals("none", board.block());
        assertEquals("testing", board.phase());
        board.update("{'sessionUpdate':'tool_call_update','toolCallId':'c1','status':'completed'}");
        assertEquals("succeeded", board.agent(stopped(2, "end_turn")).outcome());
    }

    /** Both sides number their requests by themselves. */
    @Test
    void theSameNumberOfTheOtherSideIsAnotherRequest() {
        var board = asked().agent(LEAVE.replace("'id':7", "'id':2")).agent("{'jsonrpc':'2.0','id':7,'result':{}}");
        assertEquals("waiting_approval", board.phase());
        board.client("{'jsonrpc':'2.0','id':2,'result':{'outcome':{'outcome':'selected','optionId':'r'}}}");
        assertEquals("none", board.block());
        assertEquals("none", board.outcome());
    }

    @Test
    void whatWasRefusedIsOver() {
        var board = asked().agent(LEAVE)
                .client("{'jsonrpc':'2.0','id':7,'result':{'outcome':{'outcome':'selected','optionId':'r'}}}");
        assertEquals("none", board.block());
        assertEquals("planning", board.phase());
        assertTrue(open(board).stream().noneMatch(id -> id.equals("c1")));
    }

    @Test
    void aQuestionIsOne() {
        var board = asked().agent("{'jsonrpc':'2.0','id':'q','method':'elicitation/create','params':{'sessionId':'s1',"
                + "'mode':'form','message':'Which database?','requestedSchema':{'type':'object','properties':{'db':"
                + "{'type':'string','enum':['SQLite','PostgreSQL']}}}}}");
        assertEquals("waiting_user", board.phase());
        assertEquals("user_input: Which database?", board.block());
        assertEquals(
                List.of("SQLite", "PostgreSQL"),
                board.sitrep().block().orElseThrow().value().options());
        board.client("{'jsonrpc':'2.0','id':'q','result':{'action':'accept','content':{'db':'SQLite'}}}");
        assertEquals("none", board.block());
    }

    /** That the page was opened is not that it was filled in; and its address may be a secret. */
    @Test
    void aLoginElsewhereIsOverWhenItIsSaidToBe() {
        var board = asked().agent("{'jsonrpc':'2.0','id':9,'method':'elicitation/create','params':{'sessionId':'s1',"
                + "'mode':'url','elicitationId':'e1','url':'https://login.example.org/x?code=123',"
                + "'message':'Authorize access'}}");
        assertEquals("auth: Authorize access (login.example.org)", board.block());
        board.client("{'jsonrpc':'2.0','id':9,'result':{'action':'accept'}}");
        assertEquals("auth: Authorize access (login.example.org)", board.block());
        board.agent("{'jsonrpc':'2.0','method':'elicitation/complete','params':{'elicitationId':'e1'}}");
        assertEquals("none", board.block());
    }

    @Test
    void aPlanIsProgress() {
        var board = asked().update("{'sessionUpdate':'plan','entries':[{'content':'Look','status':'completed'},"
                + "{'content':'Mend','status':'in_progress'},{'content':'Test','status':'pending'}]}");
        assertEquals("planning", board.phase());
        assertEquals("Mend", board.update());
        var progress = board.sitrep().progress().orElseThrow().value();
        assertEquals("1 of 3", progress.done() + " of " + progress.total());
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn,succeeded",
        "cancelled,cancelled",
        "max_tokens,failed",
        "max_turn_requests,failed",
        "refusal,failed",
        "no_such_reason,failed"
    })
    void theReasonToStopIsTheOutcome(String reason, String outcome) {
        assertEquals(outcome, asked().agent(stopped(2, reason)).outcome());
    }

    @Test
    void whatItSaidLastIsTheResultAndWhoAskedHasIt() {
        var board = asked().update("{'sessionUpdate':'agent_message_chunk','messageId':'m','content':"
                        + "{'type':'text','text':'Mended: '}}")
                .update("{'sessionUpdate':'agent_message_chunk','messageId':'m','content':"
                        + "{'type':'text','text':'all tests pass.'}}")
                .agent(stopped(2, "end_turn"));
        assertEquals("Mended: all tests pass.", board.update());
        assertEquals(
                "Zed (as the answer to its request; it ends with no question)",
                board.sitrep().reported().orElseThrow().value().report().spoken());
        assertEquals("settled", board.attention());
    }

    /** Whether an answer asks for something is read from its end; the user's next word is the answer to that. */
    @Test
    void anAnswerThatEndsWithAQuestionWaitsForItsUser() {
        var board = asked().update("{'sessionUpdate':'agent_message_chunk','messageId':'m','content':"
                        + "{'type':'text','text':'Two ways lead there. Which one do you want?'}}")
                .agent(stopped(2, "end_turn"));
        assertEquals("waiting_user", board.phase());
        assertEquals("needs_you", board.attention());
        assertTrue(board.block().endsWith("Which one do you want?"), board.block());
        assertEquals(List.of(), open(board));
        board.client(prompt(3, "The first"));
        assertEquals("starting", board.phase());
        assertEquals("Fix the build", board.sitrep().name().value());
        assertEquals("succeeded", board.agent(stopped(3, "end_turn")).outcome());
    }

    @Test
    void aTaskGoesByWhatWasAskedLastAndNotByAWord() {
        var board = asked().agent(stopped(2, "end_turn")).client(prompt(3, "Go on"));
        assertEquals("Fix the build", board.sitrep().name().value());
        board.agent(stopped(3, "end_turn")).client(prompt(4, "Now write the docs as well"));
        assertEquals("Now write the docs as well", board.sitrep().name().value());
    }

    @Test
    void whoeverLeavesAQuestionUnansweredHasTheAnswerThatAsksIt() {
        var board = asked().update("{'sessionUpdate':'agent_message_chunk','messageId':'m','content':"
                        + "{'type':'text','text':'Done. Shall I delete the branch?'}}")
                .agent(stopped(2, "end_turn"))
                .ended(new PairEnd(0, Optional.empty(), true));
        assertEquals("succeeded", board.outcome());
        assertEquals("settled", board.attention());
    }

    @Test
    void whoCancelsIsNoted() {
        var board = asked().agent(LEAVE)
                .client("{'jsonrpc':'2.0','method':'session/cancel','params':{'sessionId':'s1'}}")
                .client("{'jsonrpc':'2.0','id':7,'result':{'outcome':{'outcome':'cancelled'}}}")
                .agent(stopped(2, "cancelled"));
        assertEquals("cancelled", board.outcome());
        assertEquals("settled", board.attention());
        assertTrue(board.events().stream().anyMatch(event -> event.fact() instanceof Fact.RunStopping));
    }

    /** The client may answer what nobody waits for any more. */
    @Test
    void whatComesAfterTheEndIsNoLife() {
        var board = asked().agent(LEAVE).agent(stopped(2, "cancelled"));
        var before = board.events().size();
        board.client("{'jsonrpc':'2.0','id':7,'result':{'outcome':{'outcome':'cancelled'}}}")
                .update(call("c1", "execute", "failed"))
                .agent(stopped(2, "end_turn"));
        assertEquals(before, board.events().size());
        assertEquals("cancelled", board.outcome());
    }

    @Test
    void anErrorIsAFailureInItsWords() {
        var board = asked().agent("{'jsonrpc':'2.0','id':2,'error':{'code':-32603,'message':'Internal error',"
                + "'data':{'errorKind':'rate_limit'}}}");
        assertEquals("failed", board.outcome());
        assertEquals("Internal error: rate_limit", board.update());
    }

    @Test
    void aLoginThatIsWantedFirstIsWaitedFor() {
        var board = asked().agent("{'jsonrpc':'2.0','id':2,'error':{'code':-32000,'message':'Log in first'}}");
        assertEquals("auth: Log in first", board.block());
        board.client("{'jsonrpc':'2.0','id':3,'method':'authenticate','params':{'methodId':'x'}}")
                .agent("{'jsonrpc':'2.0','id':3,'result':{}}");
        assertEquals("failed", board.outcome());
        board.client(prompt(4, "Fix the build")).agent(stopped(4, "end_turn"));
        assertEquals("succeeded", board.outcome());
    }

    /** The past is told once more when an old session is loaded: none of that happens now. */
    @Test
    void whatIsReplayedIsNoLife() {
        var board = new AcpBoard()
                .client("{'jsonrpc':'2.0','id':1,'method':'session/load','params':{'sessionId':'s1','cwd':'/w'}}")
                .update("{'sessionUpdate':'user_message_chunk','content':{'type':'text','text':'Old'}}")
                .update(call("c1", "edit", "in_progress"))
                .agent(LEAVE);
        assertTrue(board.events().isEmpty());
        board.agent("{'jsonrpc':'2.0','id':1,'result':{}}").client(prompt(2, "Go on"));
        assertEquals("starting", board.phase());
        assertEquals("Go on", board.sitrep().name().value());
    }

    @Test
    void twoSessionsOfOnePairAreTwoTasks() {
        var board = asked().client("{'jsonrpc':'2.0','id':3,'method':'session/new','params':{'cwd':'~/till'}}")
                .agent("{'jsonrpc':'2.0','id':3,'result':{'sessionId':'s2'}}")
                .client(prompt(4, "Other work").replace("s1", "s2"))
                .update(call("c1", "edit", "in_progress"));
        assertEquals(2, board.tasks().size());
        assertEquals("editing", board.phase());
        assertEquals("starting", board.tasks().get(1).sitrep().phase().value().word());
    }

    @Test
    void aSecondPromptWaitsItsTurnAndIsARunOfTheSameTask() {
        var board = asked().client(prompt(3, "And then that"));
        assertEquals("queued", board.task().runs().get(1).phase().value().word());
        board.agent(stopped(2, "end_turn"));
        assertEquals("none", board.outcome());
        assertEquals("starting", board.phase());
        board.agent(stopped(3, "end_turn"));
        assertEquals("succeeded", board.outcome());
        assertEquals(1, board.tasks().size());
    }

    @Test
    void aSubagentIsARunBelowItsTurn() {
        var board = asked().update(
                        "{'sessionUpdate':'tool_call','toolCallId':'a1','title':'Look around','kind':'think',"
                                + "'status':'pending','rawInput':{'prompt':'look'},"
                                + "'_meta':{'claudeCode':{'toolName':'Agent'}}}")
                .update("{'sessionUpdate':'tool_call','toolCallId':'b1','title':'Read a','kind':'read',"
                        + "'status':'in_progress','rawInput':{'p':1},"
                        + "'_meta':{'claudeCode':{'parentToolUseId':'a1','toolName':'Read'}}}");
        assertEquals(2, board.task().runs().size());
        assertEquals("reading_context", board.phase());
        board.update("{'sessionUpdate':'tool_call_update','toolCallId':'b1','status':'completed'}")
                .update("{'sessionUpdate':'tool_call_update','toolCallId':'a1','status':'completed'}");
        assertTrue(board.task().runs().stream()
                .anyMatch(run -> run.outcome().map(it -> it.value().word()).equals(Optional.of("succeeded"))));
        assertEquals("none", board.outcome());
    }

    @Test
    void anAgentThatEndsBeforeItAnswersHasFailed() {
        assertEquals(
                "failed", asked().ended(new PairEnd(9, Optional.empty(), false)).outcome());
        assertEquals(
                "cancelled",
                asked().ended(new PairEnd(0, Optional.empty(), true)).outcome());
        assertEquals(
                "cancelled",
                asked().ended(new PairEnd(143, Optional.of("SIGTERM"), false)).outcome());
        var answered = asked().agent(stopped(2, "end_turn")).ended(new PairEnd(1, Optional.empty(), false));
        assertEquals("succeeded", answered.outcome());
    }

    @Test
    void whatWasAnsweredOutOfSightIsNotWaitedForAnyLonger() {
        var board = asked().agent(LEAVE).missed(5_000_000);
        assertEquals("waiting_approval", board.phase());
        board.update(call("c2", "edit", "in_progress"));
        assertEquals("none", board.block());
        assertEquals("editing", board.phase());
    }

    @Test
    void severalMessagesInAnArrayAreSeveral() {
        var board = asked().agent("[" + LEAVE + "," + stopped(2, "end_turn") + ",3,null,'x']");
        assertEquals("succeeded", board.outcome());
    }

    @Test
    void whatIsNotKnownSaysNothing() {
        var board = asked();
        var before = board.events().size();
        board.agent("{'jsonrpc':'2.0','method':'_x/y','params':[1]}")
                .agent("{'jsonrpc':'2.0','id':null,'result':null}")
                .agent("{'method':5}")
                .client("{'jsonrpc':'2.0','id':77,'result':{'stopReason':'end_turn'}}")
                .update("{'sessionUpdate':'no_such_thing'}")
                .update("[]");
        assertEquals(before, board.events().size());
    }

    private static List<String> open(AcpBoard board) {
        return board.events().stream()
                .flatMap(event -> event.fact() instanceof Fact.RunAdvanced fact ? fact.open().stream() : null)
                .reduce((_, newer) -> newer)
                .orElse(List.of())
                .stream()
                .map(sitrep.core.event.OpenCall::id)
                .toList();
    }
}
