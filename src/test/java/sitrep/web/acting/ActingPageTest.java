package sitrep.web.acting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sitrep.connect.doorbell.DoorbellHand.Mood;
import sitrep.core.act.Act;
import sitrep.core.vocabulary.Verb;
import sitrep.web.AccessibleTest;
import sitrep.web.InChromium;
import sitrep.web.Visit;

/** What is asked of sources from the page: once, of what was read, and shown only by the server's word. */
@ExtendWith(InChromium.class)
class ActingPageTest {
    private static Locator act(Page page, String task, String act) {
        return page.locator("[data-task=" + task + "] > .next [data-act=" + act + "]");
    }

    private static Locator receipt(Page page, String task) {
        return page.locator("[data-task=" + task + "] > .next .receipt");
    }

    private static List<Verb> verbs(Door door) {
        return door.hand.heard().stream().map(Act::verb).toList();
    }

    @Test
    void a_command_is_approved_from_a_row_in_a_pocket(Visit visit) {
        var door = new Door(visit.served).approval("build", "Build it", Door.BUILD);
        var page = visit.sized(390, 844).touching().open("/");
        assertThat(page.locator("[data-task=build]")).not().containsText("openclaw approvals");
        act(page, "build", "approve").tap();
        assertThat(Visit.row(page, "build")).containsText("It runs");
        assertThat(receipt(page, "build")).containsText("You approved it: the question is gone");
        assertEquals(List.of(Verb.APPROVE), verbs(door));
        assertEquals(0, Visit.overflow(page));
    }

    @Test
    void a_double_click_asks_once(Visit visit) {
        var door = new Door(visit.served).approval("build", "Build it", Door.BUILD);
        var page = visit.open("/");
        door.hand.is(Mood.IDLE);
        act(page, "build", "approve").dblclick();
        assertThat(receipt(page, "build")).containsText("You approved it: the source took it (nodded)");
        assertThat(act(page, "build", "approve")).hasCount(0);
        assertEquals(1, receipts(page, "build"));
    }

    private static int receipts(Page page, String task) {
        return (int) page.evaluate(
                "task => fetch(`/api/v1/tasks/${task}`).then(answer => answer.json())"
                        + ".then(({ receipts }) => receipts.length)",
                task);
    }

    @Test
    void what_cannot_be_undone_is_asked_about_once(Visit visit) {
        var door = new Door(visit.served).approval("wipe", "Clean up", Door.WIPE);
        var page = visit.open("/");
        act(page, "wipe", "approve").dblclick();
        assertThat(page.locator("dialog .exactly")).hasText("Run " + Door.WIPE + "?");
        page.keyboard().press("Escape");
        assertEquals(List.of(), verbs(door));
        act(page, "wipe", "approve").click();
        page.locator("dialog [data-act=confirm]").click();
        assertThat(receipt(page, "wipe")).containsText("You approved it: the question is gone");
        assertEquals(List.of(Verb.APPROVE), verbs(door));
    }

    @Test
    void nothing_is_approved_unread(Visit visit) {
        new Door(visit.served).approval("deploy", "Deploy", Door.LONG);
        var page = visit.open("/");
        var row = Visit.row(page, "deploy");
        assertThat(row.locator(".first")).containsText("first");
        assertThat(act(page, "deploy", "approve")).hasCount(0);
        row.locator(".first").click();
        assertThat(row.locator(".whole")).containsText("exit 9");
        assertThat(act(page, "deploy", "approve")).isVisible();
    }

    @Test
    void whoever_decides_on_what_is_settled_is_told_what_happened_instead(Visit visit) {
        visit.excuse("409");
        new Door(visit.served).approval("build", "Build it", Door.BUILD);
        var page = visit.open("/");
        page.route(Pattern.compile(".*/acts$"), route -> {
            Door.asks(page, "build", "{'verb':'deny','by':'Dana'}");
            route.resume();
        });
        act(page, "build", "approve").click();
        assertThat(receipt(page, "build")).containsText("Dana denied it");
        assertThat(page.locator("#toast")).containsText("Nothing more was done");
    }

    @Test
    void a_refusal_is_told_in_the_words_of_who_refused(Visit visit) {
        var door = new Door(visit.served).approval("build", "Build it", Door.BUILD);
        door.hand.is(Mood.REFUSING);
        var page = visit.open("/");
        act(page, "build", "approve").click();
        assertThat(receipt(page, "build"))
                .containsText("You tried to approve it; the source refused: nobody of that name lives here");
        door.hand.is(Mood.WILLING);
        act(page, "build", "deny").click();
        assertThat(Visit.row(page, "build")).containsText("Denied, so something else");
    }

    @Test
    void a_server_that_can_reach_nobody_offers_nothing(Visit visit) {
        var door = new Door(visit.served);
        door.hand.is(Mood.AWAY);
        door.approval("build", "Build it", Door.BUILD);
        var page = visit.open("/");
        assertThat(page.locator("[data-task=build] .btn.command")).isVisible();
        assertThat(page.locator("[data-act]")).hasCount(0);
        page.navigate(visit.served.url().resolve("/decide").toString());
        assertThat(page.locator(".decision .btn.command")).isVisible();
        assertThat(page.locator("[data-act]")).hasCount(0);
    }

