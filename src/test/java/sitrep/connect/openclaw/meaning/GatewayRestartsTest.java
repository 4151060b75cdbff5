package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import org.junit.jupiter.api.Test;
import sitrep.core.sitrep.Attention;
import sitrep.core.vocabulary.BlockReason;
import sitrep.core.vocabulary.Phase;

/** A gateway that is out of contact, or started anew, and takes its sessions up again one after another. */
class GatewayRestartsTest {
    private static final String CHILD = "agent:main:subagent:11111111-1111-1111-1111-111111111111";

    private static Office restarted(Office office) {
        return office.lost("closed with 1006").seconds(5).connected("boot-2");
    }

    private static Office working() {
        return new Office().asks("r1", "Rename the brand").starts("r1", MAIN).seconds(3);
    }

    private static Office asking() {
        return working()
                .calls("r1", MAIN, "q", "ask_user", "{'questions':[{'question':'Which colour?'}]}")
                .seconds(1);
    }

    private static String held(Office office) {
        return office.task("r1").block().map(it -> it.value().text().orElse("")).orElse("");
    }

    private static Attention attention(Office office) {
        return office.task("r1").attention().value();
    }

    @Test
    void whatWasInterruptedWaitsToBeResumedForAsLongAsTheGatewayNeeds() {
        var office = restarted(working());
        office.answer("sessions.list", "{'activeOnly':true}", "{'sessions':[]}").seconds(300);
        office.answer("sessions.list", "{'activeOnly':true}", "{'sessions':[]}").seconds(330);
        assertEquals("none", office.outcome("r1"));
        assertEquals(Phase.WAITING_DEPENDENCY, office.phase("r1"));
        assertEquals("Interrupted by a restart of the gateway; usually it is resumed", held(office));
        assertEquals(Attention.WORKING, attention(office));
        assertTrue(office.task("r1").next().isEmpty());
    }

    @Test
    void aSessionThatGoesOnWithAnotherRunIsTheNextAttempt() {
        var office = restarted(working()).seconds(630).starts("r9", MAIN).seconds(1);
        assertEquals("lost", office.run("r1", "r1"));
        assertEquals("", held(office));
        office.replies("r9", MAIN, "Renamed.");
        assertEquals("succeeded", office.outcome("r1"));
        assertEquals(1, office.tasks().size());
    }

    @Test
    void aRunThatGoesOnByItselfIsNotInterruptedAnyMore() {
        var office = restarted(working()).seconds(40).agent("r1", MAIN, "run_status", "{'phase':'starting_model'}");
        assertEquals("", held(office));
        assertEquals("succeeded", office.replies("r1", MAIN, "Renamed.").outcome("r1"));
    }

    @Test
    void theGatewaysOwnWordEndsIt() {
        var office = restarted(working()).seconds(20);
        office.answer(
                "sessions.list",
                "{'limit':60}",
                "{'sessions':[{'key':'" + MAIN + "','status':'failed','hasActiveRun':false,'endedAt':@}]}");
        assertEquals("failed", office.outcome("r1"));
    }

    @Test
    void aSessionThatIsOnlyNotActiveYetIsNotOver() {
        var office = restarted(working()).seconds(20);
        office.answer(
                "sessions.list",
                "{'limit':60}",
                "{'sessions':[{'key':'" + MAIN + "','status':'running','hasActiveRun':false,'updatedAt':@}]}");
        assertEquals("none", office.seconds(60).outcome("r1"));
    }

    @Test
    void aGatewayThatNeverSaysAnythingOfItAgainHasLostIt() {
        var office = restarted(working()).seconds(3_601);
        assertEquals("lost", office.outcome("r1"));
    }

    @Test
    void aChildThatIsResumedIsTheNextAttemptAtItsPiece() {
        var office = working().spawns("r1", MAIN, "c1", CHILD, "walker").starts("c1", CHILD);
        office.replies("r1", MAIN, "Somebody walks.").seconds(2);
        restarted(office).seconds(60);
        assertEquals("none", office.outcome("r1"));
        office.starts("c2", CHILD).replies("c2", CHILD, "Walked.");
        assertEquals("lost", office.run("r1", "c1"));
        assertEquals("succeeded", office.run("r1", "c2"));
    }

    @Test
    void whileThereIsNoContactNobodyIsAsked() {
        var office = asking();
        assertEquals(Attention.NEEDS_YOU, attention(office));
        office.lost("nothing came for 75 s");
        assertEquals(Attention.WORKING, attention(office));
        assertTrue(held(office).contains("Which colour?"), held(office));
        office.seconds(30).connected("boot-1");
        assertEquals(Attention.NEEDS_YOU, attention(office));
        assertEquals("Which colour?", held(office));
        assertTrue(office.task("r1").next().isPresent());
    }

    @Test
    void anApprovalWaitsForContactToo() {
        var office = working().calls("r1", MAIN, "x", "exec", "{'command':'git push'}");
        office.agent("r1", MAIN, "lifecycle", "{'phase':'waiting-approval','approvalId':'a1','toolCallId':'x'}");
        assertEquals(Attention.NEEDS_YOU, attention(office));
        office.lost("closed with 1006");
        assertEquals(Attention.WORKING, attention(office));
        office.connected("boot-1");
        assertEquals(
                BlockReason.APPROVAL,
                office.task("r1").block().orElseThrow().value().reason());
    }

    @Test
    void aQuestionGoesWithTheGatewayThatAskedIt() {
        var office = restarted(asking());
        assertEquals(Attention.WORKING, attention(office));
        assertTrue(held(office).startsWith("Interrupted"), held(office));
        office.starts("r9", MAIN).calls("r9", MAIN, "q2", "ask_user", "{'questions':[{'question':'Which one?'}]}");
        assertEquals(Phase.WAITING_USER, office.seconds(1).phase("r1"));
        assertEquals("Which one?", held(office));
    }
}
