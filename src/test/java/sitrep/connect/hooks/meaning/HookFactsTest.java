package sitrep.connect.hooks.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sitrep.connect.foreign.Around;
import sitrep.connect.hooks.dialect.ClaudeCodeDialect;
import sitrep.core.event.RunId;
import sitrep.core.event.TaskId;
import sitrep.engine.TestEngine;
import sitrep.json.Json;

/** What follows from hooks where no recording has them: said in the agent's words, seen on the board. */
class HookFactsTest {
    private static final String TASK = "claude-code-s1";

    private final TestEngine engine = new TestEngine();
    private final ClaudeCodeDialect claude = new ClaudeCodeDialect();
    private Around around = Around.NONE;
    private HookFacts facts = new HookFacts(claude, "claude-code@office", Recollection.NONE);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anAnswerThatEndsWithAQuestionWaitsForItsUserUntilThatReplies() {
        prompt("p1", "Mend the parser of dates");
        stop("p1", "It is mended.\\n\\nShall I commit it?");
        assertEquals("waiting_user", engine.phase(TASK));
        assertEquals("needs_you", engine.attention(TASK));
        assertEquals("Shall I commit it?", block());
        prompt("p2", "yes");
        assertEquals("planning", engine.phase(TASK));
        assertEquals("Mend the parser of dates", name());
        stop("p2", "It is committed.");
        assertEquals("done", engine.phase(TASK));
        assertEquals("settled", engine.attention(TASK));
    }

    @Test
    void whoeverWakesByItselfIsDoneUntilThenAndSaysWhenThatIs() {
        prompt("p1", "Look at the build every morning");
        hear("'hook_event_name':'Stop','prompt_id':'p1','last_assistant_message':'I will.','background_tasks':[],"
                + "'session_crons':[{'id':'c1','schedule':'0 9 * * 1-5','recurring':true,'prompt':'look'}]");
        assertEquals("done", engine.phase(TASK));
        var reported = engine.task(TASK).task().reported().toString();
        assertTrue(reported.contains("it wakes by itself: 0 9 * * 1-5"), reported);
    }

    @Test
    void whatIsAskedNextNamesTheTaskAndOpensItAgain() {
        prompt("p1", "Mend the parser of dates");
        stop("p1", "It is mended.");
        prompt("p2", "Now write the release notes");
        assertEquals("Now write the release notes", name());
        assertEquals("planning", engine.phase(TASK));
    }

    @Test
    void aLimitThatIsLiftedAtATimeIsWaitedFor() {
        prompt("p1", "Mend the parser of dates");
        hear("'hook_event_name':'StopFailure','prompt_id':'p1','error':'rate_limit','last_assistant_message':"
                + "'You have hit your limit · resets 3pm (UTC)'");
        assertEquals("waiting_dependency", engine.phase(TASK));
        var on = engine.task(TASK).sitrep().block().orElseThrow().value().on().orElseThrow();
        assertEquals("2026-11-22T15:00:00Z", on.spoken());
        prompt("p2", "go on");
        stop("p2", "It is mended.");
        assertEquals("done", engine.phase(TASK));
    }

    /** Of a process that begins with its session the hooks may be heard first. */
    @Test
    void aTaskThatTurnsOutToBeNoMoreThanTheSessionGoesByWhatWasAsked() {
        var isKnown = new AtomicBoolean();
        facts = new HookFacts(claude, "claude-code@office", new Recollection() {
            @Override
            public Optional<List<KnownRun>> of(TaskId task) {
                return Optional.empty();
            }

            @Override
            public boolean isOwn(TaskId task, RunId run, String program, String source) {
                return isKnown.get();
            }
        });
        around = Around.of("run-1", "run-1", "");
        prompt("p1", "Mend the parser of dates");
        assertTrue(engine.task(TASK).task().intent().name().isEmpty(), "its source has not named it");
        isKnown.set(true);
        stop("p1", "It is mended.");
        assertEquals("Mend the parser of dates", name());
    }

