package sitrep.web.acting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sitrep.connect.doorbell.DoorbellHand.Mood;
import sitrep.core.vocabulary.Verb;
import sitrep.web.AccessibleTest;
import sitrep.web.InChromium;
import sitrep.web.Visit;

/** What is seldom come by: answers that nobody may read, what is sent again, a server that is gone; and axe's rules. */
@ExtendWith(InChromium.class)
class CornersTest {

    @Test
    void a_secret_answer_is_typed_unseen_and_kept_nowhere(Visit visit) {
        var door = new Door(visit.served).question("login", "Publish", "What is the password of the registry?");
        door.hand.is(Mood.DEAF);
        var page = visit.open("/");
        page.locator("[data-task=login] [data-act=write]").click();
        var field = page.locator("[data-task=login] .write input[type=password]");
        assertThat(field).isFocused();
        assertThat(page.locator("[data-task=login] .write").first()).containsText("What you type is not written down.");
        page.keyboard().type("correct horse");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-task=login] .receipt"))
                .containsText(Pattern.compile("You (asked|tried) to answer"));
        page.waitForCondition(() -> !door.hand.heard().isEmpty());
        assertEquals("correct horse", door.hand.heard().getFirst().text().orElseThrow());
        var told = (String)
                page.evaluate("Promise.all(['', '/events', '/why'].map((part) => fetch('/api/v1/tasks/login' + part)"
                        + ".then((answer) => answer.json()))).then(([task, events, why]) =>"
                        + " JSON.stringify([task, events, why]))");
        assertFalse(told.contains("correct horse"), told);
    }

    @Test
    void what_may_not_have_arrived_is_sent_again_by_a_press_and_done_once(Visit visit) {
        var door = new Door(visit.served).approval("build", "Build it", Door.BUILD);
        var page = visit.excuse("ERR_").open("/");
        page.route(Pattern.compile(".*/acts$"), route -> route.abort());
        page.locator("[data-task=build] [data-act=approve]").click();
        var again = page.locator("[data-task=build]").getByText("Send it again");
        assertThat(again).isVisible();
        assertEquals(List.of(), door.hand.heard());
        page.unroute(Pattern.compile(".*/acts$"));
        again.dblclick();
        assertThat(page.locator("main")).containsText("It runs");
        assertEquals(
                List.of(Verb.APPROVE),
                door.hand.heard().stream().map(act -> act.verb()).toList());
    }

    @Test
    void a_task_that_is_opened_while_the_server_is_gone_comes_by_itself(Visit visit) {
        visit.served.report("{'task':'a','name':'Nightly build','phase':'testing'}");
        var page = visit.excuse("Failed to load|ERR_").open("/");
        assertThat(page.locator("link[href*='task/task.css']")).isAttached();
        assertThat(page.locator("a.open")).hasCount(1);
        visit.served.stop();
        page.locator("a.open").click();
        assertThat(page.locator("h1")).hasText("The server does not answer");
        assertThat(page.locator("main .empty")).containsText("appears here by itself as soon as the server answers");
        visit.served.start();
        assertThat(page.locator("h1")).containsText("Nightly build");
    }

    @Test
    void history_says_which_words_it_went_by(Visit visit) {
        visit.served.report("{'task':'a','name':'Migrate the harbour','outcome':'succeeded','reported':'Dana'}");
        var page = visit.open("/history?view=tasks&q=harbuor");
        assertThat(page.locator(".instead")).hasText("Nothing matches harbuor. This is what matches harbour.");
        assertThat(page.locator(".past .was")).containsText("Migrate the harbour");
        assertThat(page.locator("h1")).not().containsText("Nothing");
    }

    @Test
    void pages_lend_no_looks_to_each_other(Visit visit) {
        visit.served.report("{'task':'a','name':'Nightly build','phase':'testing','update':'Half of it is done'}");
        var page = visit.sized(390, 844).open("/tasks/a");
        var update = page.locator(".updates > li").first();
        assertEquals("0px", update.evaluate("one => getComputedStyle(one).borderTopWidth"));
        open(page, visit, "/history", ".history .filters .btn");
        var chips = page.locator(".history .filters").first().boundingBox();
        assertTrue(chips.height < 60, () -> "what to choose the time by is " + chips.height + " high");
    }

    private static void open(Page page, Visit visit, String place, String there) {
        page.navigate(visit.served.url().resolve(place).toString());
        assertThat(page.locator(there).first()).isVisible();
    }

    @Test
    void the_rest_of_the_page_is_for_everybody_too(Visit visit) throws IOException {
        Files.writeString(
                visit.served.data().resolve("notify.json"),
                "{targets: [{name: 'team', kind: 'slack', url: 'http://127.0.0.1:9/x'}]}");
        var door = new Door(visit.excuse("Canvas2D").served).approval("build", "Build it", Door.BUILD);
        door.hand.is(Mood.REFUSING);
        var page = visit.dark().open("/");
        page.locator("[data-task=build] .open").focus();
        page.keyboard().press("x");
        assertThat(page.locator(".selected")).isVisible();
        AccessibleTest.assertAccessible(page);
        page.keyboard().press(",");
        assertThat(page.locator(".told li").first()).isVisible();
        AccessibleTest.assertAccessible(page);
        page.locator("[aria-label='Change team']").click();
        assertThat(page.locator(".told form")).isVisible();
        AccessibleTest.assertAccessible(page);
        open(page, visit, "/then", "main h1");
        AccessibleTest.assertAccessible(page);
        open(page, visit, "/decide", ".decision");
        AccessibleTest.assertAccessible(page);
    }

    @Test
    void the_door_is_for_everybody_too(Visit visit) {
        var page = visit.excuse("401|Failed to load|ERR_|Canvas2D").dark().open("/");
        visit.served.stop();
        visit.served.startAsking("sesame");
        var soon = new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
        assertThat(page.locator(".door input")).isVisible(soon);
        AccessibleTest.assertAccessible(page);
        page.locator(".door input").fill("wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator(".door .said")).containsText("not the token");
        AccessibleTest.assertAccessible(page);
    }
}
