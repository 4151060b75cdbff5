package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static sitrep.web.Visit.group;
import static sitrep.web.Visit.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ways to find something again: searching, arranging, saved views, the palette, and an address that is none. */
@ExtendWith(InChromium.class)
class FindingTest {

    private static Locator chip(Page page, String text) {
        return page.locator(".chip", new Page.LocatorOptions().setHasText(text));
    }

    @Test
    void what_is_called_exactly_so_comes_first_and_a_slip_is_made_up_for(Visit visit) {
        visit.served.report("{'task':'build 4','name':'Build 4','outcome':'succeeded','reported':'Dana'}");
        visit.served.report("{'task':'build-42','name':'Build 42','phase':'testing'}");
        var page = visit.open("/");
        page.getByRole(AriaRole.SEARCHBOX).fill("build 4");
        assertThat(group(page, "exact").locator("a.open")).hasText("Build 4");
        assertThat(page.locator(".row a.open")).hasText(new String[] {"Build 4", "Build 42"});
        page.getByRole(AriaRole.SEARCHBOX).fill("biuld");
        assertThat(page.locator(".instead")).hasText("Nothing matches biuld. This is what matches build.");
        assertThat(page.locator(".row")).hasCount(2);
    }

    @Test
    void the_board_is_sorted_and_grouped_as_the_address_says(Visit visit) {
        visit.served.report("{'task':'b','name':'Beta','owner':'Mo','labels':{'team':'red'},'phase':'testing'}");
        visit.served.report("{'task':'c','name':'Gamma','owner':'Dana','phase':'waiting_user','text':'Which?'}");
        visit.served.report("{'task':'a','name':'Alpha','owner':'Mo','labels':{'team':'blue'},'phase':'editing'}");
        var page = visit.open("/");
        page.getByLabel("Order").selectOption("name");
        page.getByLabel("Groups").selectOption("owner");
        assertThat(page).hasURL(Pattern.compile("\\?sort=name&group=owner$"));
        assertThat(page.locator(".group:visible h2")).hasText(new String[] {"Dana 1", "Mo 2"});
        assertThat(page.locator(".row a.open")).hasText(new String[] {"Gamma", "Alpha", "Beta"});
        page.reload();
        assertThat(page.locator(".row a.open")).hasText(new String[] {"Gamma", "Alpha", "Beta"});
        page.getByLabel("Groups").selectOption("label:team");
        assertThat(page.locator(".group:visible h2")).hasText(new String[] {"blue 1", "red 1", "Without this label 1"});
        visit.served.report("{'task':'b','labels':{'team':'blue'}}");
        assertThat(page.locator(".group:visible h2")).hasText(new String[] {"blue 2", "Without this label 1"});
    }