    @Test
    void whatIsToBeDoneIsProgress() {
        prompt("p1", "Mend the parser of dates");
        hear("'hook_event_name':'PreToolUse','prompt_id':'p1','tool_name':'TodoWrite','tool_use_id':'t1','tool_input':"
                + "{'todos':[{'content':'Look','status':'completed'},{'content':'Mend','activeForm':'Mending',"
                + "'status':'in_progress'},{'content':'Test','status':'pending'}]}");
        var sitrep = engine.task(TASK).sitrep();
        assertEquals(1, sitrep.progress().orElseThrow().value().done());
        assertEquals(3, sitrep.progress().orElseThrow().value().total());
        assertEquals("Mending", sitrep.update().orElseThrow().value().text());
    }

    @Test
    void aPlanIsConfirmedAndAnInquiryAnswered() {
        prompt("p1", "Mend the parser of dates");
        hear("'hook_event_name':'PreToolUse','prompt_id':'p1','tool_name':'ExitPlanMode','tool_use_id':'t1',"
                + "'tool_input':{'plan':'First look, then mend'}");
        hear("'hook_event_name':'PermissionRequest','prompt_id':'p1','tool_name':'ExitPlanMode',"
                + "'tool_input':{'plan':'First look, then mend'}");
        assertEquals("waiting_user", engine.phase(TASK));
        assertEquals("First look, then mend", block());
        hear("'hook_event_name':'PostToolUse','prompt_id':'p1','tool_name':'ExitPlanMode','tool_use_id':'t1',"
                + "'tool_input':{'plan':'First look, then mend'},'tool_response':{}");
        assertEquals("planning", engine.phase(TASK));
        hear("'hook_event_name':'Elicitation','prompt_id':'p1','mcp_server_name':'bank','mode':'url',"
                + "'message':'Sign in at the bank','elicitation_id':'e1'");
        assertEquals("waiting_approval", engine.phase(TASK));
        hear("'hook_event_name':'ElicitationResult','prompt_id':'p1','elicitation_id':'e1','action':'accept'");
        assertEquals("planning", engine.phase(TASK));
    }

    @Test
    void aWaitForOneOfTwoCallsIsNotOverWithTheOther() {
        prompt("p1", "Mend the parser of dates");
        for (var call : List.of("t1", "t2")) {
            hear("'hook_event_name':'PreToolUse','prompt_id':'p1','tool_name':'Bash','tool_use_id':'" + call
                    + "','tool_input':{'command':'make " + call + "'}");
        }
        hear("'hook_event_name':'PermissionRequest','prompt_id':'p1','tool_name':'Bash','tool_input':"
                + "{'command':'make t2'}");
        hear("'hook_event_name':'PostToolUse','prompt_id':'p1','tool_name':'Bash','tool_use_id':'t1','tool_input':"
                + "{'command':'make t1'},'tool_response':{}");
        assertEquals("make t2", block());
        hear("'hook_event_name':'PostToolUse','prompt_id':'p1','tool_name':'Bash','tool_use_id':'t2','tool_input':"
                + "{'command':'make t2'},'tool_response':{}");
        assertEquals("testing", engine.phase(TASK));
    }

    /** The question is still there after a restart of ours, and the next hook goes on in the same runs. */
    @Test
    void aServerThatIsStartedAnewGoesOnWithWhatItKnew() {
        prompt("p1", "Mend the parser of dates");
        hear("'hook_event_name':'SubagentStart','prompt_id':'p1','agent_id':'a1','agent_type':'Explore'");
        facts = new HookFacts(claude, "claude-code@office", this::known);
        hear("'hook_event_name':'PreToolUse','prompt_id':'p1','tool_name':'Edit','tool_use_id':'t1',"
                + "'tool_input':{'file_path':'/a/Dates.java'}");
        assertEquals("Mend the parser of dates", name());
        stop("p1", "It is mended.");
        assertEquals("done", engine.phase(TASK));
        assertTrue(engine.task(TASK).task().runs().values().stream().noneMatch(run -> run.isLive()));
    }

