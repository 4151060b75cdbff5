package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.openclaw.memory.TaskNaming;
import sitrep.core.vocabulary.Phase;

/** What becomes a task, and what belongs to one. */
class TasksTest {
    private static final String CHILD = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
    private static final String LEAF = "agent:main:subagent:22222222-2222-2222-2222-222222222222";

    @Test
    void aMessageIsATaskNamedByItsFirstMeaningfulLine() {
        var office = new Office().asks("r1", "Hi!\\n\\n- Ship *2.4* and tag it\\nbefore noon");
        assertEquals(List.of("r1"), office.tasks());
        assertEquals(Phase.QUEUED, office.phase("r1"));
        assertEquals("Ship *2.4* and tag it", office.task("r1").name().value());
        assertTrue(office.task("r1").goal().orElseThrow().value().endsWith("before noon"));
        office.starts("r1", MAIN);
        assertEquals(Phase.STARTING, office.phase("r1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Deploy it                                         | Deploy it
        ## Deploy it                                      | Deploy it
        [Telegram Dana 2026-11-22 10:02 UTC] Deploy it    | Deploy it
        1. Deploy it                                      | Deploy it
        """)
    void whatStandsAroundTheWordsIsLeftOut(String message, String name) {
        assertEquals(name, TaskNaming.of(message).orElseThrow());
    }

    @Test
    void aTurnThatStartsBeforeItsMessageIsSeenIsTheSameTask() {
        var office = new Office().starts("r1", MAIN).asks("r1", "Count the files");
        assertEquals(List.of("r1"), office.tasks());
        assertEquals("Count the files", office.task("r1").name().value());
    }

    @Test
    void aMessageWhileWorkGoesOnSteersIt() {
        var office = new Office().asks("r1", "Build it").starts("r1", MAIN);
        office.asks("r2", "and run the tests").starts("r2", MAIN);
        assertEquals(List.of("r1"), office.tasks());
        assertEquals("Asked meanwhile: and run the tests", office.news("r1"));
        office.replies("r1", MAIN, "built");
        assertFalse(office.phase("r1") == Phase.DONE);
        office.replies("r2", MAIN, "tested");
        assertEquals(Phase.DONE, office.phase("r1"));
    }

    @Test
    void whatIsAskedMeanwhileIsNewsWhenItReachesTheWork() {
        var office = new Office().asks("r1", "Build it").starts("r1", MAIN);
        var typed = office.now().toEpochMilli();
        office.seconds(5).agent("r1", MAIN, "item", "{'kind':'preamble','phase':'end','progressText':'Building.'}");
        office.seconds(5)
                .frame(
                        "session.message",
                        ("{'sessionKey':'%s','message':{'role':'user','content':'and test it','timestamp':%d,"
                                        + "'__openclaw':{'idempotencyKey':'r2:user','recordTimestampMs':@}}}")
                                .formatted(MAIN, typed));
        assertEquals("Asked meanwhile: and test it", office.news("r1"));
    }

    @Test
    void aMessageAfterTheAnswerIsANewTask() {
        var office = new Office().asks("r1", "Build it").starts("r1", MAIN).replies("r1", MAIN, "built");
        office.asks("r2", "Now ship it").starts("r2", MAIN);
        assertEquals(List.of("r1", "r2"), office.tasks());
    }

    @Test
    void aMessageWhileChildrenWorkSteersThem() {
        var office = new Office().asks("r1", "Build it").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", CHILD, "builder").replies("r1", MAIN, "delegated");
        office.asks("r2", "hurry up").starts("r2", MAIN).replies("r2", MAIN, "ok");
        assertEquals(List.of("r1"), office.tasks());
        assertFalse(office.phase("r1") == Phase.DONE);
    }

    @Test
    void aServerLeftRunningDoesNotMakeEveryLaterMessagePartOfItsTask() {
        var office = new Office().asks("r1", "Start the dev server").starts("r1", MAIN);
        office.calls("r1", MAIN, "t1", "exec", "{'command':'npm start','background':true}");
        office.command("calm-fox", MAIN, "npm start", "running");
        office.returns("r1", MAIN, "t1", "exec", "{'status':'running','sessionId':'calm-fox','pid':7}");
        office.replies("r1", MAIN, "It runs.");
        office.asks("r2", "What is the weather?").starts("r2", MAIN);
        assertEquals(List.of("r1", "r2"), office.tasks());
    }

    @Test
    void aProgramsRequestIsATaskEvenWhileAnotherGoesOn() {
        var office = new Office().asks("r1", "Build it").starts("r1", MAIN);
        office.frame(
                "task",
                "{'action':'upserted','task':{'id':'x','kind':'cli','runtime':'cli','status':'running',"
                        + "'title':'Queued second','childSessionKey':'" + MAIN + "','ownerKey':'" + MAIN
                        + "','runId':'r2','createdAt':@,'deliveryStatus':'not_applicable'}}");
        assertEquals(List.of("r1", "r2"), office.tasks());
        assertEquals("Queued second", office.task("r2").name().value());
        assertEquals(
                "agent request", office.task("r2").owner().orElseThrow().value().name());
    }

    @Test
    void aHeartbeatThatDoesNothingIsNoTask() {
        var beat = ",'isHeartbeat':true";
        var office = new Office()
                .agent("h1", "agent:main:main", "lifecycle", "{'phase':'start'}", beat)
                .agent("h1", "agent:main:main", "lifecycle", "{'phase':'model','model':'m'}", beat)
                .agent("h1", "agent:main:main", "lifecycle", "{'phase':'end','endedAt':@}", beat);
        assertEquals(List.of(), office.tasks());
    }

    @Test
    void aHeartbeatThatCallsAToolIsATask() {
        var beat = ",'isHeartbeat':true";
        var office = new Office()
                .agent("h1", "agent:main:main", "lifecycle", "{'phase':'start'}", beat)
                .agent(
                        "h1",
                        "agent:main:main",
                        "item",
                        "{'kind':'tool','phase':'start','toolCallId':'t','name':'read','meta':'x'}",
                        beat);
        assertEquals("Heartbeat of main", office.task("h1").name().value());
    }

    @Test
    void theScheduleIsATaskNamedByItsJobAndTheRunInsideBelongsToIt() {
        var job = "agent:main:cron:j1:run:s1";
        var office = new Office()
                .frame(
                        "cron",
                        "{'jobId':'j1','action':'started','runAtMs':1795333718433,'job':{'id':'j1','name':'nightly',"
                                + "'schedule':{'kind':'every','everyMs':3600000},'payload':{'kind':'agentTurn'}}}")
                .starts("inner", job);
        assertEquals(List.of("cron:j1:1795333718433"), office.tasks());
        office.frame(
                "task",
                "{'action':'upserted','task':{'id':'x','kind':'automation_run','runtime':'cron','status':'running',"
                        + "'title':'nightly','sourceId':'j1','runId':'cron:j1:1795333718433:u','createdAt':@}}");
        var task = office.task("cron:j1:1795333718433");
        assertEquals("nightly", task.name().value());
        assertEquals("every 1h 00m", task.owner().orElseThrow().value().where().orElseThrow());
        office.calls("inner", job, "t", "edit", "{'path':'a'}");
        assertEquals(Phase.EDITING, office.phase("cron:j1:1795333718433"));
        assertEquals(1, office.detail("cron:j1:1795333718433").runs().size());
    }

    @Test
    void heartbeatJobsAreNoTasks() {
        var office = new Office()
                .frame(
                        "task",
                        "{'action':'upserted','task':{'id':'x','kind':'automation_run','runtime':'cron',"
                                + "'status':'running','title':'heartbeat-main','sourceId':'h','createdAt':@,"
                                + "'runId':'cron:h:1795333718433:u'}}")
                .frame(
                        "cron",
                        "{'jobId':'k','action':'started','runAtMs':1795333718433,"
                                + "'job':{'id':'k','name':'heartbeat-tiny','payload':{'kind':'heartbeat'}}}");
        assertEquals(List.of(), office.tasks());
    }

    @Test
    void childrenAndTheirChildrenServeTheTaskThatBeganThem() {
        var office = new Office().asks("r1", "Orchestrate").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", CHILD, "orchestrator").replies("r1", MAIN, "Delegated.");
        office.agent("c1", CHILD, "lifecycle", "{'phase':'start'}", ",'spawnedBy':'" + MAIN + "'");
        office.spawns("c1", CHILD, "c2", LEAF, "leaf");
        office.ends("c1", CHILD, "'yielded':true,'livenessState':'paused'");
        assertEquals(List.of("r1"), office.tasks());
        var runs = office.detail("r1").runs();
        assertEquals("c1", runs.get(2).parent().orElseThrow().text());
        assertEquals("waiting_dependency", office.run("r1", "c1"));
        assertEquals("waiting_dependency", office.run("r1", "r1"));
    }

    @Test
    void aChildTriedAgainUnderTheSameNameIsAnotherAttempt() {
        var office = new Office().asks("r1", "Build it").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", CHILD, "builder");
        office.fails("c1", CHILD, "'error':'boom'");
        office.spawns("r1", MAIN, "c2", LEAF, "builder");
        assertEquals(2, office.detail("r1").runs().getLast().attempt().orElseThrow());
    }

    @Test
    void whatEndedBeforeWeListenedIsHistory() {
        var old = Office.child("old", CHILD, MAIN, "old", "completed", "delivered")
                .replace("@", "1795000000000");
        var office = new Office().seconds(1).answer("tasks.list", "{}", "{'tasks':[" + old + "]}");
        assertEquals(List.of(), office.tasks());
    }

    @Test
    void whoJoinsLateLearnsTheNameFromTheHistory() {
        var office = new Office()
                .answer(
                        "sessions.list",
                        "{'activeOnly':true}",
                        "{'sessions':[{'key':'" + MAIN + "','hasActiveRun':true,'status':'running'}]}")
                .answer(
                        "chat.history",
                        "{'sessionKey':'" + MAIN + "'}",
                        "{'sessionKey':'" + MAIN + "','messages':[{'role':'user','content':'Build it','timestamp':@,"
                                + "'__openclaw':{'idempotencyKey':'r1:user'}}]}");
        assertEquals(List.of("r1"), office.tasks());
        assertEquals("Build it", office.task("r1").name().value());
    }

    @Test
    void anOrphanWaitsForItsRequesterAndIsThenATaskOfItsOwn() {
        var office = new Office().row("c1", CHILD, "agent:main:gone", "orphan", "running", "pending");
        assertEquals(List.of(), office.tasks());
        office.seconds(6);
        assertEquals(List.of("c1"), office.tasks());
        assertEquals("orphan", office.task("c1").name().value());
    }

    @Test
    void whatAnOrphanFoundIsReportedByTheSessionThatWantedIt() {
        var office = new Office().row("c1", CHILD, "agent:main:gone", "orphan", "running", "pending");
        office.seconds(6).starts("c1", CHILD).replies("c1", CHILD, "12 files");
        assertEquals(
                "gone", office.task("c1").owner().orElseThrow().value().where().orElseThrow());
        var announce = "announce:v1:" + CHILD + ":c1";
        office.starts(announce, "agent:main:gone").replies(announce, "agent:main:gone", "There are 12.");
        assertEquals(Phase.DONE, office.phase("c1"));
        assertTrue(office.reported("c1"));
        assertEquals(List.of("c1"), office.tasks());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        agent:main:desk                    |                  | owner    | desk
        agent:main:infra                   | #infra           | #infra   |
        agent:main:s1                      | Rework of search | owner    | Rework of search
        agent:main:telegram:direct:nora    |                  | nora     | telegram
        agent:main:telegram:direct:nora    | Nora             | Nora     | telegram
        agent:main:slack:channel:qa        |                  | #qa      | slack
        """)
    void whoAsksFollowsFromTheSession(String key, String label, String name, String where) {
        var office = new Office().asks("r1", key, "Look into it");
        if (label != null) {
            office.frame("sessions.changed", "{'sessionKey':'" + key + "','session':{'label':'" + label + "'}}");
        }
        var owner = office.task("r1").owner().orElseThrow().value();
        assertEquals(name, owner.name());
        assertEquals(where, owner.where().orElse(null));
        assertEquals("Look into it", office.task("r1").name().value());
    }
}