    @Test
    void a_question_is_answered_by_an_option_or_in_words(Visit visit) {
        var door = new Door(visit.served)
                .question("csv", "Add CSV export", "Which separator?", "Comma", "Tab")
                .question("post", "Write the post", "What is it called?");
        var page = visit.open("/");
        page.locator("[data-task=csv] .option >> text=Tab").click();
        assertThat(Visit.row(page, "csv")).containsText("Tab");
        act(page, "post", "write").click();
        page.keyboard().type("Sitrep Plus");
        page.keyboard().press("Enter");
        assertThat(Visit.row(page, "post")).containsText("Sitrep Plus");
        assertEquals(List.of(Verb.ANSWER, Verb.ANSWER), verbs(door));
    }

    @Test
    void the_page_of_a_task_acts_and_keeps_the_receipts(Visit visit) {
        var door = new Door(visit.served).approval("build", "Build it", Door.BUILD);
        var page = visit.open("/tasks/build");
        page.locator(".hands textarea").fill("Mind the cache");
        page.locator(".hands [data-act=send-steer]").click();
        assertThat(page.locator(".asked li")).containsText(Pattern.compile("You spoke to it.*Mind the cache"));
        page.locator(".verdict [data-act=approve]").click();
        assertThat(page.locator(".asked li")).hasCount(2);
        assertThat(page.locator(".asked li").first()).containsText("You approved it: the question is gone");
        assertThat(page.locator(".asked li").first()).containsText("from the page");
        page.locator("[data-why=receipts]").click();
        assertThat(page.locator(".reason")).containsText("approved it");
        page.locator(".hands [data-act=stop]").click();
        page.locator("dialog [data-act=confirm]").click();
        assertThat(page.locator(".said")).containsText("Cancelled");
        assertEquals(List.of(Verb.STEER, Verb.APPROVE, Verb.STOP), verbs(door));
    }

    @Test
    void one_decision_after_the_other_by_keys(Visit visit) {
        var door = new Door(visit.served)
                .approval("build", "Build it", Door.BUILD)
                .question("csv", "Add CSV export", "Which separator?", "Comma", "Tab")
                .signIns(3);
        var page = visit.open("/");
        page.keyboard().press("Shift+D");
        var asked = page.locator(".decision h2");
        assertThat(page.locator("h1")).hasText("3 decisions");
        assertThat(asked).hasText("Build it");
        page.keyboard().press("s");
        assertThat(asked).hasText("Add CSV export");
        page.keyboard().press("2");
        assertThat(asked).hasText("3 tasks wait for one sign-in");
        assertThat(page.locator(".came")).containsText("You answered");
        page.keyboard().press("1");
        assertThat(asked).hasText("Build it");
        page.keyboard().press("2");
        assertThat(page.locator("h1")).hasText("Nothing waits for a decision");
        assertThat(page.locator(".came")).containsText("You denied it");
        var answers = List.of(Verb.ANSWER, Verb.ANSWER, Verb.ANSWER, Verb.ANSWER, Verb.DENY);
        assertEquals(answers, verbs(door));
        assertEquals("Tab", door.hand.heard().getFirst().text().orElseThrow());
    }

    @Test
    void several_are_approved_at_once_after_all_was_shown(Visit visit) {
        var door = new Door(visit.served)
                .approval("a", "Build A", Door.BUILD)
                .approval("b", "Build B", Door.WIPE)
                .question("csv", "Add CSV export", "Which separator?", "Comma", "Tab");
        var page = visit.open("/");
        for (var task : List.of("a", "b", "csv")) {
            page.locator("[data-task=" + task + "] .open").focus();
            page.keyboard().press("x");
        }
        assertThat(page.locator(".selected [data-act=approve]")).containsText("2 of 3");
        page.locator(".selected [data-act=approve]").click();
        assertThat(page.locator("dialog .each")).containsText(Door.WIPE);
        page.locator("dialog [data-act=confirm]").click();
        assertThat(receipt(page, "a")).containsText("You approved it: the question is gone");
        assertThat(receipt(page, "b")).containsText("You approved it: the question is gone");
        assertThat(page.locator(".selected")).isHidden();
        assertEquals(List.of(Verb.APPROVE, Verb.APPROVE), verbs(door));
    }

    @Test
    void what_may_not_have_been_sent_is_sent_again_as_the_same(Visit visit) {
        var door = new Door(visit.served).approval("build", "Build it", Door.BUILD);
        var page = visit.excuse("ERR_").open("/");
        page.route(Pattern.compile(".*/acts$"), route -> {
            route.fetch();
            route.abort();
        });
        door.hand.is(Mood.IDLE);
        act(page, "build", "approve").click();
        assertThat(receipt(page, "build")).isVisible();
        assertEquals(1, receipts(page, "build"));
        assertTrue(page.locator("[data-task=build] [data-act=approve]").count() <= 1);
    }

    @Test
    void all_of_it_is_for_everybody(Visit visit) {
        var door = new Door(visit.excuse("Canvas2D").served)
                .approval("build", "Build it", Door.BUILD)
                .approval("wipe", "Clean up", Door.WIPE)
                .question("csv", "Add CSV export", "Which separator?", "Comma", "Tab")
                .signIns(3);
        var page = visit.open("/");
        page.locator("[data-task=csv] .dots").click();
        door.hand.is(Mood.REFUSING);
        act(page, "build", "deny").click();
        assertThat(receipt(page, "build")).isVisible();
        AccessibleTest.assertAccessible(page);
        act(page, "wipe", "approve").click();
        AccessibleTest.assertAccessible(page);
        for (var place : List.of("/decide", "/tasks/build")) {
            page.navigate(visit.served.url().resolve(place).toString());
            assertThat(page.locator("[data-act=approve]").first()).isVisible();
            AccessibleTest.assertAccessible(page);
        }
    }
}
