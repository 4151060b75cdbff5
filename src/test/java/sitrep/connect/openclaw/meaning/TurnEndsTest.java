package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.util.List;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Fact;
import sitrep.core.vocabulary.Phase;

/** How tasks end and are reported, with the traps that real gateways set. */
class TurnEndsTest {
    private static final String CHILD = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
    private static final String ACP = "agent:tiny:acp:33333333-3333-3333-3333-333333333333";
    private static final String ANNOUNCE = "announce:v1:" + CHILD + ":c1";

    private static Office delegated() {
        var office = new Office().asks("r1", "Count the files").starts("r1", MAIN);
        return office.spawns("r1", MAIN, "c1", CHILD, "counter").replies("r1", MAIN, "Delegated.");
    }

    @Test
    void anAnswerIsDoneAndReported() {
        var office = new Office().asks("r1", "Hello there").starts("r1", MAIN).replies("r1", MAIN, "42");
        assertEquals("succeeded", office.outcome("r1"));
        assertTrue(office.reported("r1"));
        assertEquals("42", office.news("r1"));
    }

    @Test
    void anAnswerThatOnlyDelegatesIsNotTheEnd() {
        var office = delegated();
        assertEquals(Phase.STARTING, office.phase("r1"));
        assertEquals(
                "subagent",
                office.task("r1").executor().orElseThrow().value().kind().word());
        assertEquals("waiting_dependency", office.run("r1", "r1"));
        assertFalse(office.reported("r1"));
    }

    @Test
    void theReportOfAChildIsSummarizingAndThenDone() {
        var office = delegated().replies("c1", CHILD, "12 files");
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
        office.row("c1", CHILD, MAIN, "counter", "completed", "pending").starts(ANNOUNCE, MAIN);
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
        office.replies(ANNOUNCE, MAIN, "There are 12 files.");
        office.row("c1", CHILD, MAIN, "counter", "completed", "delivered");
        assertEquals("succeeded", office.outcome("r1"));
        assertTrue(office.reported("r1"));
        assertEquals("There are 12 files.", office.news("r1"));
    }

    @Test
    void aResultThatNobodyTakesUpIsDoneAndNotReportedUntilItIsDelivered() {
        var office = delegated().replies("c1", CHILD, "12 files");
        office.row("c1", CHILD, MAIN, "counter", "completed", "pending").seconds(31);
        assertEquals(Phase.DONE, office.phase("r1"));
        assertFalse(office.reported("r1"));
        office.row("c1", CHILD, MAIN, "counter", "completed", "delivered");
        assertTrue(office.reported("r1"));
    }

