package sitrep.connect.hooks.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.connect.hooks.dialect.ClaudeCodeSessions;
import sitrep.connect.hooks.dialect.HookMessage;
import sitrep.connect.hooks.dialect.Signal;
import sitrep.core.event.RunId;
import sitrep.engine.TestEngine;
import sitrep.json.Json;

/** What seldom happens in a session, and what the board says then. */
class HardHooksTest {
    private static final String TASK = "claude-code-s1";
    private static final String PUSH = "'tool_name':'Bash','tool_input':{'command':'git push'}";

    private final TestEngine engine = new TestEngine();
    private final ClaudeCodeDialect claude = new ClaudeCodeDialect();
    private final HookFacts facts = new HookFacts(claude, "claude-code@office", Recollection.NONE);

    @AfterEach
    void close() {
        engine.close();
    }

    /** Whoever shortens the context while a question is open has not answered it. */
    @Test
    void aQuestionStaysOpenWhileTheContextIsShortened() {
        prompt("p1", "Mend the parser of dates");
        hear("'hook_event_name':'Stop','prompt_id':'p1','last_assistant_message':'Shall I commit it?'");
        hear("'hook_event_name':'PreCompact','trigger':'manual'");
        hear("'hook_event_name':'PostCompact','trigger':'manual','compact_summary':'x'");
        var block = engine.task(TASK).sitrep().block().orElseThrow().value();
        assertEquals("Shall I commit it?", block.text().orElseThrow());
        assertEquals(Optional.empty(), block.perhaps());
    }

    @Test
    void anApprovalStaysOpenWhileTheContextIsShortened() {
        prompt("p1", "Mend the parser of dates");
        asks("t1");
        hear("'hook_event_name':'PreCompact','prompt_id':'p1','trigger':'auto'");
        assertEquals("waiting_approval", engine.phase(TASK));
        assertEquals(
                Optional.empty(),
                engine.task(TASK).sitrep().block().orElseThrow().value().perhaps());
    }

    @Test
    void whatWasDeniedAndIsAskedAgainIsAnotherQuestion() {
        prompt("p1", "Mend the parser of dates");
        asks("t1");
        hear("'hook_event_name':'PermissionDenied','prompt_id':'p1','tool_use_id':'t1','reason':'no'," + PUSH);
        assertEquals("editing", engine.phase(TASK));
        asks("t2");
        assertEquals("waiting_approval", engine.phase(TASK));
        hear("'hook_event_name':'PostToolUse','prompt_id':'p1','tool_use_id':'t2','tool_response':{}," + PUSH);
        assertEquals("editing", engine.phase(TASK));
    }

    @Test
    void twoThatAreAskedAtOnceAreCountedAndEndOneByOne() {
        prompt("p1", "Mend the parser of dates");
        for (var agent : new String[] {"a1", "a2"}) {
            var child = "'prompt_id':'p1','agent_id':'" + agent + "','agent_type':'Explore',";
            hear("'hook_event_name':'SubagentStart'," + child + "'x':1");
            hear("'hook_event_name':'PreToolUse'," + child + "'tool_use_id':'t" + agent + "'," + PUSH);
            hear("'hook_event_name':'PermissionRequest'," + child + PUSH);
        }
        assertEquals(1, engine.task(TASK).sitrep().block().orElseThrow().value().more());
        hear("'hook_event_name':'PostToolUse','prompt_id':'p1','agent_id':'a1','agent_type':'Explore',"
                + "'tool_use_id':'ta1','tool_response':{}," + PUSH);
        assertEquals(0, engine.task(TASK).sitrep().block().orElseThrow().value().more());
        assertEquals("waiting_approval", engine.phase(TASK));
    }

    @Test
    void whoeverFailedForAProviderAndGoesOnIsDone() {
        prompt("p1", "Mend the parser of dates");
        hear("'hook_event_name':'StopFailure','prompt_id':'p1','error':'server_error',"
                + "'last_assistant_message':'API Error: 500'");
        assertEquals("failed", engine.phase(TASK));
        prompt("p2", "go on please");
        assertEquals("planning", engine.phase(TASK));
        hear("'hook_event_name':'Stop','prompt_id':'p2','last_assistant_message':'It is mended.'");
        assertEquals("done", engine.phase(TASK));
        assertEquals(
                "Mend the parser of dates", engine.task(TASK).sitrep().name().value());
    }

