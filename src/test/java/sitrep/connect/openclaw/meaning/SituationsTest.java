package sitrep.connect.openclaw.meaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.connect.openclaw.meaning.Office.MAIN;

import java.util.List;
import org.junit.jupiter.api.Test;
import sitrep.core.vocabulary.Phase;

/** Situations that no recording of a real gateway has: what somebody who watches would write down. */
class SituationsTest {
    private static final String CHILD = "agent:main:subagent:11111111-1111-1111-1111-111111111111";
    private static final String ANNOUNCE = "announce:v1:" + CHILD + ":c1";

    private static Office working() {
        return new Office().asks("r1", "Ship it").starts("r1", MAIN);
    }

    private static String blocked(Office office) {
        return office.task("r1").block().flatMap(block -> block.value().text()).orElse("");
    }

    private static Office waits(Office office, String approval, String call) {
        return office.agent(
                "r1",
                MAIN,
                "lifecycle",
                "{'phase':'waiting-approval','approvalId':'%s','toolCallId':'%s'}".formatted(approval, call));
    }

    private static Office decided(Office office, String approval, String call) {
        return office.agent(
                "r1",
                MAIN,
                "lifecycle",
                "{'phase':'approval-resolved','approvalId':'%s','toolCallId':'%s'}".formatted(approval, call));
    }

    @Test
    void of_two_approvals_at_once_the_older_is_asked_for_until_it_is_given_and_then_the_other() {
        var office = working();
        office.calls("r1", MAIN, "a", "exec", "{'command':'git push'}");
        office.calls("r1", MAIN, "b", "exec", "{'command':'npm publish'}");
        waits(office, "ap-1", "a").seconds(1);
        waits(office, "ap-2", "b");
        assertEquals("git push", blocked(office));
        decided(office, "ap-1", "a");
        assertEquals("npm publish", blocked(office));
        assertEquals(Phase.WAITING_APPROVAL, office.phase("r1"));
        decided(office, "ap-2", "b");
        assertEquals("", blocked(office));
        assertFalse(office.phase("r1") == Phase.WAITING_APPROVAL);
    }

