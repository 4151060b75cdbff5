package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.util.List;
import org.junit.jupiter.api.Test;
import sitrep.core.vocabulary.Phase;

/** A heartbeat right behind a command that ended in the background tells of it; any other is nobody's report. */
class HeartbeatsTest {
    private static final String BEAT = ",'isHeartbeat':true";

    /** A command in the background has ended, after the answer that promised a word on it. */
    private static Office ended() {
        var office = new Office().asks("r1", "Build it").starts("r1", MAIN);
        office.calls("r1", MAIN, "t1", "exec", "{'command':'npm run build','background':true}");
        office.command("calm-fox", MAIN, "npm run build", "running");
        office.returns("r1", MAIN, "t1", "exec", "{'status':'running','sessionId':'calm-fox','pid':7}");
        office.replies("r1", MAIN, "It runs.").seconds(10);
        return office.command("calm-fox", MAIN, "npm run build", "completed");
    }

    private static Office beats(Office office) {
        return office.agent("h1", MAIN, "lifecycle", "{'phase':'start','startedAt':@}", BEAT);
    }

    private static Office falls(Office office, String reply) {
        return office.agent("h1", MAIN, "lifecycle", "{'phase':'end','endedAt':@," + reply + "}", BEAT);
    }

    @Test
    void one_right_behind_a_command_is_summarizing_from_its_start_on() {
        var office = ended();
        assertEquals(Phase.DONE, office.phase("r1"));
        assertFalse(office.reported("r1"));
        assertEquals(Phase.SUMMARIZING, beats(office.seconds(1)).phase("r1"));
        falls(office, "'terminalReply':{'disposition':'visible','text':'The build is through.'}");
        assertEquals(Phase.DONE, office.phase("r1"));
        assertEquals("The build is through.", office.news("r1"));
        assertTrue(office.reported("r1"));
        assertEquals(List.of("r1"), office.tasks());
    }

    @Test
    void one_that_says_nothing_leaves_it_unreported() {
        var office = falls(beats(ended().seconds(1)), "'terminalReply':{'disposition':'empty'}");
        assertEquals(Phase.DONE, office.phase("r1"));
        assertFalse(office.reported("r1"));
    }

    @Test
    void one_that_comes_much_later_reports_only_by_what_it_says() {
        var office = beats(ended().seconds(600));
        assertEquals(Phase.DONE, office.phase("r1"));
        falls(office, "'terminalReply':{'disposition':'visible','text':'By the way: it is built.'}");
        assertTrue(office.reported("r1"));
    }

    private static Office changes(Office office, String phase) {
        return office.frame(
                "sessions.changed",
                "{'sessionKey':'%s','phase':'%s','runId':'h1','ts':@,'session':{'status':'running'}}"
                        .formatted(MAIN, phase));
    }

    private static Office says(Office office, String content, String stop) {
        return office.frame(
                "session.message",
                ("{'sessionKey':'%s','message':{'role':'assistant','content':%s,'stopReason':'%s',"
                                + "'__openclaw':{'runId':'h1','recordTimestampMs':@}}}")
                        .formatted(MAIN, content, stop));
    }

    private static String text(String text) {
        return "[{'type':'text','text':'" + text + "'}]";
    }

    @Test
    void its_own_frames_go_to_few_but_what_it_says_stands_in_the_session() {
        var office = changes(ended().seconds(1), "start");
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
        says(office, "[{'type':'toolCall','id':'t','name':'read','arguments':{'path':'log'}}]", "toolUse");
        assertEquals(Phase.READING_CONTEXT, office.seconds(3).phase("r1"));
        says(office, text("The build is through."), "stop");
        changes(office, "end").seconds(4);
        assertEquals(Phase.DONE, office.phase("r1"));
        assertEquals("The build is through.", office.news("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void one_of_which_only_the_session_tells_that_says_nothing_reports_nothing() {
        var office = changes(ended().seconds(1), "start");
        says(office, text("NO_REPLY"), "stop");
        assertEquals(Phase.DONE, office.phase("r1"));
        assertFalse(office.reported("r1"));
        says(office.seconds(600), text("HEARTBEAT_OK"), "stop");
        assertFalse(office.reported("r1"));
        assertEquals(List.of("r1"), office.tasks());
    }

    @Test
    void what_a_turn_says_whose_frames_do_come_is_not_told_twice() {
        var office = beats(ended().seconds(1));
        says(office, text("The build is through."), "stop");
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
        falls(office, "'terminalReply':{'disposition':'visible','text':'The build is through.'}");
        assertTrue(office.reported("r1"));
    }
}
