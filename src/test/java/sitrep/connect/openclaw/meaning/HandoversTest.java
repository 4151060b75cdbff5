package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sitrep.core.vocabulary.Phase;

/** What becomes of a result between the end of whoever found it and the word to whoever asked. */
class HandoversTest {
    private static final String CHILD = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
    private static final String INNER = "agent:main:subagent:22222222-2222-2222-2222-222222222222";
    private static final String REPORT = "announce:v1:" + CHILD + ":c1";

    private static Office delegated() {
        var office = new Office().asks("r1", "Count the apples").starts("r1", MAIN);
        return office.spawns("r1", MAIN, "c1", CHILD, "counter").replies("r1", MAIN, "Somebody counts.");
    }

    private static Office telling() {
        var office = delegated()
                .starts("c1", CHILD)
                .replies("c1", CHILD, "There are 212.")
                .seconds(0.5);
        return office.starts(REPORT, MAIN).seconds(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pushed", "listed"})
    void aDeliveryProvesTheEndOfTheTurnThatToldOfIt(String way) {
        var office = telling();
        office.agent(REPORT, MAIN, "assistant", "{'text':'The orchard has 212 apples.','itemId':'i'}");
        var row = Office.child("c1", CHILD, MAIN, "counter", "completed", "delivered");
        if (way.equals("pushed")) office.frame("task", "{'action':'upserted','task':" + row + "}");
        else office.answer("tasks.list", "{'limit':200}", "{'tasks':[" + row + "]}");
        office.seconds(4);
        assertEquals("succeeded", office.outcome("r1"));
        assertEquals("succeeded", office.run("r1", REPORT));
        assertEquals("The orchard has 212 apples.", office.news("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void aReportOfWhichNoWordCameLeavesTheResultAsTheNews() {
        var office = telling()
                .row("c1", CHILD, MAIN, "counter", "completed", "delivered")
                .seconds(4);
        assertEquals("There are 212.", office.news("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void aDeliveryBeforeTheTurnBeganProvesNothing() {
        var office = delegated()
                .starts("c1", CHILD)
                .replies("c1", CHILD, "There are 212.")
                .seconds(0.5);
        var before = Office.child("c1", CHILD, MAIN, "counter", "completed", "delivered")
                .replace("@", "" + office.now().toEpochMilli());
        office.starts(REPORT, MAIN).seconds(1);
        office.answer("tasks.list", "{'limit':200}", "{'tasks':[" + before + "]}")
                .seconds(5);
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
    }

    @Test
    void aTurnThatGoesOnBehindItsDeliveryIsNotCutOff() {
        var office = telling().row("c1", CHILD, MAIN, "counter", "completed", "delivered");
        for (var word = 0; word < 4; word++) {
            office.seconds(2).agent(REPORT, MAIN, "assistant", "{'text':'Word " + word + "','itemId':'i'}");
        }
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
        assertEquals("succeeded", office.replies(REPORT, MAIN, "212 apples.").outcome("r1"));
    }

    @Test
    void whenNobodyTakesAResultUpItIsDoneWithinSeconds() {
        var office = delegated().starts("c1", CHILD).replies("c1", CHILD, "There are 212.");
        assertEquals(Phase.SUMMARIZING, office.seconds(2).phase("r1"));
        office.seconds(2).row("c1", CHILD, MAIN, "counter", "completed", "pending");
        assertEquals("succeeded", office.seconds(1).outcome("r1"));
        assertFalse(office.reported("r1"));
    }

    @Test
    void aSessionThatIsBusyTakesAResultUpOnceItIsFree() {
        var office = delegated()
                .starts("c1", CHILD)
                .asks("r2", "Are you still there?")
                .starts("r2", MAIN);
        office.replies("c1", CHILD, "There are 212.").seconds(20);
        assertEquals("none", office.outcome("r1"));
        office.replies("r2", MAIN, "I am.").seconds(2);
        assertEquals("none", office.outcome("r1"));
        assertEquals("succeeded", office.seconds(3).outcome("r1"));
    }

    @Test
    void aTurnThatIsCalledForOpensTheTaskAgain() {
        var office = delegated()
                .starts("c1", CHILD)
                .replies("c1", CHILD, "There are 212.")
                .seconds(10);
        assertEquals("succeeded", office.outcome("r1"));
        called(office);
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
        office.seconds(2).starts(REPORT, MAIN).replies(REPORT, MAIN, "212 apples.");
        assertEquals("succeeded", office.outcome("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void aTurnThatWasCalledForAndNeverBeganLosesNothing() {
        var office = delegated()
                .starts("c1", CHILD)
                .replies("c1", CHILD, "There are 212.")
                .seconds(10);
        called(office).seconds(11);
        office.answer("sessions.list", "{'activeOnly':true}", "{'sessions':[]}").seconds(25);
        assertEquals("succeeded", office.outcome("r1"));
        assertFalse(office.reported("r1"));
    }

    private static Office called(Office office) {
        return office.frame(
                "sessions.changed",
                "{'sessionKey':'%s','ts':@,'session':{'status':'running','hasActiveRun':true,'activeRunIds':['%s']}}"
                        .formatted(MAIN, REPORT));
    }

    @Test
    void aQuestionThatIsRefusedAtOnceCallsNobody() {
        var office = new Office().asks("r1", "Plan the ferry").starts("r1", MAIN);
        office.calls("r1", MAIN, "q", "ask_user", "{'questions':[{'question':'Morning or evening?'}]}");
        assertTrue(office.task("r1").block().isEmpty());
        office.returns("r1", MAIN, "q", "ask_user", "{'status':'error'}").seconds(2);
        assertTrue(
                office.events.stream().noneMatch(event -> event.fact() instanceof sitrep.core.event.Fact.RunBlocked));
    }

    @Test
    void aQuestionThatStandsIsAskedSinceItWasCalled() {
        var office = new Office().asks("r1", "Plan the ferry").starts("r1", MAIN);
        var asked = office.now();
        office.calls("r1", MAIN, "q", "ask_user", "{'questions':[{'question':'Morning?'}]}")
                .seconds(0.8);
        assertEquals(Phase.WAITING_USER, office.phase("r1"));
        assertEquals(asked, office.task("r1").since().value());
    }
}
