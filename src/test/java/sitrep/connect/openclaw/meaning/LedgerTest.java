package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.event.Fact;
import sitrep.core.vocabulary.Phase;

/** Runs of which only the gateway's ledger tells, as those see them that joined late. */
class LedgerTest {

    private static Office lists(Office office, String execution) {
        return office.answer(
                "tasks.list",
                "{'status':['queued','running']}",
                "{'tasks':[{'id':'x','kind':'cli','runtime':'cli','status':'running','title':'Tidy up',"
                        + "'childSessionKey':'" + MAIN + "','ownerKey':'" + MAIN
                        + "','runId':'r1','createdAt':1795341500000,"
                        + "'updatedAt':@,'deliveryStatus':'not_applicable','execution':" + execution + "}]}");
    }

    private static String using(String tool, long since) {
        return "{'state':'running','currentTool':{'name':'" + tool + "','startedAt':" + since + "}}";
    }

    @ParameterizedTest
    @CsvSource({
        "read, reading_context",
        "write, editing",
        "exec, testing",
        "web_search, researching",
        "ask_user, waiting_user",
    })
    void the_tool_that_a_run_uses_tells_what_it_is_doing(String tool, String phase) {
        var office = lists(new Office(), using(tool, 1795341590000L)).seconds(3);
        assertEquals(phase, office.phase("r1").word());
    }

    @Test
    void it_uses_the_tool_until_the_ledger_says_otherwise() {
        var office = lists(new Office(), using("ask_user", 1795341590000L)).seconds(3);
        lists(office, using("edit", 1795341603000L));
        assertTrue(office.task("r1").block().isEmpty());
        assertEquals(Phase.EDITING, office.seconds(3).phase("r1"));
        assertEquals(0, openCalls(lists(office, "{'state':'running'}")));
    }

