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

/** The page without a mouse. */
@ExtendWith(InChromium.class)
class KeyboardTest {

    private static void press(Page page, String... keys) {
        for (var key : keys) page.keyboard().press(key);
    }

    private static Locator link(Page page, String task) {
        return row(page, task).locator("a.open");
    }

    @Test
    void a_round_of_the_board_by_keys_alone(Visit visit) {
        Office.reportTo(visit.served);
        var page = visit.open("/");
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
        press(page, "j", "j");
        assertThat(link(page, Office.RELEASE)).isFocused();
        press(page, "k");
        assertThat(link(page, "crm")).isFocused();
        press(page, ".", ".", ".");
        assertThat(link(page, "crm")).isFocused();
        press(page, "j", "Space");
        assertThat(row(page, Office.RELEASE).locator(".peek")).containsText("Drafted release notes");
        press(page, "w");
        assertThat(page.locator(".peek .whys")).containsText("A live run waits for a person");
        press(page, "Escape");
        assertThat(page.locator(".peek")).hasCount(0);
        press(page, "m");
        assertThat(group(page, "on_it").locator("h2")).hasText("Somebody is on it 1");
        assertThat(link(page, "lisbon")).isFocused();
        press(page, "u");
        assertThat(link(page, Office.RELEASE)).isVisible();
        press(page, "k", "Enter");
        assertThat(page.locator("h1")).containsText("Ship 2.4");
        press(page, "g", "n");
        assertThat(page).hasURL(Pattern.compile("/$"));
        assertThat(page.locator(".row")).hasCount(Office.TASKS);
    }

    @Test
    void filters_that_become_more_leave_the_focus_where_it_is(Visit visit) {
        visit.served.report("{'task':'q3','name':'Themes','owner':'Mo','outcome':'succeeded'}");
        var page = visit.open("/");
        var mine = page.locator(".filters").getByText("Mine");
        mine.focus();
        visit.served.report("{'task':'q4','name':'More','labels':{'team':'web'},'phase':'editing'}");
        assertThat(page.locator(".filters")).containsText("web");
        assertThat(mine).isFocused();
    }

    @Test
    void a_result_is_marked_reported_and_the_hand_stays_with_it(Visit visit) {
        visit.served.report("{'task':'q3','name':'Themes','owner':'Mo','outcome':'succeeded'}");
        visit.served.report("{'task':'ask','name':'Ask','phase':'waiting_user','text':'Which?'}");
        var page = visit.open("/");
        link(page, "q3").focus();
        press(page, "r");
        assertThat(group(page, "settled").locator("a.open")).isFocused();
        press(page, "u");
        assertThat(group(page, "unreported").locator("a.open")).isFocused();
        press(page, "k", "d");
        assertThat(group(page, "dismissed").locator("h2")).hasText("Dismissed 1");
    }

    @Test
    void the_help_is_made_of_the_table_that_is_used(Visit visit) {
        var page = visit.open("/");
        press(page, "?");
        var help = page.getByRole(AriaRole.DIALOG);
        assertThat(help).containsText("Next that needs you");
        assertThat(help).containsText("Go to Now");
        press(page, "Escape");
        assertThat(help).hasCount(0);
        press(page, "/");
        assertThat(page.getByRole(AriaRole.SEARCHBOX)).isFocused();
        press(page, "j", "?");
        assertThat(page.getByRole(AriaRole.SEARCHBOX)).hasValue("j?");
    }
}
