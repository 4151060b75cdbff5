package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.connect.openclaw.memory.ControlLinks;
import sitrep.connect.openclaw.memory.Session;
import sitrep.connect.openclaw.words.Gateway;
import sitrep.connect.openclaw.words.ToolMeaning;
import sitrep.core.event.Expiry;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;
import sitrep.json.Json;

/** What a run is doing, what holds it up, and what is passed over. */
class PhasesTest {
    private static final String CHILD = "agent:main:subagent:11111111-1111-1111-1111-111111111111";

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
        read           → {"path":"a"}                          → READING_CONTEXT
        memory_search  → {"query":"a"}                         → READING_CONTEXT
        web_search     → {"query":"a"}                         → RESEARCHING
        acme__lookup   → {}                                    → RESEARCHING
        edit           → {"path":"a"}                          → EDITING
        progress_card  → {}                                    → PLANNING
        message        → {"text":"a"}                          → SUMMARIZING
        exec           → {"command":"cd x && npm test"}        → TESTING
        exec           → {"command":"sleep 2; ls | head -5"}   → READING_CONTEXT
        exec           → {"command":"curl -s http://x | jq ."} → RESEARCHING
        exec           → {"command":"git commit -m x"}         → EDITING
        exec           → {"command":"sleep 9; echo done"}      → TESTING
        exec           → {"command":"reindex --all"}           → TESTING
        tool_call      → {"name":"write","args":{"path":"a"}}  → EDITING
        """)
    void aToolAndItsArgumentsTellThePhase(String tool, String args, Phase phase) {
        assertEquals(phase, ToolMeaning.of(tool, Json.read(args), "").phase().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Read notes.md       | READING_CONTEXT
        Edit notes.md       | EDITING
        Search the web      | RESEARCHING
        `npm test`          | TESTING
        Run mvn verify      | TESTING
        """)
    void anAcpTitleTellsThePhase(String title, Phase phase) {
        assertEquals(phase, ToolMeaning.ofTitle(title).orElseThrow());
    }

    @Test
    void aPhaseHoldsUntilAnotherHasLastedForTwoSeconds() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "read", "{'path':'x'}");
        assertEquals(Phase.READING_CONTEXT, office.phase("r1"));
        var began = office.now();
        office.calls("r1", MAIN, "b", "write", "{'path':'x'}").seconds(1);
        assertEquals(Phase.READING_CONTEXT, office.phase("r1"));
        office.seconds(1.5);
        assertEquals(Phase.EDITING, office.phase("r1"));
        assertEquals(began, office.task("r1").since().value());
    }

    @Test
    void orUntilASecondSignalOfTheSameKind() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "read", "{'path':'x'}").returns("r1", MAIN, "a", "read", "{}");
        office.calls("r1", MAIN, "b", "write", "{'path':'x'}").returns("r1", MAIN, "b", "write", "{}");
        assertEquals(Phase.EDITING, office.phase("r1"));
    }

    @Test
    void theClosingWordsAreSummarizingAndThoseBeforeAToolAreNot() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.agent("r1", MAIN, "assistant", "{'text':'Let me see','itemId':'1'}");
        office.agent("r1", MAIN, "item", "{'kind':'preamble','phase':'end','progressText':'Let me see.'}");
        office.calls("r1", MAIN, "a", "read", "{'path':'x'}").returns("r1", MAIN, "a", "read", "{}");
        assertEquals(Phase.READING_CONTEXT, office.phase("r1"));
        assertEquals("Let me see.", office.news("r1"));
        office.agent("r1", MAIN, "assistant", "{'text':'It says','itemId':'2'}").seconds(2.5);
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
    }

    @Test
    void aChildBehindAFullLaneIsQueuedWhateverTheLedgerSays() {
        var queued = "{'sessionKey':'" + CHILD + "','reason':'run-capacity','ts':@,'session':{'key':'" + CHILD
                + "','status':'%s','label':'part','spawnedBy':'" + MAIN + "'}}";
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", CHILD, "part").frame("sessions.changed", queued.formatted("queued"));
        office.row("c1", CHILD, MAIN, "part", "running", "pending");
        assertEquals("queued", office.run("r1", "c1"));
        office.frame("sessions.changed", queued.formatted("running"));
        assertEquals("starting", office.run("r1", "c1"));
    }

    @Test
    void aLongCommandInTheForegroundIsARunOfItsOwnAndItsTurnGoesOnBehindIt() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "exec", "{'command':'mvn verify'}").seconds(6);
        assertEquals(
                "process",
                office.task("r1").executor().orElseThrow().value().kind().word());
        office.returns("r1", MAIN, "a", "exec", "{'status':'completed','exitCode':1}");
        assertEquals("failed", office.run("r1", "call:a"));
        assertEquals(Phase.TESTING, office.phase("r1"));
        assertEquals(
                "main",
                office.task("r1").executor().orElseThrow().value().kind().word());
        office.replies("r1", MAIN, "The build is red.");
        assertEquals("succeeded", office.outcome("r1"));
    }

    @Test
    void aQuestionIsABlockWithItsOptionsUntilItIsAnswered() {
        var office = new Office().asks("r1", "Deploy").starts("r1", MAIN);
        office.agent(
                "r1",
                MAIN,
                "item",
                "{'kind':'tool','phase':'start','toolCallId':'q','name':'ask_user','meta':'Where to?'}");
        office.calls(
                        "r1",
                        MAIN,
                        "q",
                        "ask_user",
                        "{'questions':[{'question':'Where to?','options':[{'label':'staging','description':'safe'},"
                                + "{'label':'prod'}]}]}")
                .seconds(1);
        var block = office.task("r1").block().orElseThrow().value();
        assertEquals(BlockReason.USER_INPUT, block.reason());
        assertEquals("Where to? (staging: safe / prod)", block.text().orElseThrow());
        assertEquals("http://127.0.0.1:18789/chat/main/desk", link(office));
        office.frame(
                "question.requested",
                "{'id':'ask_1','runId':'r1','sessionKey':'" + MAIN + "','status':'pending',"
                        + "'questions':[{'question':'Where to?','options':[{'label':'staging'},{'label':'prod'}]}]}");
        assertEquals("q", office.task("r1").block().orElseThrow().value().id());
        office.returns("r1", MAIN, "q", "ask_user", "{'status':'answered','answers':{'answers':{'d':['staging']}}}");
        assertTrue(office.task("r1").block().isEmpty());
    }

    private static String link(Office office) {
        return office.task("r1").next().orElseThrow().value().link().orElseThrow();
    }

    @Test
    void aQuestionOfWhichOnlyTheTitleIsPushedIsABlockAllTheSame() {
        var office = new Office().asks("r1", "Deploy").starts("r1", MAIN);
        office.agent(
                "r1",
                MAIN,
                "item",
                "{'kind':'tool','phase':'start','toolCallId':'q','name':'ask_user','meta':'Where to?'}");
        office.seconds(1);
        assertEquals(
                "Where to?",
                office.task("r1").block().orElseThrow().value().text().orElseThrow());
        office.agent(
                "r1",
                MAIN,
                "item",
                "{'kind':'tool','phase':'end','toolCallId':'q','name':'ask_user','status':'completed'}");
        assertTrue(office.task("r1").block().isEmpty());
    }

    @Test
    void theOptionsOfAQuestionStandThoughTheyComeLaterWithAnEarlierTime() {
        var office = new Office().seconds(1).asks("r1", "Deploy").starts("r1", MAIN);
        office.agent(
                "r1",
                MAIN,
                "item",
                "{'kind':'tool','phase':'start','toolCallId':'q','name':'ask_user','meta':'Where to?'}");
        office.seconds(1);
        office.frame(
                "session.tool",
                ("{'runId':'r1','sessionKey':'%s','ts':%d,'data':{'phase':'start','name':'ask_user','toolCallId':'q',"
                                + "'args':{'questions':[{'question':'Where to?','options':['staging','prod']}]}}}")
                        .formatted(MAIN, Office.START.toEpochMilli()));
        assertEquals(
                "Where to? (staging / prod)",
                office.task("r1").block().orElseThrow().value().text().orElseThrow());
    }

    @Test
    void aCommandThatHadToBeApprovedBeginsWhenItIs() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "exec", "{'command':'mvn deploy'}");
        office.agent("r1", MAIN, "lifecycle", "{'phase':'waiting-approval','approvalId':'ap','toolCallId':'a'}");
        var approved = office.seconds(60).now();
        office.agent("r1", MAIN, "lifecycle", "{'phase':'approval-resolved','approvalId':'ap','toolCallId':'a'}");
        assertEquals(1, office.seconds(4).detail("r1").runs().size());
        office.seconds(2);
        assertEquals(approved, office.detail("r1").runs().getLast().started());
    }

    @Test
    void aCommandThatWaitsForItsApprovalBehindItsToolIsABlockToo() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.agent(
                "r1",
                MAIN,
                "approval",
                "{'phase':'requested','kind':'exec','status':'pending','approvalId':'ap','command':'make release'}");
        var block = office.task("r1").block().orElseThrow().value();
        assertEquals("make release", block.text().orElseThrow());
        assertEquals(Phase.WAITING_APPROVAL, office.phase("r1"));
        assertTrue(office.skipped.isEmpty());
    }

    @Test
    void anApprovalIsABlockWithTheExactCommandAndAWayToGiveIt() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "exec", "{'command':'git push origin v2.4.0'}");
        office.agent("r1", MAIN, "lifecycle", "{'phase':'waiting-approval','approvalId':'ap','toolCallId':'a'}");
        assertEquals(Phase.WAITING_APPROVAL, office.phase("r1"));
        var block = office.task("r1").block().orElseThrow().value();
        assertEquals("git push origin v2.4.0", block.text().orElseThrow());
        var next = office.task("r1").next().orElseThrow().value();
        assertEquals("openclaw approvals resolve ap allow-once", next.command().orElseThrow());
        assertEquals("http://127.0.0.1:18789/approve/ap", next.link().orElseThrow());
        assertEquals("Approve or deny it", next.text());
        var bare = new ControlLinks(new Gateway("office", Optional.empty())).approve("ap", Optional.empty());
        assertEquals("Approve it, or deny it with deny at the end", bare.text(), "where only the command says so");
        office.agent("r1", MAIN, "lifecycle", "{'phase':'approval-resolved','approvalId':'ap','toolCallId':'a'}");
        assertFalse(office.phase("r1").kind() == Phase.Kind.HUMAN);
    }

    @Test
    void anApprovalIsNotWaitedForOnceItsTurnWasAborted() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "exec", "{'command':'rm x'}");
        office.agent("r1", MAIN, "lifecycle", "{'phase':'waiting-approval','approvalId':'ap','toolCallId':'a'}");
        office.ends("r1", MAIN, "'status':'cancelled','aborted':true");
        assertEquals("cancelled", office.outcome("r1"));
    }

    @Test
    void anApprovalExpires() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        var expires = office.now().plusSeconds(30).toEpochMilli();
        office.frame(
                "session.approval",
                "{'sessionKey':'" + MAIN + "','phase':'pending','approval':{'id':'ap','status':'pending',"
                        + "'presentation':{'kind':'exec','commandText':'rm x'},'createdAtMs':@,'expiresAtMs':"
                        + expires + "}}");
        assertEquals(Phase.WAITING_APPROVAL, office.phase("r1"));
        assertEquals(
                Optional.of(new Expiry(Instant.ofEpochMilli(expires), Optional.empty())),
                office.task("r1").block().orElseThrow().value().expires());
        office.seconds(31);
        assertTrue(office.task("r1").block().isEmpty());
    }

    @Test
    void aProviderThatIsTriedAgainIsWaitedFor() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.agent(
                "r1", MAIN, "run_status", "{'phase':'retrying','message':'Retrying in 2s (1/8).','reason':'timeout'}");
        assertEquals(Phase.WAITING_DEPENDENCY, office.phase("r1"));
        assertEquals(
                "Retrying in 2s (1/8).",
                office.task("r1").block().orElseThrow().value().text().orElseThrow());
        office.starts("r1", MAIN);
        assertTrue(office.task("r1").block().isEmpty());
    }

    @Test
    void whenTheProviderIsTriedAgainIsSaidEvenIfItsWordsDoNot() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        var retrying = "{'phase':'retrying','message':'Retrying… 5/10','delayMs':7145,'reason':'rate_limit'}";
        assertEquals(
                "Retrying… 5/10 (rate limit, next try in 7s)",
                office.agent("r1", MAIN, "run_status", retrying)
                        .task("r1")
                        .block()
                        .flatMap(block -> block.value().text())
                        .orElseThrow());
    }

    @Test
    void aRefusedKeySaysWhoMustSignInEvenWhenTheTaskHasFailed() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.fails(
                "r1",
                MAIN,
                "'error':'401','livenessState':'blocked',"
                        + "'errorObservation':{'provider':'acme','failoverReason':'auth'}");
        assertEquals(Phase.FAILED, office.phase("r1"));
        assertEquals(
                "openclaw models auth login --provider acme --agent main",
                office.task("r1").next().orElseThrow().value().command().orElseThrow());
    }

    @Test
    void aPlanCountsItsSteps() {
        var office = new Office().asks("r1", "Work").starts("r1", MAIN);
        office.agent(
                "r1",
                MAIN,
                "plan",
                "{'steps':[{'step':'read','status':'completed'},{'step':'fix','status':'in_progress'}]}");
        var progress = office.task("r1").progress().orElseThrow().value();
        assertEquals("1 of 2", progress.done() + " of " + progress.total());
        assertEquals("fix", office.news("r1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        agent            | {}                                      | agent: without run, session or data
        agent            | {'runId':'r','sessionKey':'s','stream':'x','data':{}} | agent: unknown stream
        session.tool     | {'runId':'r'}                           | session.tool: without run, session or data
        session.message  | {}                                      | session.message: without session or message
        sessions.changed | {'ts':1}                                | sessions.changed: without session
        task             | {'task':7}                              | task: without a row
        task             | {'task':{'id':'x','runtime':'y'}}       | task: unknown runtime
        cron             | {}                                      | cron: without job
        weather          | {}                                      | event: of a name that is not known
        """)
    void whatIsNotUnderstoodIsCountedWithAReason(String event, String payload, String expected) {
        var office = new Office().frame(event, payload);
        assertEquals(
                expected,
                office.skipped.stream()
                        .map(it -> it.what() + ": " + it.reason())
                        .collect(Collectors.joining("; ")));
        office.asks("r1", "Still here").starts("r1", MAIN);
        assertEquals(Phase.STARTING, office.phase("r1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        agent:main:main                                             | /chat/main
        agent:main:telegram:12345                                   | /chat/main/telegram/12345
        agent:main:subagent:11111111-2222-3333-4444-555555555555    | /chat/main/11111111222233334444555555555555
        agent:main:release-deadbeef                                 | /chat/main/~key/release-deadbeef
        agent:main:~x                                               | /chat/main/~~x
        """)
    void aSessionsPageIsWhereTheControlUiHasIt(String key, String path) {
        var ways = new ControlLinks(new Gateway("office", Optional.of("http://h:1")));
        assertEquals(
                "http://h:1" + path, ways.page(new Session(key, Office.START)).orElseThrow());
    }

    @Test
    void aQuestionThroughTheToolForAllToolsIsAQuestion() {
        var office = new Office().asks("r1", "Deploy it").starts("r1", MAIN);
        office.calls(
                        "r1",
                        MAIN,
                        "t1",
                        "tool_call",
                        "{'name':'ask_user','args':{'questions':[{'question':'Where to?'}]}}")
                .seconds(1);
        assertEquals(Phase.WAITING_USER, office.phase("r1"));
        assertEquals(
                "Where to?",
                office.task("r1").block().orElseThrow().value().text().orElseThrow());
        office.returns("r1", MAIN, "t1", "tool_call", "{'answers':{'answers':{'q':['prod']}}}");
        assertTrue(office.task("r1").block().isEmpty());
    }

    @Test
    void aPluginsApprovalIsAConfirmationUntilItIsDecided() {
        var office = new Office().asks("r1", "Pay the bill").starts("r1", MAIN);
        office.frame(
                "plugin.approval.requested",
                "{'approvalKind':'plugin','id':'p1','createdAtMs':@,'request':{'sessionKey':'" + MAIN + "',"
                        + "'title':'Pay 40 to the printer','description':'From the petty cash'}}");
        var block = office.task("r1").block().orElseThrow().value();
        assertEquals(BlockReason.CONFIRMATION, block.reason());
        assertEquals("Pay 40 to the printer: From the petty cash", block.text().orElseThrow());
        assertEquals(Phase.WAITING_USER, office.phase("r1"));
        office.frame("plugin.approval.resolved", "{'id':'p1','decision':'deny'}");
        assertTrue(office.task("r1").block().isEmpty());
    }

    @Test
    void aTranscriptThatIsCompactedChangesNothingOfWhatIsDone() {
        var office = new Office().asks("r1", "Build it").starts("r1", MAIN);
        office.calls("r1", MAIN, "t1", "write", "{'path':'a'}").returns("r1", MAIN, "t1", "write", "{}");
        office.agent("r1", MAIN, "compaction", "{'phase':'start'}").seconds(30);
        office.agent("r1", MAIN, "compaction", "{'phase':'end','completed':true}");
        assertEquals(Phase.EDITING, office.phase("r1"));
        assertEquals(List.of(), office.skipped);
    }
}
