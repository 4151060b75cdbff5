package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.sitrep.Attention;

/** What nobody has to be told: no delivery was asked for, who asked stopped it, or saw the error. */
class NotOwedTest {
    private static final String CHILD = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
    private static final String INNER = "agent:main:cron:j1:run:s1";
    private static final String JOB = "cron:j1:1795341600000";
    private static final String COOLING =
            "Inline API key for provider \\\"bank\\\" is temporarily disabled after a provider auth/billing failure."
                    + " Retry after about 1 minute.";

    private static boolean settled(Office office, String task) {
        return office.task(task).attention().value() == Attention.SETTLED;
    }

    private static Office job(String action, String more) {
        return job(new Office(), action, more);
    }

    private static Office job(Office office, String action, String more) {
        return office.frame(
                "cron",
                ("{'jobId':'j1','action':'%s','runAtMs':1795341600000,'durationMs':4000,"
                                + "'job':{'id':'j1','name':'nightly','payload':{'kind':'agentTurn'}}%s}")
                        .formatted(action, more));
    }

    private static Office row(Office office, String status, String error) {
        return office.frame(
                "task",
                ("{'action':'upserted','task':{'id':'x','kind':'automation_run','runtime':'cron','status':'%s',"
                                + "'execution':{'state':'finished'},'title':'nightly','sourceId':'j1','createdAt':@,"
                                + "'endedAt':@,'runId':'cron:j1:1795341600000:u','error':'%s'}}")
                        .formatted(status, error));
    }

    @Test
    void aJobThatDeliversNothingOwesNothingWhateverOutlivesItsTurn() {
        var office = job("started", "").starts("inner", INNER);
        office.calls("inner", INNER, "a", "exec", "{'command':'make'}").seconds(6);
        office.returns("inner", INNER, "a", "exec", "{'status':'running','sessionId':'one'}");
        office.ends("inner", INNER, "'executionSettled':true");
        job(office, "finished", ",'status':'ok','deliveryStatus':'not-requested'")
                .seconds(5);
        office.command("one", INNER, "make", "completed");
        assertEquals("succeeded", office.outcome(JOB));
        assertTrue(settled(office, JOB));
    }

    @Test
    void aJobThatItsOperatorRemovesIsCancelled() {
        var office = job("started", "").starts("inner", INNER);
        job(office, "removed", "");
        row(office, "failed", "Something stopped it.");
        assertEquals("cancelled", office.outcome(JOB));
        assertTrue(settled(office, JOB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cron job removed by operator.", "Cron job disabled by operator.", "cron: job removed"})
    void aJobWhoseRemovalIsOnlySaidInWordsIsCancelled(String words) {
        var office = row(job("started", "").starts("inner", INNER), "failed", words);
        assertEquals("cancelled", office.outcome(JOB));
        assertTrue(settled(office, JOB));
        assertEquals(words, office.news(JOB));
    }

    @Test
    void aJobThatFailedByItselfIsOwedTo() {
        var office = row(job("started", "").starts("inner", INNER), "failed", "no such model");
        job(office, "finished", ",'status':'error','deliveryStatus':'not-requested'");
        assertEquals("failed", office.outcome(JOB));
        assertFalse(settled(office, JOB));
    }

    @Test
    void aChildThatItsPersonStoppedIsCancelledAndThatPersonKnows() {
        var office = new Office().asks("r1", "Count the attic").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", CHILD, "attic").replies("r1", MAIN, "Delegated.");
        office.row("c1", CHILD, MAIN, "attic", "cancelled", "not_applicable");
        assertEquals("cancelled", office.outcome("r1"));
        assertTrue(settled(office, "r1"));
    }

    @Test
    void aChildThatFailedIsOwed() {
        var office = new Office().asks("r1", "Count the attic").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", CHILD, "attic").replies("r1", MAIN, "Delegated.");
        office.row("c1", CHILD, MAIN, "attic", "failed", "not_applicable");
        assertEquals("failed", office.outcome("r1"));
        assertFalse(settled(office, "r1"));
    }

    private static Office shown(Office office, String session, String text) {
        return office.frame(
                "chat",
                "{'runId':'r1','sessionKey':'%s','state':'error','errorMessage':'%s'}".formatted(session, text));
    }

    @Test
    void anErrorThatIsShownInTheChatIsOwedToNobodyWhicheverComesFirst() {
        var behind = new Office().asks("r1", "Migrate it").fails("r1", MAIN, "'error':'no such model'");
        assertFalse(settled(behind, "r1"));
        assertTrue(settled(shown(behind, MAIN, "It failed."), "r1"));
        var before = shown(new Office().asks("r1", "Migrate it"), MAIN, "It failed.");
        assertTrue(settled(before.fails("r1", MAIN, "'error':'no such model'"), "r1"));
    }

    @Test
    void anErrorOfAChildIsNotShownToWhoAsked() {
        var office = new Office().asks("r1", "Count the attic").starts("r1", MAIN);
        office.spawns("r1", MAIN, "c1", CHILD, "attic").replies("r1", MAIN, "Delegated.");
        office.frame("chat", "{'runId':'c1','sessionKey':'" + CHILD + "','state':'error','errorMessage':'It failed.'}");
        office.row("c1", CHILD, MAIN, "attic", "failed", "not_applicable").seconds(40);
        assertFalse(settled(office, "r1"));
    }

    @Test
    void aProviderInItsCoolDownIsToBeSignedInTo() {
        var office = new Office().asks("r1", "Migrate it").fails("r1", MAIN, "'error':'" + COOLING + "'");
        shown(office, MAIN, "It failed.");
        assertEquals("failed", office.outcome("r1"));
        assertTrue(settled(office, "r1"));
        var next = office.task("r1").next().orElseThrow().value();
        assertTrue(next.text().startsWith("Sign in"), next.text());
        assertEquals(
                "openclaw models auth login --provider bank --agent main",
                next.command().orElseThrow());
    }
}
