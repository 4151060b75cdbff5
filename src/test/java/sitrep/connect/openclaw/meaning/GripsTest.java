package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sitrep.connect.openclaw.memory.Grip;
import sitrep.connect.openclaw.memory.Turn;
import sitrep.core.vocabulary.Outcome;
import sitrep.core.vocabulary.Phase;

/** What is known of runs by whoever acts on them, and what becomes of a request that is made again. */
class GripsTest {
    private static final String CHILD = "agent:main:subagent:c1";

    @Test
    void aTurnIsKnownWithItsSessionAndTheWordsThatBeganIt() {
        var office = new Office().asks("r1", "Count the files").starts("r1", MAIN);
        var grip = office.grip("r1");
        assertEquals(Turn.Kind.MAIN, grip.kind());
        assertEquals(MAIN, grip.session());
        assertEquals(Optional.of("Count the files"), grip.request());
        assertTrue(grip.isWorking());
        office.fails("r1", MAIN, "'error':'no such thing'").seconds(5);
        assertFalse(office.grip("r1").isWorking());
        assertEquals(Optional.of(Outcome.FAILED), office.grip("r1").outcome());
    }

    @Test
    void aRequestThatIsTooLongToKeepIsNotKnownAtAll() {
        var office = new Office().asks("r1", "x".repeat(Grip.LONGEST + 1)).starts("r1", MAIN);
        assertEquals(Optional.empty(), office.grip("r1").request());
    }

    @Test
    void aCommandGoesByItsNameInTheLedger() {
        var office = new Office().asks("r1", "Start it").starts("r1", MAIN);
        office.calls("r1", MAIN, "t1", "exec", "{'command':'npm start'}");
        office.returns("r1", MAIN, "t1", "exec", "{'status':'running','sessionId':'keen-crab','pid':7}");
        office.command("keen-crab", MAIN, "npm start", "running");
        assertEquals("exec:keen-crab", office.grip("exec:keen-crab").listed());
        office.calls("r1", MAIN, "t2", "exec", "{'command':'mvn verify'}").seconds(8);
        assertEquals("", office.grip("call:t2").listed(), "a command in the foreground is not listed");
    }

    @Test
    void aResultThatWasNotDeliveredIsKnownUntilItIs() {
        var office = new Office().asks("r1", "Have it written").starts("r1", MAIN);
        office.spawns("r1", MAIN, "k1", CHILD, "writer").starts("k1", CHILD);
        office.row("k1", CHILD, MAIN, "writer", "completed", "failed");
        assertTrue(office.grip("k1").isUndelivered());
        office.row("k1", CHILD, MAIN, "writer", "completed", "delivered");
        assertFalse(office.grip("k1").isUndelivered());
    }

    @Test
    void whatSitrepAsksForAgainIsTheNextAttemptAtTheSameTask() {
        var office = new Office().asks("r1", "Count the files").starts("r1", MAIN);
        office.fails("r1", MAIN, "'error':'no such thing'").seconds(5);
        assertEquals("failed", office.outcome("r1"));
        var again = "sitrep-again:a1:r1";
        office.asks(again, "Count the files").starts(again, MAIN).seconds(3);
        assertEquals(List.of("r1"), office.tasks());
        assertEquals(Phase.STARTING, office.phase("r1"));
        office.replies(again, MAIN, "There are 7.").seconds(5);
        assertEquals("succeeded", office.outcome("r1"));
        assertEquals(2, office.detail("r1").runs().size());
        assertEquals("failed", office.run("r1", "r1"));
        assertEquals(Optional.of("Count the files"), office.grip(again).request());
    }

    @Test
    void whatIsAskedForAgainOfATaskThatNobodyKnowsIsATask() {
        var office = new Office().asks("sitrep-again:a1:r1", "Count the files").starts("sitrep-again:a1:r1", MAIN);
        assertEquals(List.of("sitrep-again:a1:r1"), office.tasks());
    }
}