    /** What was asked before a restart of ours is over when its call is, and an answer before it has its reply. */
    @Test
    void whatWasAskedBeforeAServerWasStartedIsOverAfterIt() {
        prompt("p1", "Mend the parser of dates");
        var push = "'prompt_id':'p1','tool_name':'Bash','tool_use_id':'t1','tool_input':{'command':'git push'}";
        hear("'hook_event_name':'PreToolUse'," + push);
        hear("'hook_event_name':'PermissionRequest'," + push.replace("'tool_use_id':'t1',", ""));
        assertEquals("git push", block());
        facts = new HookFacts(claude, "claude-code@office", this::known);
        hear("'hook_event_name':'PostToolUse','tool_response':{}," + push);
        assertEquals("editing", engine.phase(TASK));
        stop("p1", "It is pushed. Shall I tag it?");
        assertEquals("waiting_user", engine.phase(TASK));
        facts = new HookFacts(claude, "claude-code@office", this::known);
        assertTrue(facts.knows("s1"));
        prompt("p2", "yes");
        stop("p2", "It is tagged.");
        assertEquals("done", engine.phase(TASK));
        facts = new HookFacts(claude, "claude-code@office", this::known);
        assertFalse(facts.knows("s1"));
    }

    @Test
    void whoIsInterruptedByTheNextQuestionWasStopped() {
        prompt("p1", "Mend the parser of dates");
        prompt("p2", "No, the one of numbers please");
        stop("p2", "It is mended.");
        assertEquals("done", engine.phase(TASK));
        var first = engine.task(TASK).task().runs().get(new sitrep.core.event.RunId("p1"));
        assertEquals("cancelled", first.end().orElseThrow().value().outcome().word());
    }

    /** A script asks in one session again and again, each time by a process of its own. */
    @Test
    void aSessionThatIsLeftAndResumedAtOnceGoesOn() {
        prompt("p1", "Mend the parser of dates");
        stop("p1", "It is mended.");
        hear("'hook_event_name':'SessionEnd','reason':'other'");
        prompt("p2", "Now write the release notes");
        hear("'hook_event_name':'SessionStart','source':'resume'");
        assertEquals("planning", engine.phase(TASK));
        stop("p2", "They are written.");
        assertEquals("done", engine.phase(TASK));
    }

    @Test
    void sessionsOfOneTraceAreOneTask() {
        var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        around = Around.of("", "$SITREP_RUN", trace);
        prompt("p1", "Mend the parser of dates");
        stop("p1", "It is mended.");
        assertEquals("Mend the parser of dates", name());
        assertEquals("done", engine.phase("trace-4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    private Optional<List<Recollection.KnownRun>> known(TaskId task) {
        return Optional.of(engine.task(task.text()).task().runs().values().stream()
                .filter(run -> run.isLive())
                .map(run -> new Recollection.KnownRun(
                        run.id().text(),
                        run.about().parent().map(it -> it.value().text()),
                        run.openHolds()
                                .map(hold -> new Recollection.KnownWait(
                                        hold.block().id().text(),
                                        hold.said().value().text().orElse(""),
                                        hold.since()))
                                .toList()))
                .toList());
    }

    private void prompt(String turn, String text) {
        hear("'hook_event_name':'UserPromptSubmit','prompt_id':'" + turn + "','prompt':'" + text + "'");
    }

    private void stop(String turn, String answer) {
        hear("'hook_event_name':'Stop','prompt_id':'" + turn + "','last_assistant_message':'" + answer
                + "','background_tasks':[]");
    }

    private void hear(String fields) {
        engine.clock.advance(Duration.ofSeconds(1));
        var now = engine.clock.instant();
        var hook = Json.read(("{'session_id':'s1','cwd':'/srv/proj'," + fields + "}").replace('\'', '"'));
        var message = claude.read(hook, now).orElseThrow();
        engine.intake.accept(facts.next(message, Optional.of(around), facts.timeOf(message, now), now));
        engine.settle();
    }

    private String name() {
        return engine.task(TASK).sitrep().name().value();
    }

    private String block() {
        return engine.task(TASK).sitrep().block().orElseThrow().value().text().orElseThrow();
    }
}