    /** The hook that says how it ended was lost: nobody is said to have stopped it. */
    @Test
    void whoeverIsIdleWithNothingOpenIsLostAndNotCancelled() {
        prompt("p1", "Mend the parser of dates");
        asks("t1");
        hear("'hook_event_name':'PostToolUse','prompt_id':'p1','tool_use_id':'t1','tool_response':{}," + PUSH);
        seen(Signal.Status.IDLE);
        assertEquals("lost", outcome("p1"));
    }

    @Test
    void whoeverIsKilledInTheMiddleOfACallIsLost() {
        prompt("p1", "Mend the parser of dates");
        hear("'hook_event_name':'PreToolUse','prompt_id':'p1','tool_use_id':'t1'," + PUSH);
        var now = engine.clock.instant().plusSeconds(1);
        tell(ClaudeCodeSessions.message("s1", "gone", new Signal.Gone("its process is gone")), now);
        assertEquals("lost", outcome("p1"));
        assertEquals("failed", engine.phase(TASK));
    }

    /** A question that is left for a day is still one. */
    @Test
    void aQuestionThatIsLeftForADayStaysOne() {
        prompt("p1", "Mend the parser of dates");
        asks("t1");
        engine.clock.advance(Duration.ofDays(1));
        seen(Signal.Status.WAITING);
        assertEquals("waiting_approval", engine.phase(TASK));
        seen(Signal.Status.BUSY);
        assertEquals("editing", engine.phase(TASK));
    }

    /** A sub-agent that a sub-agent began is told of as another of the same session. */
    @Test
    void theSubAgentOfASubAgentIsWaitedForToo() {
        prompt("p1", "Mend the parser of dates");
        for (var id : new String[] {"a1", "a2"}) {
            hear("'hook_event_name':'SubagentStart','prompt_id':'p1','agent_type':'Explore','agent_id':'" + id + "'");
        }
        var running = "{'id':'%s','type':'subagent','status':'running','description':'Look'}";
        hear("'hook_event_name':'Stop','prompt_id':'p1','last_assistant_message':'They look.','background_tasks':["
                + running.formatted("a1") + "," + running.formatted("a2") + "]");
        hear("'hook_event_name':'SubagentStop','prompt_id':'p1','agent_id':'a1','agent_type':'Explore',"
                + "'last_assistant_message':'One file.'");
        assertTrue(engine.task(TASK).sitrep().outcome().isEmpty());
        hear("'hook_event_name':'SubagentStop','prompt_id':'p1','agent_id':'a2','agent_type':'Explore',"
                + "'last_assistant_message':'Two files.'");
        hear("'hook_event_name':'UserPromptSubmit','prompt_id':'p2','prompt':'<task-notification><task-id>a2</task-id>"
                + "<status>completed</status></task-notification>'");
        hear("'hook_event_name':'Stop','prompt_id':'p2','last_assistant_message':'Three files.'");
        assertEquals("done", engine.phase(TASK));
    }

    private void asks(String call) {
        hear("'hook_event_name':'PreToolUse','prompt_id':'p1','tool_use_id':'" + call + "'," + PUSH);
        hear("'hook_event_name':'PermissionRequest','prompt_id':'p1'," + PUSH);
    }

    private String outcome(String run) {
        var known = engine.task(TASK).task().runs().get(new RunId(run));
        return known.end().orElseThrow().value().outcome().word();
    }

    private void seen(Signal.Status status) {
        var since = engine.clock.instant().plusSeconds(1);
        tell(ClaudeCodeSessions.message("s1", "" + since, new Signal.Seen(status, since, Optional.empty())), since);
    }

    private void prompt(String turn, String text) {
        hear("'hook_event_name':'UserPromptSubmit','prompt_id':'" + turn + "','prompt':'" + text + "'");
    }

    private void hear(String fields) {
        var now = engine.clock.instant().plusSeconds(1);
        var hook = Json.read(("{'session_id':'s1','cwd':'/srv/proj'," + fields + "}").replace('\'', '"'));
        tell(claude.read(hook, now).orElseThrow(), now);
    }

    private void tell(HookMessage message, Instant at) {
        engine.clock.advance(Duration.ofSeconds(1));
        engine.intake.accept(facts.next(message, at, at));
        engine.settle();
    }
}
