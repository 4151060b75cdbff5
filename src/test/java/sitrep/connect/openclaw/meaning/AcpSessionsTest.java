package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.event.WorkerId;

/** A session over ACP that others tell of, by the name by which its agent knows it. */
class AcpSessionsTest {
    private static final String ACP = "agent:clerk:acp:33333333-3333-3333-3333-333333333333";

    private final Office office = new Office();

    private Office spawned() {
        return office.asks("r1", "Have the minutes written")
                .starts("r1", Office.MAIN)
                .seconds(1)
                .spawns("r1", Office.MAIN, "c1", ACP, "clerk")
                .seconds(1);
    }

    private void kept(String mode, String at) {
        var row = "{'key':'%s','mode':'%s','id':'s1','at':%s,'names':['acp-s1']}".formatted(ACP, mode, at);
        office.answer(AcpSessions.KEPT, "{}", "{'sessions':[" + row + "]}");
    }

    private List<TaskId> aliases() {
        return office.events.stream()
                .filter(event -> event.fact() instanceof Fact.TaskAlias)
                .map(event -> ((Fact.TaskAlias) event.fact()).alias())
                .toList();
    }

    private List<WorkerId> sessions() {
        return office.events.stream()
                .flatMap(event -> event.fact() instanceof Fact.RunOpened opened
                        ? opened.worker().flatMap(worker -> worker.session()).stream()
                        : null)
                .toList();
    }

    @Test
    void oneThatIsMadeForOneWorkIsThatWorkUnderItsOtherName() {
        spawned();
        kept("oneshot", "@");
        kept("oneshot", "@");
        assertEquals(List.of(new TaskId("acp-s1")), aliases());
        assertEquals(List.of(new WorkerId("s1")), sessions());
    }

    @Test
    void oneThatPeopleGoOnTalkingWithIsManyTasksHere() {
        spawned();
        kept("persistent", "@");
        assertEquals(List.of(), aliases());
    }

    @Test
    void whatWasWrittenOfAnEarlierRunIsNotOfThisOne() {
        spawned();
        kept("oneshot", "" + Office.START.minusSeconds(300).toEpochMilli());
        assertEquals(List.of(), aliases());
        kept("oneshot", "@");
        assertEquals(List.of(new TaskId("acp-s1")), aliases());
    }

    @Test
    void aSecondRunInItMayHaveAnotherName() {
        spawned().row("c2", ACP, Office.MAIN, "clerk", "running", "pending").seconds(1);
        kept("oneshot", "@");
        assertEquals(List.of(), aliases());
    }
}
