package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import sitrep.core.vocabulary.Phase;

/** What becomes of a scheduled job and of what it found. */
class ScheduledJobsTest {
    private static final String INNER = "agent:main:cron:j1:run:s1";
    private static final String TASK = "cron:j1:1795341600000";

    /** A job whose turn has said what it found. */
    private static Office answered() {
        return started().ends("inner", INNER, "'executionSettled':true,'text':'x'");
    }

    private static Office started() {
        var office = new Office()
                .frame(
                        "cron",
                        "{'jobId':'j1','action':'started','runAtMs':1795341600000,'job':{'id':'j1','name':'nightly',"
                                + "'payload':{'kind':'agentTurn'}}}");
        office.starts("inner", INNER);
        return office.agent("inner", INNER, "assistant", "{'text':'All is in stock.','itemId':'1'}");
    }

    private static Office finished(Office office, String more) {
        return office.frame(
                "cron",
                "{'jobId':'j1','action':'finished','runAtMs':1795341600000,'durationMs':4000,"
                        + "'summary':'All is in stock.'," + more + "}");
    }

    private static Office row(Office office, String status, String more) {
        return office.frame(
                "task",
                "{'action':'upserted','task':{'id':'x','kind':'automation_run','runtime':'cron','status':'" + status
                        + "','execution':{'state':'finished'},'title':'nightly','sourceId':'j1','createdAt':@,"
                        + "'endedAt':@,'runId':'cron:j1:1795341600000:u'" + more + "}}");
    }

    @Test
    void what_it_found_is_delivered_before_it_is_over() {
        var office = answered();
        assertEquals(Phase.SUMMARIZING, office.phase(TASK));
        row(office, "completed", ",'terminalSummary':'All is in stock.'");
        assertEquals(Phase.SUMMARIZING, office.phase(TASK));
        finished(
                office,
                "'status':'ok','deliveryStatus':'delivered','delivery':{'resolved':{'channel':'telegram','to':'123'}}");
        assertEquals(Phase.DONE, office.phase(TASK));
        assertEquals("succeeded", office.outcome(TASK));
        var reported = office.task(TASK).reported().orElseThrow().value();
        assertTrue(
                reported.report().spoken().startsWith("telegram 123"),
                reported.report().spoken());
        assertEquals("All is in stock.", office.news(TASK));
    }

    @Test
    void one_that_delivers_nothing_has_nothing_to_report_unless_it_failed() {
        assertTrue(finished(answered(), "'status':'ok','deliveryStatus':'not-requested'")
                .reported(TASK));
        var failed = finished(answered(), "'status':'error','error':'it broke','deliveryStatus':'not-requested'");
        assertEquals("failed", failed.outcome(TASK));
        assertEquals("it broke", failed.news(TASK));
        assertFalse(failed.reported(TASK));
    }

    @Test
    void a_result_that_could_not_be_delivered_is_done_and_not_reported_and_says_why() {
        var office = finished(
                answered(),
                "'status':'ok','completionStatus':'failed','deliveryStatus':'not-delivered',"
                        + "'deliveryError':'chat not found'");
        assertEquals("succeeded", office.outcome(TASK));
        assertFalse(office.reported(TASK));
        assertEquals("The result could not be delivered: chat not found", office.news(TASK));
    }

    @Test
    void whoever_missed_its_end_learns_it_from_the_ledger_and_of_its_delivery_from_the_list_of_jobs() {
        var office = row(answered(), "completed", "").seconds(4);
        assertEquals(Phase.DONE, office.phase(TASK));
        assertFalse(office.reported(TASK));
        office.answer(
                "cron.list",
                "{}",
                "{'jobs':[{'id':'j1','name':'nightly','payload':{'kind':'agentTurn'},'state':{"
                        + "'lastRunAtMs':1795341600000,'lastRunStatus':'ok','lastDeliveryStatus':'delivered'}}]}");
        assertTrue(office.reported(TASK));
    }

    @Test
    void one_that_a_restart_interrupted_failed_at_once() {
        var office = row(started(), "failed", ",'error':'cron: job interrupted by gateway restart'");
        assertEquals("failed", office.outcome(TASK));
        assertFalse(office.reported(TASK));
        assertEquals("cron: job interrupted by gateway restart", office.news(TASK));
    }

    @Test
    void what_the_ledger_calls_failed_for_want_of_delivery_is_done() {
        var office = row(answered(), "failed", ",'terminalSummary':'All is in stock.'");
        finished(office, "'status':'ok','deliveryStatus':'not-delivered','deliveryError':'chat not found'");
        assertEquals("succeeded", office.outcome(TASK));
        assertFalse(office.reported(TASK));
    }

    @Test
    void what_a_main_session_does_that_a_job_woke_belongs_to_the_job() {
        var main = "agent:main:main";
        var office = new Office()
                .frame(
                        "cron",
                        "{'jobId':'j1','action':'started','runAtMs':1795341600000,'job':{'id':'j1','name':'remind'}}");
        finished(office, "'status':'ok','job':{'id':'j1','name':'remind','agentId':'main','sessionTarget':'main'}");
        assertEquals(Phase.DONE, office.seconds(5).phase(TASK));
        office.frame(
                "sessions.changed",
                "{'sessionKey':'" + main + "','phase':'start','runId':'w1','ts':@,'session':{'status':'running'}}");
        assertEquals(Phase.STARTING, office.phase(TASK));
        office.frame(
                "session.message",
                "{'sessionKey':'" + main + "','message':{'role':'assistant','stopReason':'stop',"
                        + "'content':[{'type':'text','text':'Reminded.'}],"
                        + "'__openclaw':{'runId':'w1','recordTimestampMs':@}}}");
        assertEquals("succeeded", office.outcome(TASK));
        assertEquals("Reminded.", office.news(TASK));
        assertTrue(office.reported(TASK));
    }
}
