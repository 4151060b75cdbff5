package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sitrep.core.event.Fact;
import sitrep.core.event.TaskId;
import sitrep.core.patience.Patience;
import sitrep.core.patience.Stamina;
import sitrep.core.silence.Watch;
import sitrep.core.task.Fold;
import sitrep.core.task.Task;
import sitrep.core.usual.Usuals;
import sitrep.core.vocabulary.Verdict;

/** An agent that calls the same tools with the same arguments, and gets the same results, goes round in circles. */
class CirclesTest {

    private static List<Verdict> verdicts(Office office) {
        var task = Task.unheard(new TaskId("r1"));
        for (var event : office.events) {
            task = Fold.apply(task, event);
        }
        var heard = new Watch.Heard(Map.of(), Set.of(), Instant.EPOCH, Stamina.NONE, Usuals.NONE);
        return Watch.look(task, heard, Patience.USUAL, office.now()).stream()
                .filter(Fact.StallSuspected.class::isInstance)
                .map(fact -> ((Fact.StallSuspected) fact).verdict())
                .toList();
    }

    private static Office working() {
        return new Office().asks("r1", "Make it green").starts("r1", Office.MAIN);
    }

    private static void calls(Office office, int number, String tool, String args, String result) {
        var id = tool + number;
        office.calls("r1", Office.MAIN, id, tool, args);
        office.seconds(10);
        office.frame(
                "session.tool",
                ("{'runId':'r1','sessionKey':'%s','ts':@,'data':{'phase':'result','name':'%s','toolCallId':'%s',"
                                + "'isError':true,'result':{'content':[{'type':'text','text':'%s'}],"
                                + "'details':{'durationMs':%d}}}}")
                        .formatted(Office.MAIN, tool, id, result, number));
        office.seconds(10);
    }

    @Test
    void the_same_edit_and_the_same_failure_again_and_again() {
        var office = working();
        for (var i = 0; i < 5; i++) {
            assertEquals(List.of(), verdicts(office));
            calls(office, i, "edit", "{'path':'Main.java','old':'a','new':'b'}", "no match");
            calls(office, i, "exec", "{'command':'mvn test'}", "1 failure");
        }
        assertEquals(List.of(Verdict.LOOPING), verdicts(office));
        calls(office, 9, "read", "{'path':'Main.java'}", "class Main");
        assertEquals(List.of(), verdicts(office));
    }

    @Test
    void the_same_file_edited_each_time_in_another_way_is_work() {
        var office = working();
        for (var i = 0; i < 9; i++) {
            calls(office, i, "edit", "{'path':'Main.java','old':'a','new':'b" + i + "'}", "done");
        }
        assertEquals(List.of(), verdicts(office));
    }

    @Test
    void looking_until_something_changes_is_meant_to_be_repeated() {
        var office = working();
        for (var i = 0; i < 9; i++) {
            calls(office, i, "exec", "{'command':'sleep 8 && curl localhost/status'}", "pending");
            calls(office, i, "process", "{'action':'poll','id':'x'}", "still running");
        }
        assertEquals(List.of(), verdicts(office));
    }
}
