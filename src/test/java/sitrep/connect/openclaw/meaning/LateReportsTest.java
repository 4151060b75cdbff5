package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sitrep.core.vocabulary.Phase;

/** Reports of children that ended before we listened: what is being told of now is no history. */
class LateReportsTest {
    private static final String CHILD = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
    private static final String REPORT = "announce:v1:" + CHILD + ":c1";
    private static final Duration AGO = Duration.ofMinutes(3);

    /** A row about a child that ended a while ago. */
    private static String row(Office office, String status, String delivery) {
        var then = office.now().minus(AGO).toEpochMilli();
        return Office.child("c1", CHILD, MAIN, "crane check", status, delivery).replace("@", "" + then);
    }

    private static Office listed(String status) {
        var office = new Office();
        office.answer("tasks.list", "{'limit':200}", "{'tasks':[" + row(office, status, "delivered") + "]}");
        assertTrue(office.tasks().isEmpty(), "what nobody tells of is history");
        return office;
    }

    private static Office told(Office office) {
        return office.starts(REPORT, MAIN).seconds(2);
    }

    @ParameterizedTest
    @CsvSource({"failed,failed", "timed_out,timed_out", "cancelled,cancelled", "lost,lost", "completed,succeeded"})
    void whatAReportTellsOfDecidesHowItsTaskCameOut(String status, String outcome) {
        var office = told(listed(status));
        var task = office.tasks().getFirst();
        assertEquals(Phase.SUMMARIZING, office.phase(task));
        assertEquals(outcome, office.run(task, "c1"));
        office.replies(REPORT, MAIN, "That is what came of it.");
        assertEquals(outcome, office.outcome(task));
        assertTrue(office.reported(task));
        assertEquals("That is what came of it.", office.news(task));
    }

    @Test
    void aReportWaitsAtMostAMomentForAnAnswerThatNamesItsTask() {
        var office = listed("failed").starts(REPORT, MAIN).seconds(1.5);
        assertEquals(1, office.tasks().size());
    }

    @Test
    void aRowThatComesWhileItIsToldOfCounts() {
        var office = told(new Office());
        office.frame("task", "{'action':'upserted','task':" + row(office, "failed", "pending") + "}");
        assertEquals("failed", office.run(office.tasks().getFirst(), "c1"));
    }

    @Test
    void aRowThatComesJustBehindTheReportKeepsItFromBeingASuccessFirst() {
        var office = told(new Office()).replies(REPORT, MAIN, "It did not work.");
        var task = office.tasks().getFirst();
        assertEquals("none", office.outcome(task));
        office.frame("task", "{'action':'upserted','task':" + row(office, "failed", "delivered") + "}");
        assertEquals("failed", office.outcome(task));
        assertTrue(office.reported(task));
    }

    @Test
    void aRowThatComesLongBehindTheReportCorrectsHowItCameOut() {
        var office =
                told(new Office()).replies(REPORT, MAIN, "It did not work.").seconds(4);
        var task = office.tasks().getFirst();
        assertEquals("succeeded", office.outcome(task));
        office.answer("tasks.list", "{'limit':200}", "{'tasks':[" + row(office, "failed", "delivered") + "]}");
        assertEquals("failed", office.outcome(task));
        assertTrue(office.reported(task));
    }

    @ParameterizedTest
    @CsvSource({"failed,failed", "timeout,timed_out", "killed,cancelled"})
    void theSessionsOwnRowIsEnough(String status, String outcome) {
        var office = new Office();
        office.answer(
                "sessions.list",
                "{'limit':60}",
                "{'sessions':[{'key':'%s','spawnedBy':'%s','label':'crane check','status':'%s','hasActiveRun':false,"
                                .formatted(CHILD, MAIN, status)
                        + "'startedAt':1763798400000,'endedAt':1763798460000,'lastRunError':'no rope'}]}");
        told(office).replies(REPORT, MAIN, "It did not work.");
        assertEquals(outcome, office.outcome(office.tasks().getFirst()));
    }

    @Test
    void whatBeganBeforeARequestIsNoneOfIts() {
        var office = listed("failed").asks("r1", "What time is it?").starts("r1", MAIN);
        office.replies("r1", MAIN, "Noon.").seconds(1);
        told(office).replies(REPORT, MAIN, "It did not work.");
        assertEquals("succeeded", office.outcome("r1"));
        assertEquals(2, office.tasks().size());
        assertFalse(office.detail("r1").runs().size() > 1);
    }
}