    @Test
    void a_view_is_saved_under_a_name_renamed_and_removed(Visit visit) {
        visit.served.report("{'task':'a','name':'First','owner':'Dana','phase':'testing'}");
        visit.served.report("{'task':'b','name':'Second','owner':'Mo','phase':'testing'}");
        var page = visit.open("/?owner=Mo&sort=name");
        page.getByText("Save this view").click();
        page.getByLabel("Name of the view").fill("Mo's <b>");
        page.keyboard().press("Enter");
        assertThat(page.locator(".chip.view.on")).hasText("Mo's <b>");
        chip(page, "Everything").click();
        assertThat(page.locator(".row")).hasCount(2);
        page.reload();
        chip(page, "Mo's").click();
        assertThat(page.locator(".row a.open")).hasText(new String[] {"Second"});
        assertThat(page).hasURL(Pattern.compile("\\?owner=Mo&sort=name$"));
        page.getByText("⋯").click();
        page.getByLabel("Name of the view").fill("Mine");
        page.keyboard().press("Enter");
        assertThat(page.locator(".chip.view")).hasText("Mine");
        page.getByText("⋯").click();
        page.getByText("Remove", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".chip.view")).hasCount(0);
    }

    @Test
    void the_palette_finds_tasks_pages_and_acts_by_the_keyboard_alone(Visit visit) {
        visit.served.report("{'task':'a','name':'Tidy the wiki','phase':'waiting_user','text':'Which?'}");
        visit.served.report("{'task':'b','name':'Ship it','phase':'testing'}");
        var page = visit.open("/");
        page.keyboard().press("Control+k");
        var field = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Find a task"));
        assertThat(field).isFocused();
        page.keyboard().type("wiki");
        var chosen = page.locator(".palette [role=option][aria-selected=true]");
        assertThat(chosen).containsText("Tidy the wiki");
        assertThat(field).hasAttribute("aria-activedescendant", "palette-option-0");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/tasks/a$"));
        assertThat(page.locator("[data-verb=acknowledged]")).isVisible();
        page.keyboard().press("Control+k");
        page.keyboard().type("i am on it");
        assertThat(chosen).hasText("I am on it: Tidy the wiki");
        page.keyboard().press("Enter");
        assertThat(page.locator("#toast")).containsText("is looked after");
        page.keyboard().press("Control+k");
        page.keyboard().type("go to wor");
        assertThat(chosen).containsText("Go to Workers");
        assertThat(chosen.locator("kbd")).hasText(new String[] {"g", "w"});
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/workers$"));
        page.keyboard().press("Control+k");
        page.keyboard().press("ArrowDown");
        assertThat(field).hasAttribute("aria-activedescendant", "palette-option-1");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
    }

    @Test
    void an_act_of_the_palette_is_on_the_row_that_had_the_focus(Visit visit) {
        visit.served.report("{'task':'a','name':'Tidy','phase':'waiting_user','text':'Which?'}");
        var page = visit.open("/");
        row(page, "a").locator("a.open").focus();
        page.keyboard().press("Control+k");
        page.keyboard().type("snooze for");
        assertThat(page.locator(".palette [aria-selected=true]")).containsText("Snooze for an hour");
        page.keyboard().press("Enter");
        assertThat(group(page, "snoozed").locator("h2")).hasText("Snoozed 1");
    }

    @Test
    void what_is_chosen_from_is_accessible_by_day_and_by_night(Visit visit) {
        Office.reportTo(visit.excuse("Canvas2D").served);
        for (var page : new Page[] {visit.open("/?group=owner"), visit.dark().open("/?sort=name&owner=Dana")}) {
            assertThat(page.locator(".row").first()).isVisible();
            AccessibleTest.assertAccessible(page);
            page.keyboard().press("Control+k");
            page.keyboard().type("ship");
            assertThat(page.locator(".palette [role=option]").first()).containsText("Ship 2.4");
            AccessibleTest.assertAccessible(page);
            page.keyboard().press("Escape");
            page.getByText("Save this view").click();
            AccessibleTest.assertAccessible(page);
        }
    }

    @Test
    void keys_go_on_and_back_on_every_page(Visit visit) {
        Office.reportTo(visit.served);
        for (var path : new String[] {"/workers", "/history", "/tasks/" + Office.RELEASE}) {
            var page = visit.open(path);
            assertThat(page.locator("main a[href] >> visible=true").first()).isVisible();
            page.keyboard().press("j");
            assertThat(page.locator("main :focus")).hasCount(1);
            page.keyboard().press("g");
            page.keyboard().press("n");
            assertThat(page.locator(".row").first()).isVisible();
        }
    }

    @Test
    void an_address_that_leads_nowhere_is_a_page(Visit visit) {
        visit.excuse("404");
        var page = visit.open("/nope");
        assertThat(page.locator("h1")).hasText("No such page");
        page.getByText("See all tasks").click();
        assertThat(page).hasURL(Pattern.compile("/$"));
    }

    @Test
    void times_say_of_which_zone_they_are(Visit visit) {
        visit.served.report("{'task':'a','phase':'testing'}");
        var page = visit.open("/");
        assertThat(row(page, "a").locator(".age")).hasAttribute("title", Pattern.compile("\\(UTC[+−]\\d+\\)"));
        page.keyboard().press(",");
        assertThat(page.locator("dialog")).containsText("Times are of ");
    }
}