    @Test
    void aReportThatComesLateOpensTheTaskAgain() {
        var office = delegated().replies("c1", CHILD, "12 files").seconds(31).starts(ANNOUNCE, MAIN);
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
        office.replies(ANNOUNCE, MAIN, "There are 12 files.");
        assertEquals(Phase.DONE, office.phase("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void aHandoverThatFailedIsDoneButNotReportedAndSaysWhatToDo() {
        var office = delegated().replies("c1", CHILD, "12 files");
        office.row("c1", CHILD, MAIN, "counter", "completed", "failed");
        assertEquals(Phase.DONE, office.phase("r1"));
        assertFalse(office.reported("r1"));
        assertTrue(office.news("r1").contains("openclaw tasks retry row-c1"), office.news("r1"));
    }

    @Test
    void anAcpResultThatOnlyLiesInTheQueueIsNotReported() {
        var office = new Office().asks("r1", "Ask the tiny one").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", ACP, "tiny").replies("r1", MAIN, "Asked.");
        office.row("c1", ACP, MAIN, "tiny", "completed", "session_queued").seconds(5);
        assertEquals(Phase.DONE, office.phase("r1"));
        assertFalse(office.reported("r1"));
    }

    @Test
    void theReportOfAFailureIsNoSuccess() {
        var office = delegated().fails("c1", CHILD, "'error':'no such model'");
        office.row("c1", CHILD, MAIN, "counter", "failed", "pending").starts(ANNOUNCE, MAIN);
        office.replies(ANNOUNCE, MAIN, "It did not work.");
        assertEquals("failed", office.outcome("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void workDoneAfterAChildFailedMakesUpForIt() {
        var office = delegated().fails("c1", CHILD, "'error':'no such model'").starts(ANNOUNCE, MAIN);
        office.calls(ANNOUNCE, MAIN, "t", "exec", "{'command':'ls'}").returns(ANNOUNCE, MAIN, "t", "exec", "{}");
        office.replies(ANNOUNCE, MAIN, "I counted them myself: 12.");
        assertEquals("succeeded", office.outcome("r1"));
    }

    @Test
    void yieldedIsNoEnd() {
        var office = new Office().asks("r1", "Count").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", CHILD, "counter");
        office.ends("r1", MAIN, "'yielded':true,'livenessState':'paused','terminalReply':{'disposition':'empty'}");
        assertEquals("none", office.outcome("r1"));
        var block = office.detail("r1").runs().getFirst();
        assertEquals(Phase.WAITING_DEPENDENCY, block.phase().value());
        assertTrue(office.events.stream()
                .anyMatch(event -> event.fact() instanceof Fact.RunBlocked blocked
                        && blocked.text().orElse("").equals("Waits for counter")));
    }

    @Test
    void theFirstEndCountsAndAbortedIsCancelled() {
        var office = new Office().asks("r1", "Sleep").starts("r1", MAIN);
        office.frame("chat", "{'runId':'r1','sessionKey':'" + MAIN + "','state':'aborted','stopReason':'rpc'}");
        office.ends("r1", MAIN, "'status':'cancelled','aborted':true,'stopReason':'rpc'");
        office.fails("r1", MAIN, "'error':'This operation was aborted','aborted':true");
        assertEquals("cancelled", office.outcome("r1"));
        assertEquals(1, office.told(Fact.RunEnded.class));
    }

    @Test
    void aTimeoutIsATimeoutThoughItComesAsAnError() {
        var office = delegated().fails("c1", CHILD, "'error':'timed out','timeoutPhase':'provider'");
        assertEquals("timed_out", office.run("r1", "c1"));
        office.row("c1", CHILD, MAIN, "counter", "timed_out", "pending");
        assertEquals("timed_out", office.run("r1", "c1"));
    }

    @Test
    void lostIsToldApartFromFailed() {
        var row = Office.child("c1", CHILD, MAIN, "counter", "failed", "not_applicable")
                .replace("'state':'running'", "'state':'unknown'");
        var office = delegated().frame("task", "{'action':'upserted','task':" + row + "}");
        assertEquals("lost", office.run("r1", "c1"));
    }

    @Test
    void interruptedAtTheStartOfAHealthyChildMeansNothing() {
        var office = delegated()
                .frame(
                        "sessions.changed",
                        "{'sessionKey':'" + CHILD + "','reason':'send','ts':@,'session':{'key':'" + CHILD
                                + "','status':'running','subagentRunState':'interrupted','spawnedBy':'" + MAIN + "'}}");
        assertEquals("none", office.outcome("r1"));
        assertEquals("starting", office.run("r1", "c1"));
    }

    @Test
    void completedWithoutAQuestionAskedIsWhatTheLedgerSays() {
        var office = delegated().calls("c1", CHILD, "t", "exec", "{'command':'rm -r build'}");
        office.frame(
                "session.tool",
                "{'runId':'c1','sessionKey':'" + CHILD + "','ts':@,'data':{'phase':'result','name':'exec',"
                        + "'toolCallId':'t','isError':true,'result':{'content':[{'type':'text',"
                        + "'text':'Exec approval registration failed'}]}}}");
        assertEquals("exec failed: Exec approval registration failed", office.news("r1"));
        assertFalse(office.phase("r1").kind() == Phase.Kind.HUMAN);
    }

    @Test
    void theTurnThatTheGatewayResumesAfterARestartIsAnotherAttemptAtTheSameTask() {
        var office =
                new Office().asks("r1", "Build").starts("r1", MAIN).lost("gone").connected("boot-2");
        office.frame(
                "task",
                "{'action':'upserted','task':{'id':'x','kind':'cli','runtime':'cli','status':'running','title':"
                        + "'[System] Your previous turn was interrupted by a gateway restart while OpenClaw…',"
                        + "'childSessionKey':'" + MAIN + "','ownerKey':'" + MAIN + "','runId':'r9','createdAt':@}}");
        assertEquals(1, office.tasks().size());
        assertEquals(Phase.STARTING, office.phase("r1"));
        assertEquals(2, office.detail("r1").runs().getLast().attempt().orElseThrow());
        office.replies("r9", MAIN, "built");
        assertEquals("succeeded", office.outcome("r1"));
    }

    @Test
    void theRestartOfAChildIsTheLedgersWord() {
        var row = Office.child("c1", CHILD, MAIN, "counter", "failed", "delivered")
                .replace("'title'", "'error':'Subagent execution was interrupted by a Gateway restart','title'");
        var office = delegated().lost("gone").connected("boot-2");
        office.answer("tasks.list", "{}", "{'tasks':[" + row + "]}");
        assertEquals("failed", office.run("r1", "c1"));
    }

    @Test
    void aLostGatewayIsOneItem() {
        var office = delegated().lost("closed with 1006");
        var before = office.events.size();
        office.seconds(60);
        assertEquals(1, office.told(Fact.SourceLost.class));
        assertEquals(before, office.events.size());
        office.connected("boot-1");
        assertEquals(2, office.told(Fact.SourceSeen.class));
    }

    @Test
    void aCommandInTheBackgroundKeepsItsTaskAndIsReportedByTheNextHeartbeat() {
        var office = new Office().asks("r1", "Build in the background").starts("r1", MAIN);
        office.calls("r1", MAIN, "t", "exec", "{'command':'mvn verify','background':true}");
        office.command("kind-basil", MAIN, "mvn verify", "running");
        office.returns("r1", MAIN, "t", "exec", "{'status':'running','sessionId':'kind-basil','pid':27910}");
        office.replies("r1", MAIN, "Started.");
        assertEquals(Phase.TESTING, office.phase("r1"));
        assertEquals(
                "kind-basil (pid 27910)",
                office.task("r1").executor().orElseThrow().value().name().orElseThrow());
        office.command("kind-basil", MAIN, "mvn verify", "completed");
        assertEquals(Phase.DONE, office.phase("r1"));
        assertFalse(office.reported("r1"));
        var beat = ",'isHeartbeat':true";
        office.agent("h", MAIN, "lifecycle", "{'phase':'start'}", beat);
        office.agent(
                "h",
                MAIN,
                "lifecycle",
                "{'phase':'end','endedAt':@,'terminalReply':{'disposition':'visible','text':'The build is green.'}}",
                beat);
        assertEquals(1, office.tasks().size());
        assertTrue(office.reported("r1"));
    }

    @Test
    void aFailedChatIsReportedByTheErrorThatTheChatShows() {
        var office = new Office().asks("r1", "Hello there").starts("r1", MAIN);
        office.fails("r1", MAIN, "'error':'400'");
        assertFalse(office.reported("r1"));
        office.frame(
                "session.message",
                "{'sessionKey':'" + MAIN + "','message':{'role':'assistant','content':[],'__openclaw':{'runId':'r1',"
                        + "'idempotencyKey':'r1:terminal-error','recordTimestampMs':@}}}");
        assertTrue(office.reported("r1"));
    }

    @Test
    void theEndOfAChatCountsWhenTheRunsOwnWasLost() {
        var office = new Office().asks("r1", "Hello there").starts("r1", MAIN);
        office.frame(
                "chat",
                "{'runId':'r1','sessionKey':'" + MAIN + "','state':'final',"
                        + "'message':{'role':'assistant','content':[{'type':'text','text':'42'}]}}");
        assertEquals("none", office.outcome("r1"));
        office.seconds(4);
        assertEquals("succeeded", office.outcome("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void aCommandWhoseProcessTheGatewaySeesNoLongerIsLostAndComesBackIfItIsSeen() {
        var row = "{'tasks':[{'id':'row-fox','kind':'exec','runtime':'cli','status':'running','title':'npm start',"
                + "'execution':{'state':'%s','lastActivityAt':@},'ownerKey':'" + MAIN + "','runId':'exec:fox',"
                + "'sourceId':'fox','createdAt':@}]}";
        var office = new Office().asks("r1", "Start it").starts("r1", MAIN);
        office.command("fox", MAIN, "npm start", "running").replies("r1", MAIN, "It runs.");
        office.answer("tasks.list", "{}", row.formatted("unknown")).seconds(19);
        assertEquals("testing", office.run("r1", "exec:fox"));
        office.answer("tasks.list", "{}", row.formatted("running")).seconds(19);
        office.answer("tasks.list", "{}", row.formatted("unknown")).seconds(21);
        assertEquals("lost", office.run("r1", "exec:fox"));
        assertEquals("lost", office.outcome("r1"));
        assertFalse(office.reported("r1"));
    }

    @Test
    void aCommandThatNobodySeesIsNoWorkForThoseThatJoinLate() {
        var office = new Office();
        var created = "'createdAt':" + office.now().minusSeconds(3_600).toEpochMilli();
        var row = Office.process("fox").replace("'state':'running'", "'state':'unknown'");
        office.answer("tasks.list", "{}", "{'tasks':[" + row.replaceFirst("'createdAt':\\d+", created) + "]}");
        assertEquals(List.of(), office.seconds(10).tasks());
    }

    @Test
    void whatWasGivenUpForLostIsFailedWhenTheGatewaySaysSo() {
        var child = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
        var office = new Office().asks("r1", "Count it").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", child, "walker").replies("r1", MAIN, "It is on the way.");
        office.lost("closed with 1006").connected("boot-2").seconds(3_601);
        assertEquals("lost", office.run("r1", "c1"));
        assertEquals("lost", office.outcome("r1"));
        var row = Office.child("c1", child, MAIN, "walker", "failed", "delivered")
                .replace("'state':'running'", "'state':'unknown'")
                .replace("'title'", "'error':'Subagent execution was interrupted by a Gateway restart','title'");
        office.answer("tasks.list", "{}", "{'tasks':[" + row + "]}");
        assertEquals("failed", office.run("r1", "c1"));
        assertEquals("failed", office.outcome("r1"));
    }

    @Test
    void theReportToWhoeverAskedIsTheNewsAndNotWhatChildrenToldOneAnother() {
        var child = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
        var leaf = "agent:main:subagent:22222222-2222-2222-2222-222222222222";
        var office = new Office().asks("r1", "Plan the sale").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", child, "planner").replies("r1", MAIN, "The planner is on it.");
        office.starts("c1", child).spawns("c1", child, "c2", leaf, "clerk");
        office.ends("c1", child, "'yielded':true").starts("c2", leaf).replies("c2", leaf, "41 pairs.");
        office.row("c2", leaf, child, "clerk", "completed", "pending");
        var settled = "announce:requester-settle:main:" + child + ":c2:yield-1";
        office.starts(settled, child).replies(settled, child, "Planned with 41 pairs.");
        office.row("c2", leaf, child, "clerk", "completed", "delivered");
        assertFalse(office.phase("r1") == Phase.DONE, "the planner's result is on its way");
        office.row("c1", child, MAIN, "planner", "completed", "pending").seconds(1);
        var told = "announce:v1:" + child + ":" + settled;
        office.starts(told, MAIN).replies(told, MAIN, "The sale is planned with 41 pairs of shoes.");
        office.row("c1", child, MAIN, "planner", "completed", "delivered").seconds(5);
        assertEquals("The sale is planned with 41 pairs of shoes.", office.news("r1"));
        assertEquals(Phase.DONE, office.phase("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void aChildThatTheLedgerEndsBeforeItsReportIsStillOnItsWay() {
        var child = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
        var leaf = "agent:main:subagent:22222222-2222-2222-2222-222222222222";
        var office = new Office().asks("r1", "Plan the sale").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", child, "planner").replies("r1", MAIN, "The planner is on it.");
        office.starts("c1", child).spawns("c1", child, "c2", leaf, "clerk");
        office.ends("c1", child, "'yielded':true").starts("c2", leaf).replies("c2", leaf, "41 pairs.");
        office.row("c2", leaf, child, "clerk", "completed", "pending");
        var settled = "announce:requester-settle:main:" + child + ":c2:yield-1";
        office.starts(settled, child);
        office.row("c1", child, MAIN, "planner", "completed", "pending");
        office.replies(settled, child, "Planned with 41 pairs.");
        office.row("c2", leaf, child, "clerk", "completed", "delivered");
        assertFalse(office.phase("r1") == Phase.DONE, "the planner's result is on its way");
        office.seconds(1);
        var told = "announce:v1:" + child + ":" + settled;
        office.starts(told, MAIN).replies(told, MAIN, "The sale is planned with 41 pairs of shoes.");
        office.row("c1", child, MAIN, "planner", "completed", "delivered").seconds(5);
        assertEquals("The sale is planned with 41 pairs of shoes.", office.news("r1"));
        assertEquals(Phase.DONE, office.phase("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void aTaskIsDoneWhenTheLastOfSeveralResultsIsTold() {
        var one = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
        var other = "agent:main:subagent:22222222-2222-2222-2222-222222222222";
        var office = new Office().asks("r1", "Compare them").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", one, "papers").spawns("r1", MAIN, "c2", other, "benchmarks");
        office.replies("r1", MAIN, "Two are on it.");
        office.starts("c1", one).starts("c2", other).replies("c1", one, "Papers are read.");
        office.row("c1", one, MAIN, "papers", "completed", "pending");
        office.starts("announce:v1:" + one + ":c1", MAIN).replies("announce:v1:" + one + ":c1", MAIN, "Half is there.");
        office.row("c1", one, MAIN, "papers", "completed", "delivered").seconds(4);
        assertFalse(office.reported("r1"));
        assertFalse(office.phase("r1") == Phase.DONE);
        office.replies("c2", other, "Benchmarks are run.");
        office.row("c2", other, MAIN, "benchmarks", "completed", "pending");
        var last = "announce:v1:" + other + ":c2";
        office.starts(last, MAIN).replies(last, MAIN, "A disk index does.");
        office.row("c2", other, MAIN, "benchmarks", "completed", "delivered").seconds(4);
        assertEquals("A disk index does.", office.news("r1"));
        assertEquals(Phase.DONE, office.phase("r1"));
        assertTrue(office.reported("r1"));
    }
}
