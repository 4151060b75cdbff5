package sitrep.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static sitrep.web.Visit.group;
import static sitrep.web.Visit.row;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
class LiveTest {

    @Test
    void it_says_that_contact_is_lost_and_catches_up_after_a_restart(Visit visit) {
        visit.excuse("ERR_|status of 50");
        visit.served.report("{'task':'a','name':'Before','phase':'testing'}");
        var page = visit.open("/");
        visit.served.stop();
        assertThat(page.locator("#live:is([data-state=reconnecting], [data-state=offline])"))
                .isVisible();
        visit.served.start();
        visit.served.report("{'task':'b','name':'After','phase':'testing'}");
        visit.served.report("{'task':'a','phase':'waiting_user','text':'Still there?'}");
        assertThat(row(page, "b")).containsText("After");
        assertThat(group(page, "needs_you").locator("a.open")).hasText("Before");
        assertThat(page.locator("#live[data-state=live]")).isVisible();
    }

    @Test
    void who_comes_back_hears_how_much_was_missed(Visit visit) {
        visit.excuse("ERR_|status of 50");
        visit.served.report("{'task':'a','name':'Before','phase':'testing'}");
        var page = visit.open("/");
        page.route("**/api/v1/changes*", Route::abort);
        visit.served.stop();
        assertThat(page.locator("#live[data-state=live]")).hasCount(0);
        visit.served.start();
        visit.served.report("{'task':'b','name':'After','phase':'testing'}");
        visit.served.report("{'task':'a','phase':'editing'}");
        page.unroute("**/api/v1/changes*");
        assertThat(page.locator("#live[data-state=live]"))
                .containsText(
                        Pattern.compile("caught up \\d events, \\d+s away"),
                        new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
    }

    @Test
    void only_what_newly_needs_somebody_is_read_out(Visit visit) {
        visit.served.report("{'task':'old','name':'Old','phase':'waiting_user','text':'Which?'}");
        var page = visit.open("/");
        visit.served.report("{'task':'new','name':'New','phase':'testing'}");
        assertThat(row(page, "new")).isVisible();
        visit.served.report("{'task':'new','phase':'waiting_user','text':'What?'}");
        assertThat(page.locator("#announce")).hasText("New needs you");
    }

    @Test
    void two_who_look_see_the_same(Visit visit) {
        visit.served.report("{'task':'q3','name':'Themes','outcome':'succeeded'}");
        var one = visit.open("/");
        var other = visit.open("/tasks/q3");
        one.locator("[data-verb=reported]").click();
        assertThat(other.locator(".said")).containsText("Reported to operator.");
    }
}