    @Test
    void what_the_run_itself_tells_is_not_told_twice() {
        var office = new Office().asks("r1", "Tidy up").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "write", "{'path':'x'}");
        assertEquals(1, openCalls(lists(office, using("write", office.now().toEpochMilli()))));
        office.returns("r1", MAIN, "a", "write", "{}");
        assertEquals(0, openCalls(lists(office, using("write", office.now().toEpochMilli()))));
    }

    @ParameterizedTest
    @CsvSource({
        "completed, Command completed, Ended: npm start",
        "failed, Command failed (exit code 7), Failed: npm start (exit code 7)",
        "timed_out, Command timed out, Timed out: npm start",
        "failed, no such file: app.js, no such file: app.js",
    })
    void news_of_a_command_in_the_background_that_ended_names_it(String status, String said, String news) {
        var office = new Office().asks("r1", "Start it").starts("r1", MAIN);
        office.command("calm-sea", MAIN, "npm start", "running").seconds(6);
        office.frame(
                "task",
                ("{'action':'upserted','task':{'id':'row-calm-sea','kind':'exec','runtime':'cli','status':'%s',"
                                + "'execution':{'state':'finished'},'title':'npm start','ownerKey':'%s',"
                                + "'runId':'exec:calm-sea','sourceId':'calm-sea','createdAt':@,'endedAt':@,"
                                + "'error':'%s','deliveryStatus':'not_applicable'}}")
                        .formatted(status, MAIN, said));
        assertEquals(news, office.news("r1"));
    }

    @Test
    void a_command_that_its_turn_waits_for_is_not_missed_in_a_list_that_never_has_such() {
        var office = new Office().asks("r1", "Test it").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "exec", "{'command':'mvn verify','yieldMs':120000}");
        office.frame(
                "session.tool",
                ("{'runId':'r1','sessionKey':'%s','ts':@,'data':{'phase':'update','name':'exec','toolCallId':'a',"
                                + "'partialResult':{'details':{'status':'running','sessionId':'calm-sea','pid':7}}}}")
                        .formatted(MAIN));
        office.seconds(30);
        for (var list = 0; list < 3; list++) {
            office.answer("tasks.list", "{'status':['queued','running']}", "{'tasks':[]}")
                    .seconds(20);
        }
        assertEquals("testing", office.run("r1", "call:a"));
    }

    /** What it was last said to have open. */
    private static int openCalls(Office office) {
        return office.events.stream()
                .filter(event -> event.fact() instanceof Fact.RunAdvanced)
                .flatMap(event -> ((Fact.RunAdvanced) event.fact()).open().stream())
                .reduce((_, newer) -> newer)
                .map(List::size)
                .orElse(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'kind':'user_input'}                   | waiting_user       | It asks something
        {'kind':'approval'}                     | waiting_approval   | A tool needs an approval
        {'kind':'agent_messages'}               | waiting_dependency | Waits for messages of other agents
        {'kind':'children'}                     | waiting_dependency | Waits for its sub-agents
        {'kind':'children','dependencies':[{'label':'a'}]} | waiting_dependency | Waits for a
        """)
    void what_a_run_waits_for_may_stand_in_the_ledger_alone(String wait, String phase, String text) {
        var office = lists(new Office(), "{'state':'waiting','wait':" + wait + "}");
        assertEquals(phase, office.phase("r1").word());
        assertEquals(
                text, office.task("r1").block().orElseThrow().value().text().orElseThrow());
        assertTrue(lists(office, "{'state':'running'}").task("r1").block().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0.1 | 2
        2   | 0.1
        """)
    void a_question_of_which_the_ledger_and_the_run_tell_is_one(double before, double after) {
        var office = new Office().asks("r1", "Order the sofa").starts("r1", MAIN);
        office.calls("r1", MAIN, "q", "ask_user", "{'questions':[{'question':'Which colour?'}]}")
                .seconds(before);
        lists(office, "{'state':'waiting','wait':{'kind':'user_input'}}").seconds(after);
        var block = office.seconds(1).task("r1").block().orElseThrow().value();
        assertEquals("Which colour? and 0 more", block.text().orElseThrow() + " and " + block.more() + " more");
        office.returns("r1", MAIN, "q", "ask_user", "{'status':'answered'}");
        assertTrue(office.task("r1").block().isEmpty());
    }

    @Test
    void a_credential_that_the_ledger_tells_of_first_is_asked_for_once() {
        var office = new Office().asks("r1", "Ship it").starts("r1", MAIN);
        office.calls("r1", MAIN, "s", "secrets", "{'action':'request','name':'NPM_TOKEN','reason':'to publish'}");
        lists(office, "{'state':'waiting','wait':{'kind':'user_input'}}").seconds(2);
        var block = office.task("r1").block().orElseThrow().value();
        assertEquals(0, block.more());
        assertEquals("Wants the credential NPM_TOKEN: to publish", block.text().orElseThrow());
    }

    @Test
    void two_questions_at_once_are_two_whatever_the_ledger_says() {
        var office = new Office().asks("r1", "Order the sofa").starts("r1", MAIN);
        office.calls("r1", MAIN, "a", "ask_user", "{'questions':[{'question':'Which colour?'}]}");
        office.calls("r1", MAIN, "b", "ask_user", "{'questions':[{'question':'Which cloth?'}]}");
        lists(office, "{'state':'waiting','wait':{'kind':'user_input'}}").seconds(2);
        assertEquals(1, office.task("r1").block().orElseThrow().value().more());
        office.returns("r1", MAIN, "a", "ask_user", "{'status':'answered'}").seconds(1);
        var left = office.task("r1").block().orElseThrow().value();
        assertEquals("Which cloth? and 0 more", left.text().orElseThrow() + " and " + left.more() + " more");
    }

    @Test
    void an_approval_that_the_ledger_tells_of_first_is_one() {
        var office = lists(new Office(), "{'state':'waiting','wait':{'kind':'approval'}}")
                .seconds(1);
        office.agent("r1", MAIN, "lifecycle", "{'phase':'waiting-approval','approvalId':'ap','toolCallId':'c'}");
        assertEquals(0, office.task("r1").block().orElseThrow().value().more());
        office.agent("r1", MAIN, "lifecycle", "{'phase':'approval-resolved','approvalId':'ap','toolCallId':'c'}");
        assertTrue(office.task("r1").block().isEmpty());
    }

    @Test
    void a_time_may_be_written_out() {
        var office = new Office()
                .frame(
                        "task",
                        "{'action':'upserted','task':{'id':'x','kind':'cli','runtime':'cli','status':'running',"
                                + "'title':'Tidy up','childSessionKey':'" + MAIN + "','runId':'r1',"
                                + "'createdAt':'2026-11-22T09:58:00.250Z'}}");
        assertEquals(
                "2026-11-22T09:58:00.250Z",
                office.detail("r1").runs().getFirst().started().toString());
    }

    @Test
    void a_run_that_waits_for_another_in_its_session_is_queued() {
        var office = lists(new Office(), "{'state':'running'}");
        assertEquals(Phase.STARTING, office.phase("r1"));
        assertEquals(Phase.QUEUED, lists(office, "{'state':'queued'}").phase("r1"));
        assertEquals(Phase.STARTING, lists(office, "{'state':'running'}").phase("r1"));
        lists(office, "{'state':'queued'}").starts("r1", MAIN);
        assertEquals(Phase.STARTING, office.phase("r1"));
    }
}
