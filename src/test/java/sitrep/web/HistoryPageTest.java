package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sitrep.web.Visit.overflow;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
class HistoryPageTest {
    private static Page history(Visit visit, String query) {
        Archive.reportTo(visit.served);
        var page = visit.open("/history" + query);
        assertThat(page.locator("h1")).containsText("tasks ended", Archive.SOON);
        return page;
    }

    @Test
    void it_says_what_ended_and_where_the_time_went(Visit visit) {
        var page = history(visit, "");
        assertThat(page.locator("h1")).containsText("with success.");
        assertThat(page.locator(".outcomes figcaption")).containsText("did not succeed, day by day");
        assertThat(page.locator(".outcomes table")).containsText(Pattern.compile("[1-9] succeeded"));
        assertThat(page.locator(".phases figcaption")).containsText("Most time went into");
        assertThat(page.locator(".phases .bars li").first()).containsText("% of tasks");
        assertThat(page.locator(".waits figcaption")).containsText("lost waiting");
        assertThat(page.locator(".slowest .bars li")).hasCount(5);
        page.getByText("12 weeks").click();
        assertThat(page.locator(".outcomes figcaption")).containsText("week by week");
        assertThat(page).hasURL(Pattern.compile("\\?days=84$"));
    }

    @Test
    void a_row_shows_the_life_of_what_ended(Visit visit) {
        var page = history(visit, "?q=flaky+checkout&days=366");
        var ribbon = page.locator(".was .ribbon").first();
        assertThat(ribbon).hasAttribute("aria-label", Pattern.compile("^So far: reading context "));
        assertTrue(ribbon.locator("i").count() > 1);
        assertThat(ribbon).hasAttribute("data-from", "");
    }

    @Test
    void what_is_asked_for_stands_in_the_address(Visit visit) {
        var page = history(visit, "?days=366");
        assertThat(page.locator(".was")).hasCount(50);
        page.getByText("Show more").click();
        assertThat(page.locator(".was")).hasCount(100);
        page.locator("select[name=outcome]").selectOption("failed");
        assertThat(page).hasURL(Pattern.compile("outcome=failed"));
        assertThat(page.locator(".was .phase:text-is('done')")).hasCount(0);
        var failed = page.locator(".was").count();
        assertTrue(failed > 0 && failed < 30, () -> failed + " failed");
        page.locator("input[name=owner]").fill("Nobody");
        page.locator("input[name=owner]").press("Enter");
        assertThat(page.locator(".past .empty")).containsText("matches");
        page.reload();
        assertThat(page.locator("select[name=outcome]")).hasValue("failed");
        page.getByText("Clear filters").click();
        assertThat(page).hasURL(Pattern.compile("/history\\?days=366$"));
    }

    @Test
    void charts_narrow_as_the_list_does_and_a_bar_narrows_both(Visit visit) {
        var page = history(visit, "?days=366&owner=Dana");
        assertThat(page.locator("h1")).hasText(Pattern.compile("^2\\d tasks ended, .*"));
        page.locator(".legend button").nth(1).click();
        assertThat(page).hasURL(Pattern.compile("owner=Dana.*outcome=failed"));
        assertThat(page.locator(".was .phase").first()).hasText("failed");
        assertThat(page.locator(".outcomes figcaption")).containsText(Pattern.compile("(\\d+) of \\1 did not succeed"));
        page.locator("select[name=outcome]").selectOption("");
        assertThat(page.locator("h1")).containsText("27 tasks ended");
        assertThat(page.locator("section .heading")).containsText("27");
        page.locator(".stacks .some .part").last().click();
        assertThat(page).hasURL(Pattern.compile("from=\\d{4}-.*until=\\d{4}-.*outcome="));
        assertThat(page.locator(".was")).not().hasCount(27);
        assertThat(page.locator(".chip.dates")).hasClass(Pattern.compile("\\bon\\b"));
    }

    @Test
    void what_is_not_reported_yet_is_told_beside_what_settled(Visit visit) {
        visit.served.report("{'task':'a','name':'First','outcome':'succeeded','reported':'Dana'}");
        visit.served.report("{'task':'b','name':'Second','outcome':'succeeded'}");
        var page = visit.open("/history");
        assertThat(page.locator("h1")).containsText("2 tasks ended", Archive.SOON);
        assertThat(page.locator("section .heading")).containsText("1, and 1 not reported yet");
        page.getByText("not reported yet").click();
        assertThat(page.locator(".row a.open")).hasText("Second");
    }

    @Test
    void the_search_finds_what_ended_and_a_row_leads_to_it(Visit visit) {
        var page = history(visit, "?days=366&q=flaky+checkout");
        assertThat(page.locator(".was .name").first()).hasText("Fix flaky checkout test");
        page.locator(".was a").first().click();
        assertThat(page.locator(".task h1")).containsText("Fix flaky checkout test");
        page.goBack();
        assertThat(page.locator(".was .name").first()).hasText("Fix flaky checkout test");
        page.locator("select[name=took]").selectOption("4h-");
        assertThat(page.locator(".past .empty")).containsText("matches");
    }

    @Test
    void what_settles_meanwhile_waits_until_it_is_asked_for(Visit visit) {
        visit.served.report(Duration.ofMinutes(5), "{'task':'a','name':'First','phase':'testing'}");
        var page = visit.open("/history");
        assertThat(page.locator(".past .empty")).containsText("Nothing settled in this time");
        assertThat(page.locator("h1")).hasText("Nothing ended in this time.");
        visit.served.report("{'task':'a','outcome':'succeeded','reported':'Dana'}");
        page.getByText("1 task has settled since: show").click();
        assertThat(page.locator(".was .name")).hasText("First");
    }

    @Test
    void keys_walk_down_the_list_and_open_a_task(Visit visit) {
        var page = history(visit, "");
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.locator(".was a").nth(1)).isFocused();
        page.keyboard().press("k");
        assertThat(page.locator(".was a").first()).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".task h1")).isVisible();
    }

    @Test
    void it_fits_a_phone(Visit visit) {
        var page = history(visit.sized(390, 844), "");
        assertThat(page.locator(".was").first()).isVisible();
        assertEquals(0, overflow(page), "pixels over the edge");
    }
}
