package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.util.List;
import org.junit.jupiter.api.Test;
import sitrep.core.vocabulary.Phase;

/** Several children of one turn, each told of in a turn of its own, and then all of them once more. */
class ReportsTest {
    private static final List<String> CHILDREN = List.of("c1", "c2", "c3");
    private static final String SETTLE = "announce:requester-settle:main:" + MAIN + ":c1,c2,c3";

    private static String session(String child) {
        return "agent:main:subagent:session-of-" + child;
    }

    private static String announce(String child) {
        return "announce:v1:" + session(child) + ":" + child;
    }

    /** All three have ended, and nobody was told of any. */
    private static Office ended() {
        var office = new Office().asks("r1", "Count everything").starts("r1", MAIN);
        CHILDREN.forEach(child -> office.spawns("r1", MAIN, child, session(child), "part " + child));
        office.replies("r1", MAIN, "Three count.");
        for (var child : CHILDREN) {
            office.starts(child, session(child)).replies(child, session(child), "12");
            office.row(child, session(child), MAIN, "part " + child, "completed", "pending");
        }
        return office.seconds(1);
    }

    private static Office tells(Office office, String child) {
        office.starts(announce(child), MAIN).replies(announce(child), MAIN, "Another 12, by " + child);
        return office.row(child, session(child), MAIN, "part " + child, "completed", "delivered")
                .seconds(1);
    }

    private static Office settles(Office office, String reply) {
        office.frame(
                "sessions.changed",
                "{'sessionKey':'%s','reason':'send','ts':@,'session':{'status':'running','activeRunIds':['%s']}}"
                        .formatted(MAIN, SETTLE));
        return office.starts(SETTLE, MAIN).ends(SETTLE, MAIN, reply);
    }

    @Test
    void it_is_done_only_when_the_last_was_told_and_all_is_summed_up() {
        var office = ended();
        for (var child : CHILDREN) {
            assertEquals(Phase.SUMMARIZING, office.phase("r1"));
            assertFalse(tells(office, child).reported("r1"), child);
        }
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
        settles(office, "'terminalReply':{'disposition':'visible','text':'36 in all.'}");
        assertEquals(Phase.DONE, office.phase("r1"));
        assertTrue(office.reported("r1"));
        assertEquals("36 in all.", office.news("r1"));
        assertEquals(1, office.told(sitrep.core.event.Fact.TaskReported.class));
    }

    @Test
    void that_nothing_more_is_said_in_the_end_takes_nothing_back() {
        var office = ended();
        CHILDREN.forEach(child -> tells(office, child));
        settles(office, "'terminalReply':{'disposition':'empty'}");
        assertEquals(Phase.DONE, office.phase("r1"));
        assertTrue(office.reported("r1"));
        assertEquals("Another 12, by c3", office.news("r1"));
    }

    @Test
    void where_it_is_not_summed_up_it_is_done_a_little_later() {
        var office = ended();
        CHILDREN.forEach(child -> tells(office, child));
        assertEquals(Phase.DONE, office.seconds(4).phase("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void a_report_that_was_called_for_is_waited_for_anew() {
        var office = ended().seconds(25);
        office.frame(
                "sessions.changed",
                "{'sessionKey':'%s','reason':'send','ts':@,'session':{'status':'running','activeRunIds':['%s']}}"
                        .formatted(MAIN, announce("c1")));
        assertEquals(Phase.SUMMARIZING, office.seconds(20).phase("r1"));
    }
}
