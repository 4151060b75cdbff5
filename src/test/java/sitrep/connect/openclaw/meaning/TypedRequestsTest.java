package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.sitrep.Attention;
import sitrep.core.vocabulary.Phase;

/** What people type: commands that are no tasks, two messages at once, and requests whose session is deleted. */
class TypedRequestsTest {
    private static final String SAYS = "{'runId':'%s','sessionKey':'%s','state':'%s'%s}";

    private static Office chat(Office office, String run, String state, String more) {
        return office.frame("chat", SAYS.formatted(run, MAIN, state, more));
    }

    private static Office changed(Office office, String reason, String row) {
        return office.frame(
                "sessions.changed",
                "{'sessionKey':'%s','reason':'%s','ts':@,'session':%s}".formatted(MAIN, reason, row));
    }

    private static Office deleted(Office office) {
        return office.frame("sessions.changed", "{'sessionKey':'" + MAIN + "','reason':'delete','ts':@}");
    }

    private static String answer(String text) {
        return ",'stopReason':'stop','message':{'role':'assistant','content':[{'type':'text','text':'" + text + "'}]}";
    }

    private static void cancelledAndSettled(Office office, String task) {
        assertEquals("cancelled", office.outcome(task));
        assertEquals(Attention.SETTLED, office.task(task).attention().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/new", "/model mock-1", "/think: high", "/usage@desk tokens"})
    void aCommandThatTheGatewayAnswersIsNoTask(String command) {
        var office = chat(new Office().asks("c1", command), "c1", "final", answer("Here you are."));
        assertEquals(List.of(), office.seconds(5).tasks());
        var late = chat(new Office(), "c1", "final", "").asks("c1", command).seconds(5);
        assertEquals(List.of(), late.tasks());
    }

    @Test
    void aCommandDuringWorkIsNoNewsOfIt() {
        var office = new Office().asks("r1", "Count the files").starts("r1", MAIN);
        office.asks("c1", "/compact").asks("c2", "/steer only the red ones");
        assertEquals(List.of("r1"), office.tasks());
        assertEquals("Asked meanwhile: only the red ones", office.news("r1"));
    }

    @Test
    void aCommandThatBeginsATurnIsATask() {
        var office = new Office().asks("c1", "/skill sweep the floor").starts("c1", MAIN);
        assertEquals("/skill sweep the floor", office.task("c1").name().value());
    }

    @Test
    void aPathIsNoCommand() {
        assertEquals(
                List.of("r1"), new Office().asks("r1", "/etc/hosts is wrong").tasks());
    }

    @Test
    void aMessageThatWaitedIsTakenUpByATurnOfAnotherName() {
        var office = new Office().asks("a", "Order a taxi").starts("a", MAIN);
        var asked = office.now();
        chat(office, "b", "final", "").replies("a", MAIN, "Ordered.").seconds(5);
        office.starts("x", MAIN).frame("session.message", typed("b", "Book a table", asked.toEpochMilli()));
        assertEquals("Book a table", office.task("x").name().value());
        office.replies("x", MAIN, "Booked.");
        assertEquals("Ordered.", office.news("a"));
        assertTrue(office.reported("a") && office.reported("x"));
    }

    @Test
    void aMessageThatIsSeenBeforeTheTurnThatTakesItUp() {
        var office = chat(new Office().asks("b", "Book a table"), "b", "final", "");
        assertEquals(Phase.QUEUED, office.phase("b"));
        office.starts("x", MAIN).replies("x", MAIN, "Booked.").seconds(5);
        assertEquals(List.of("b"), office.tasks());
        assertEquals("succeeded", office.outcome("b"));
        assertTrue(office.reported("b"));
    }

    @Test
    void whatIsTypedWhileATurnGoesOnDoesNotNameIt() {
        var office = new Office().starts("x", MAIN).seconds(1).asks("b", "Only the red ones");
        assertEquals("Asked meanwhile: Only the red ones", office.news("x"));
    }

    private static String typed(String run, String text, long at) {
        return ("{'sessionKey':'%s','message':{'role':'user','content':'%s','timestamp':%d,"
                        + "'idempotencyKey':'%s:user'}}")
                .formatted(MAIN, text, at, run);
    }

    private static Office runsCommand(Office office, String run, String slug) {
        office.starts(run, MAIN).calls(run, MAIN, "call-" + run, "exec", "{'command':'make'}");
        office.returns(run, MAIN, "call-" + run, "exec", "{'status':'running','sessionId':'" + slug + "'}");
        return office.replies(run, MAIN, "It runs.");
    }

    private static Office tells(Office office, String run) {
        return office.frame(
                "session.message",
                ("{'sessionKey':'%s','message':{'role':'assistant','stopReason':'stop','content':[{'type':'text',"
                                + "'text':'The command is through.'}],"
                                + "'__openclaw':{'runId':'%s','recordTimestampMs':@}}}")
                        .formatted(MAIN, run));
    }

    @Test
    void aTurnThatTellsOfACommandSettlesTheTaskOfThat() {
        var office = runsCommand(new Office().asks("a", "Build it"), "a", "one");
        runsCommand(office.asks("b", "Build the other"), "b", "two");
        office.command("one", MAIN, "make", "completed");
        tells(office, "t1");
        assertTrue(office.reported("a"));
        assertFalse(office.reported("b"));
        office.command("two", MAIN, "make", "completed");
        tells(office, "t2");
        assertTrue(office.reported("b"));
    }

    @Test
    void aTurnTellsOfAllCommandsThatHadEnded() {
        var office = runsCommand(new Office().asks("a", "Build it"), "a", "one");
        runsCommand(office.asks("b", "Build the other"), "b", "two");
        office.command("one", MAIN, "make", "completed").command("two", MAIN, "make", "completed");
        tells(office, "t1");
        assertTrue(office.reported("a") && office.reported("b"));
    }

    @Test
    void aBareFinalAnswersNothing() {
        var office = chat(new Office().asks("r1", "Paint the fence").starts("r1", MAIN), "r1", "final", "");
        assertEquals(Phase.STARTING, office.seconds(5).phase("r1"));
        office.replies("r1", MAIN, "It is blue.");
        assertEquals("It is blue.", office.news("r1"));
    }

    @Test
    void aSessionThatIsDeletedTakesItsTurnWithIt() {
        var office = deleted(new Office().asks("r1", "Paint the fence").starts("r1", MAIN))
                .seconds(4);
        cancelledAndSettled(office, "r1");
    }

    @Test
    void theEndComesBeforeTheRequestAndTheSessionIsDeletedBehindBoth() {
        var office = chat(new Office(), "r1", "final", "").asks("r1", "Paint the fence");
        assertEquals(Phase.QUEUED, office.phase("r1"));
        cancelledAndSettled(deleted(office).seconds(4), "r1");
    }

    @Test
    void theRequestComesBehindTheDeletion() {
        var office = new Office();
        var asked = office.now().toEpochMilli();
        deleted(office.seconds(1)).frame("session.message", typed("r1", "Paint the fence", asked));
        cancelledAndSettled(office.seconds(4), "r1");
    }

    @Test
    void aRequestThatIsDealtWithAndNeverTakenUp() {
        var office = chat(new Office().asks("r1", "Paint the fence"), "r1", "final", "");
        changed(office, "agent.input.settled", "{'hasActiveRun':false}").seconds(4);
        cancelledAndSettled(office, "r1");
    }

    @Test
    void aSessionThatIsDeletedWhenAllIsToldTakesNothingBack() {
        var office =
                new Office().asks("r1", "Paint the fence").starts("r1", MAIN).replies("r1", MAIN, "Done.");
        assertEquals("succeeded", deleted(office).seconds(4).outcome("r1"));
    }

    @Test
    void anAbortOfARunThatNobodyKnewYet() {
        var office = chat(new Office(), "r1", "aborted", "")
                .asks("r1", "Paint the fence")
                .seconds(4);
        cancelledAndSettled(office, "r1");
    }
}
