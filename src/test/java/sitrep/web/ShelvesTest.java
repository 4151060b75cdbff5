package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static sitrep.web.Visit.group;
import static sitrep.web.Visit.row;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody has dealt with lies apart, is counted apart, and comes back when something new asks. */
@ExtendWith(InChromium.class)
class ShelvesTest {

    private static void press(Page page, String task, String key) {
        row(page, task).locator("a.open").focus();
        page.keyboard().press(key);
    }

    private static void ask(Visit visit, String... tasks) {
        for (var task : tasks) {
            visit.served.report(
                    "{'task':'" + task + "','name':'Ask " + task + "','phase':'waiting_user'," + "'text':'Which?'}");
        }
    }

    @Test
    void what_somebody_is_on_needs_nobody_else(Visit visit) {
        ask(visit, "a", "b", "c");
        var page = visit.open("/");
        assertThat(page.locator("h1")).hasText("3 tasks need you.");
        press(page, "a", "m");
        assertThat(page.locator("h1")).hasText("2 tasks need you (1 more has somebody on it).");
        assertThat(page).hasTitle("(2) Sitrep");
        assertThat(group(page, "needs_you").locator("a.open")).hasText(new String[] {"Ask b", "Ask c"});
        assertThat(group(page, "on_it").locator("h2")).hasText("Somebody is on it 1");
        assertThat(group(page, "on_it").locator(".row")).hasCount(0);
        page.locator("h1 a", new Page.LocatorOptions().setHasText("1 more has somebody"))
                .click();
        assertThat(page.locator(".row a.open")).hasText(new String[] {"Ask a"});
        assertThat(page).hasURL(Pattern.compile("\\?shelf=on_it$"));
    }

    @Test
    void a_shelf_opens_by_its_heading_and_stays_in_the_address(Visit visit) {
        visit.excuse("Canvas2D");
        ask(visit, "a", "b", "c");
        var page = visit.open("/");
        press(page, "a", "z");
        press(page, "b", "d");
        assertThat(group(page, "snoozed").locator("h2")).hasText("Snoozed 1");
        assertThat(group(page, "dismissed").locator("h2")).hasText("Dismissed 1");
        assertThat(group(page, "working")).isHidden();
        group(page, "snoozed").locator("h2 button").click();
        assertThat(group(page, "snoozed").locator(".name small"))
                .hasText(Pattern.compile("^snoozed until \\d\\d:\\d\\d$"));
        assertThat(page).hasURL(Pattern.compile("\\?open=snoozed$"));
        page.reload();
        assertThat(group(page, "snoozed").locator("a.open")).hasText("Ask a");
        AccessibleTest.assertAccessible(page);
        group(page, "snoozed").locator("h2 button").click();
        assertThat(group(page, "snoozed").locator(".row")).hasCount(0);
        assertThat(page.locator(".chip", new Page.LocatorOptions().setHasText("Dismissed")))
                .hasText("Dismissed 1");
        visit.served.report("{'task':'b','phase':'testing'}");
        visit.served.report("{'task':'b','phase':'waiting_user','text':'And now?'}");
        page.locator(".pill").click();
        assertThat(row(page, "b").locator(".update")).hasText("And now?");
        assertThat(group(page, "dismissed")).isHidden();
    }

    @Test
    void a_task_can_be_put_off_until_it_changes(Visit visit) {
        visit.excuse("Canvas2D");
        ask(visit, "a");
        var page = visit.open("/?open=snoozed");
        press(page, "a", "Shift+Z");
        AccessibleTest.assertAccessible(page);
        page.locator("dialog").getByText("Until it changes").click();
        assertThat(group(page, "snoozed").locator(".name small")).hasText("snoozed until it changes");
        assertThat(page.locator("#toast")).containsText("is snoozed until it changes");
        page.keyboard().press("u");
        assertThat(group(page, "needs_you").locator("a.open")).hasText("Ask a");
        press(page, "a", "Shift+Z");
        page.locator("dialog").getByText("Until it changes").click();
        assertThat(group(page, "snoozed").locator("a.open")).hasText("Ask a");
        visit.served.report("{'task':'a','phase':'testing'}");
        page.locator(".pill").click();
        assertThat(group(page, "working").locator("a.open")).hasText("Ask a");
        assertThat(group(page, "snoozed")).isHidden();
    }

    @Test
    void below_a_row_one_chooses_until_when_takes_it_back_and_copies_a_link(Visit visit) {
        ask(visit, "a");
        var page = visit.allowing("clipboard-read").open("/?peek=a&open=snoozed&open=on_it");
        page.locator(".peek").getByText("Snooze until …").click();
        page.getByLabel("Until", new Page.GetByLabelOptions().setExact(true)).fill("2026-01-01T09:00");
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).isVisible();
        var later = page.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 60000 + 26 * 3600000)"
                + ".toISOString().slice(0, 16)");
        page.getByLabel("Until", new Page.GetByLabelOptions().setExact(true)).fill((String) later);
        page.keyboard().press("Enter");
        assertThat(group(page, "snoozed").locator(".name small"))
                .hasText(Pattern.compile("^snoozed until \\d+ \\w+ \\d\\d:\\d\\d$"));
        page.locator(".peek").getByText("Bring back").click();
        assertThat(group(page, "needs_you").locator("a.open")).hasText("Ask a");
        page.locator(".peek").getByText("Copy link").click();
        assertThat(page.locator("#toast")).containsText("The link is copied.");
        assertEquals(visit.served.url() + "/tasks/a", page.evaluate("navigator.clipboard.readText()"));
    }

    @Test
    void under_a_filter_counts_and_the_headline_tell_what_there_is(Visit visit) {
        ask(visit, "a", "b");
        for (var i = 0; i < 30; i++) {
            visit.served.report("{'task':'d" + i + "','owner':'Lin','outcome':'succeeded','reported':'Lin'}");
        }
        visit.served.report("{'task':'a','owner':'Lin'}");
        var page = visit.open("/?owner=Lin");
        assertThat(page.locator("h1")).hasText("1 of 2 that need you match. 30 others match.");
        assertThat(group(page, "settled").locator("h2")).hasText("Recently settled 20 of 30 · newest first");
        page.navigate(visit.served.url().resolve("/?owner=Nobody").toString());
        assertThat(page.locator("h1")).hasText("0 of 2 that need you match.");
        page.navigate(visit.served.url().resolve("/?phase=done").toString());
        assertThat(page.locator("h1")).hasText("0 of 2 that need you match. 30 others match.");
        visit.served.report("{'task':'d99','owner':'Lin','outcome':'succeeded','reported':'Lin'}");
        assertThat(page.locator("h1")).hasText("0 of 2 that need you match. 31 others match.");
    }
}
