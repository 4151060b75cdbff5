package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static sitrep.web.Visit.group;
import static sitrep.web.Visit.row;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
class BoardPageTest {

    @Test
    void an_empty_board_says_how_to_begin(Visit visit) {
        var page = visit.open("/");
        assertThat(page.locator(".welcome")).containsText("./sitrep run -- mvn -v");
        assertThat(page.locator("h1")).hasText("Nothing needs you.");
    }

    @Test
    void posted_work_appears_and_goes_through_its_phases_without_a_reload(Visit visit) {
        var page = visit.open("/");
        visit.served.report("{'task':'build','name':'Nightly build','owner':'Dana','phase':'testing'}");
        assertThat(row(page, "build").locator(".phase")).hasText("testing");
        assertThat(row(page, "build").locator(".name")).hasText("Nightly buildasked by Dana");
        visit.served.report("{'task':'build','update':'412 of 913 tests','progress':'412/913'}");
        assertThat(row(page, "build").locator(".update")).hasText("412 of 913 tests");
        assertThat(row(page, "build").locator(".meter")).hasText("412 of 913");
        visit.served.report("{'task':'build','phase':'waiting_approval','text':'git push origin v2.4.0'}");
        assertThat(group(page, "needs_you").locator("code")).hasText("git push origin v2.4.0");
        assertThat(page.locator("h1")).hasText("1 task needs you.");
        assertThat(page).hasTitle("(1) Sitrep");
        visit.served.report("{'task':'build','outcome':'succeeded','reported':'Dana'}");
        assertThat(group(page, "settled").locator(".phase")).hasText("done");
        assertThat(page).hasTitle("Sitrep");
    }

    @Test
    void groups_stand_in_the_order_of_what_they_want(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        assertThat(page.locator(".group:visible h2")).hasText(new String[] {
            "Needs you 3 · oldest first",
            "Looks stuck 1 · silent for longer than it should be",
            "Done, not reported 2 · finished, nobody told yet",
            "Working 5 · on their own",
            "Queued 1 · not begun",
            "Recently settled 4 · newest first"
        });
        assertThat(group(page, "needs_you").locator("a.open")).hasText(new String[] {
            "Sync CRM contacts nightly", "Ship 2.4 release notes and tag", "Book the Lisbon offsite"
        });
        assertThat(page.locator("h1"))
                .hasText("3 tasks need you, 1 looks stuck, 2 are done but unreported."
                        + " 5 are working on their own, 1 queued.");
    }

    @Test
    void marking_a_result_reported_settles_it(Visit visit) {
        visit.served.report("{'task':'q3','name':'Support themes','owner':'Mo','outcome':'succeeded'}");
        var page = visit.open("/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mark reported"))
                .click();
        assertThat(group(page, "settled").locator("a.open")).hasText("Support themes");
        assertThat(page.locator("#toast")).hasText("“Support themes” is reported to Mo.");
        assertThat(group(page, "unreported")).isHidden();
    }

    @Test
    void a_part_of_the_sentence_is_a_filter_and_back_takes_it_away(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        page.getByText("1 looks stuck").click();
        assertThat(page.locator(".row")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("\\?attention=stuck$"));
        page.goBack();
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
        page.locator(".chip", new Page.LocatorOptions().setHasText("ACP")).click();
        assertThat(page.locator(".row")).hasCount(2);
    }

    @Test
    void the_search_asks_the_server_and_says_when_nothing_matches(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        page.getByRole(AriaRole.SEARCHBOX).fill("grammar");
        assertThat(page.locator(".row a.open")).hasText(new String[] {"Port the parser to the new grammar"});
        page.getByRole(AriaRole.SEARCHBOX).fill("nothing of the kind");
        assertThat(page.locator(".empty")).containsText("Nothing matches");
        page.reload();
        assertThat(page.locator(".empty")).containsText("Nothing matches");
    }

    @Test
    void more_tasks_than_a_page_come_on_demand(Visit visit) {
        for (int i = 0; i < 230; i++) {
            visit.served.report(Duration.ofSeconds(i), "{'task':'many-" + i + "','phase':'testing'}");
        }
        var page = visit.open("/");
        assertThat(page.locator(".row")).hasCount(200);
        assertThat(group(page, "working").locator("h2")).hasText("Working 200 of 230 · on their own");
        page.getByText("Show more tasks").click();
        assertThat(page.locator(".row")).hasCount(230);
        assertThat(page.getByText("Show more tasks")).isHidden();
    }

    @Test
    void ages_tick_by_the_clock_of_the_server(Visit visit) {
        visit.served.report(Duration.ofSeconds(30), "{'task':'build','phase':'testing'}");
        var page = visit.open("/");
        var age = row(page, "build").locator(".age");
        var first = age.textContent();
        assertThat(age).hasText(Pattern.compile("^3\\ds$"));
        assertThat(age).not().hasText(first);
    }
}
