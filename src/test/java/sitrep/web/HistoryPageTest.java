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
        assertThat(page.locator("h1")).containsText("tasks ended");
        return page;
    }

    @Test
    void it_says_what_ended_and_where_the_time_went(Visit visit) {
        var page = history(visit, "");
        assertThat(page.locator("h1")).containsText("with success.");
        assertThat(page.locator(".outcomes figcaption")).containsText("did not succeed, day by day");
        assertThat(page.locator(".outcomes table")).containsText(Pattern.compile("[1-9] succeeded"));
        page.getByText("Where the time went").click();
        assertThat(page).hasURL(Pattern.compile("\\?view=time$"));
        assertThat(page.locator(".phases figcaption")).containsText("Most time went into");
        assertThat(page.locator(".phases .bars li").first()).containsText("% of tasks");
        assertThat(page.locator(".waits figcaption")).containsText("lost waiting");
        assertThat(page.locator(".slowest .bars li")).hasCount(5);
        page.getByText("12 weeks").click();
        assertThat(page.locator(".outcomes figcaption")).containsText("week by week");
        assertThat(page).hasURL(Pattern.compile("days=84"));
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
        page.locator(".btn.more:visible").click();
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
        page.locator(".past").getByText("Clear filters").click();
        assertThat(page).hasURL(Pattern.compile("/history\\?days=366$"));
    }

    @Test
    void charts_narrow_as_the_list_does_and_a_bar_narrows_both(Visit visit) {
        var page = history(visit, "?days=366&owner=Dana");
        assertThat(page.locator("h1")).hasText(Pattern.compile("^2\\d tasks ended, .*"));
        page.locator(".legend button").nth(1).click();
        assertThat(page).hasURL(Pattern.compile("owner=Dana.*outcome=failed"));
        assertThat(page.locator(".was .phase").first()).hasText("failed");
        assertThat(page.locator("h1")).hasText(Pattern.compile("^\\d+ tasks? failed\\.$"));
        page.locator(".chosen .chip", new Page.LocatorOptions().setHasText("failed"))
                .click();
        assertThat(page).not().hasURL(Pattern.compile("outcome="));
        assertThat(page.locator("h1")).containsText("27 tasks ended");
        assertThat(page.locator("section:visible .heading")).containsText("27");
        page.locator(".stacks .some .part").last().click();
        assertThat(page).hasURL(Pattern.compile("from=\\d{4}-.*until=\\d{4}-.*outcome="));
        assertThat(page.locator(".was")).not().hasCount(27);
        assertThat(page.locator(".chosen .chip")).hasCount(3);
        page.goBack();
        assertThat(page.locator("h1")).containsText("27 tasks ended");
        assertThat(page).hasURL(Pattern.compile("days=366&owner=Dana$"));
    }

    @Test
    void the_words_of_a_search_narrow_the_bars_too(Visit visit) {
        var page = history(visit, "?days=366");
        assertThat(page.locator("h1")).containsText(Archive.TASKS + " tasks ended");
        page.locator("#search input").fill("flaky checkout");
        assertThat(page.locator("h1")).containsText(Pattern.compile("^\\d\\d? tasks ended"));
        assertThat(page.locator(".chosen .chip")).hasText(Pattern.compile("flaky checkout"));
        assertTrue(page.locator(".was").first().boundingBox().y < 560, "results are above the fold");
    }

    @Test
    void a_time_that_cannot_be_is_said_and_shows_nothing(Visit visit) {
        var page = visit.open("/history?from=2026-11-22&until=2026-11-22");
        assertThat(page.locator("h1")).hasText("There is no such time.");
        assertThat(page.locator(".notice")).containsText("has no length");
        assertThat(page.locator(".was, .chart")).hasCount(0);
        page.navigate(visit.served.url() + "/history?from=2026-11-23&until=2026-11-20T10:00:00Z");
        assertThat(page.locator(".notice")).containsText("is over before it begins");
        page.navigate(visit.served.url() + "/history?from=tomorrow");
        assertThat(page.locator(".notice")).containsText("“tomorrow” is no day and no time");
    }

    @Test
    void what_happened_is_told_a_line_each_and_each_leads_to_its_moment(Visit visit) {
        visit.served.report(Duration.ofMinutes(50), "{'task':'a','name':'Ship it','run':'r','phase':'testing'}");
        visit.served.report(
                Duration.ofMinutes(40),
                "{'task':'a','run':'r','block':{'reason':'approval','text':'git push','waitingOn':'Dana'}}");
        visit.served.report(Duration.ofMinutes(30), "{'task':'a','run':'r','phase':'testing'}");
        visit.served.report(Duration.ofMinutes(20), "{'task':'a','outcome':'failed','reported':'Dana'}");
        var page = visit.open("/history");
        page.getByText("Last hour").click();
        assertThat(page).hasURL(Pattern.compile("span=hour$"));
        assertThat(page.locator(".line .phase"))
                .hasText(new String[] {"failed", "wait is over", "waits for an approval", "began"});
        assertThat(page.locator(".line.wait_began")).containsText("git push · waits on Dana · it took 10m");
        page.getByText("Oldest first").click();
        assertThat(page.locator(".line .phase").first()).hasText("began");
        page.locator(".kinds").getByText("Waits").click();
        assertThat(page.locator(".line")).hasCount(2);
        page.locator(".line a").first().click();
        assertThat(page.locator(".task h1")).containsText("Ship it");
        assertThat(page).hasURL(Pattern.compile("/tasks/a\\?from=.*&until=.*#t=20"));
    }

    @Test
    void bars_can_be_brushed_by_keys_and_by_dragging(Visit visit) {
        var page = history(visit, "?days=84");
        page.locator(".columns").focus();
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Shift+ArrowLeft");
        assertThat(page.locator(".brush-said")).containsText(" to week of ");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("from=\\d{4}-\\d\\d-\\d\\d&until=\\d{4}"));
        assertThat(page.locator(".outcomes figcaption")).containsText("day by day");
        var box = page.locator(".stacks").boundingBox();
        page.mouse().move(box.x + box.width * 0.6, box.y + 20);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 0.7, box.y + 20);
        page.mouse().move(box.x + box.width - 3, box.y + 20);
        page.mouse().up();
        assertThat(page.locator(".chip.dates")).hasClass(Pattern.compile("\\bon\\b"));
        page.goBack();
        page.goBack();
        assertThat(page).hasURL(Pattern.compile("days=84$"));
    }

    @Test
    void what_is_not_reported_yet_is_told_beside_what_settled(Visit visit) {
        visit.served.report("{'task':'a','name':'First','outcome':'succeeded','reported':'Dana'}");
        visit.served.report("{'task':'b','name':'Second','outcome':'succeeded'}");
        var page = visit.open("/history");
        assertThat(page.locator("h1")).containsText("2 tasks ended");
        assertThat(page.locator("section:visible .heading")).containsText("1, and 1 not reported yet");
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