    @Test
    void a_question_whose_turn_is_aborted_waits_for_nobody() {
        var office = working();
        office.calls("r1", MAIN, "q", "ask_user", "{'questions':[{'question':'Where to?','options':['a','b']}]}")
                .seconds(1);
        assertEquals("Where to? (a / b)", blocked(office));
        office.ends("r1", MAIN, "'status':'cancelled','aborted':true,'stopReason':'rpc'");
        assertEquals("", blocked(office));
        assertEquals("cancelled", office.outcome("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void a_question_of_which_the_gateway_tells_before_its_call_is_one() {
        var office = new Office().asks("r1", "Deploy").starts("r1", MAIN);
        office.frame(
                "question.requested",
                "{'id':'ask_1','runId':'r1','sessionKey':'" + MAIN + "','status':'pending',"
                        + "'questions':[{'question':'Where to?'}]}");
        office.calls("r1", MAIN, "q", "ask_user", "{'questions':[{'question':'Where to?'}]}")
                .seconds(2);
        var block = office.task("r1").block().orElseThrow().value();
        assertEquals("Where to? and 0 more", block.text().orElseThrow() + " and " + block.more() + " more");
        office.returns("r1", MAIN, "q", "ask_user", "{'status':'answered','answers':{'answers':{'d':['here']}}}");
        assertTrue(office.task("r1").block().isEmpty());
    }

    @Test
    void another_model_that_steps_in_is_news_and_no_new_run() {
        var office = working();
        office.agent(
                "r1",
                MAIN,
                "lifecycle",
                "{'phase':'fallback_step','fallbackStepFromModel':'a/big','fallbackStepToModel':'b/small',"
                        + "'fallbackStepFromFailureReason':'overloaded'}");
        assertEquals("a/big failed, goes on with b/small: overloaded", office.news("r1"));
        assertEquals(1, office.detail("r1").runs().size());
        office.agent("r1", MAIN, "lifecycle", "{'phase':'model','provider':'b','model':'small'}");
        office.replies("r1", MAIN, "Shipped.");
        assertEquals("succeeded", office.outcome("r1"));
    }

    @Test
    void a_report_that_fails_leaves_the_result_unreported_until_another_is_delivered() {
        var office = working().spawns("r1", MAIN, "c1", CHILD, "shipper").replies("r1", MAIN, "Delegated.");
        office.starts("c1", CHILD).replies("c1", CHILD, "shipped");
        office.row("c1", CHILD, MAIN, "shipper", "completed", "pending").starts(ANNOUNCE, MAIN);
        office.fails(ANNOUNCE, MAIN, "'error':'the model was overloaded'");
        assertEquals(Phase.SUMMARIZING, office.phase("r1"), "the gateway tries it again by itself");
        office.seconds(31);
        assertFalse(office.reported("r1"));
        office.row("c1", CHILD, MAIN, "shipper", "completed", "delivered");
        assertTrue(office.reported("r1"));
    }

    @Test
    void a_command_that_is_aborted_in_the_middle_goes_with_its_turn() {
        var office = working();
        office.calls("r1", MAIN, "a", "exec", "{'command':'mvn verify'}").seconds(6);
        assertEquals("testing", office.run("r1", "call:a"));
        office.frame("chat", "{'runId':'r1','sessionKey':'" + MAIN + "','state':'aborted','stopReason':'rpc'}");
        office.ends("r1", MAIN, "'status':'cancelled','aborted':true,'stopReason':'rpc'");
        assertEquals("cancelled", office.run("r1", "call:a"));
        assertEquals("cancelled", office.outcome("r1"));
    }

    @Test
    void a_child_that_ran_out_of_time_is_told_of_and_the_task_came_out_so() {
        var office = working().spawns("r1", MAIN, "c1", CHILD, "shipper").replies("r1", MAIN, "Delegated.");
        office.starts("c1", CHILD).fails("c1", CHILD, "'error':'timed out','timeoutPhase':'provider'");
        office.row("c1", CHILD, MAIN, "shipper", "timed_out", "pending");
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
        office.seconds(20);
        assertEquals("timed_out", office.outcome("r1"));
        assertFalse(office.reported("r1"));
        office.starts(ANNOUNCE, MAIN);
        assertEquals(Phase.SUMMARIZING, office.phase("r1"));
        office.replies(ANNOUNCE, MAIN, "It took too long.");
        assertEquals("timed_out", office.outcome("r1"));
        assertTrue(office.reported("r1"));
    }

    @Test
    void that_a_turn_was_aborted_is_its_outcome_and_no_news() {
        for (var words : List.of(
                "Aborted",
                "agent run aborted",
                "This operation was aborted",
                "Reply operation aborted by user",
                "AbortError: The operation was aborted",
                "signal is aborted without reason",
                "Request was cancelled.")) {
            var office = working();
            office.agent("r1", MAIN, "item", "{'kind':'preamble','phase':'end','progressText':'Painting.'}");
            office.calls("r1", MAIN, "a", "exec", "{'command':'curl -s https://shop.example.org'}");
            office.refuses("r1", MAIN, "a", "exec", words).seconds(1);
            office.fails("r1", MAIN, "'aborted':true,'error':'" + words + "'");
            assertEquals("cancelled", office.outcome("r1"));
            assertEquals("Painting.", office.news("r1"), words);
        }
    }

    @Test
    void why_it_was_stopped_is_news() {
        for (var words : List.of("Cron job removed by operator.", "Aborted: the disk is full", "Stopped by Dana")) {
            var office = working();
            office.fails("r1", MAIN, "'aborted':true,'error':'" + words + "'");
            assertEquals("cancelled", office.outcome("r1"));
            assertEquals(words, office.news("r1"));
        }
    }
}
